"""Which files can be read as sheets, and how; what reads one format is loaded for a file of that format."""

from dataclasses import dataclass
from pkgutil import resolve_name

from toolkit.decks.files import columns
from toolkit.decks.files.sheets import encodings, separated
from toolkit.decks.files.sheets.sheet import Sheet

_HERE = __name__.rpartition(".")[0]
_WORKBOOKS = {"xlsx": "excel:read", "ods": "opendocument:read"}
_LISTS = {
    "json": "records:read_json",
    **dict.fromkeys(("yaml", "yml"), "records:read_yaml"),
    **dict.fromkeys(("md", "markdown"), "markdown:read"),
}


@dataclass(frozen=True)
class File:
    """The sheets of a file, and how its letters are coded if it is a text."""

    sheets: list[Sheet]
    coding: str = ""


def read(kind: str, data: bytes, coding: str = "") -> File:
    """Read a file of the kind that its extension says, its letters coded as was chosen; raises DeckUnreadable."""
    if kind in _WORKBOOKS:
        return File(resolve_name(f"{_HERE}.{_WORKBOOKS[kind]}")(data))
    letters = encodings.decoded(data, coding)
    if kind in _LISTS:
        sheets: list[Sheet] = resolve_name(f"{_HERE}.{_LISTS[kind]}")(letters.text)
    else:
        sheets = [separated.read(letters.text, "", columns.score)]
    sheets[0].remarks.extend(letters.remarks)
    return File(sheets, letters.coding)
