"""A deck as one file, in each format that can be read again."""

from collections.abc import Callable

from toolkit.decks.files import archive, tabulating, workbooks
from toolkit.decks.folder.bundles import Bundle

FORMATS: dict[str, Callable[[Bundle], bytes]] = {
    "zip": lambda bundle: archive.pack(bundle.files(), bundle.deck.code),
    "csv": lambda bundle: workbooks.csv_file(tabulating.tabulate(bundle.deck)),
    "xlsx": lambda bundle: workbooks.xlsx_file(tabulating.tabulate(bundle.deck)),
    "ods": lambda bundle: workbooks.ods_file(tabulating.tabulate(bundle.deck)),
}
