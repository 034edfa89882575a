"""`musette decks`: list, check, print, import and export decks of cards."""

import click

from toolkit.cli.groups import Group
from toolkit.language import lazy

_COMMANDS = {
    "list": ("toolkit.cli.decks.listing:list_decks", lazy("List the decks of this machine.")),
    "check": (
        "toolkit.cli.decks.files:check",
        lazy("Say everything that is wrong with the deck in PATH: a folder, a spreadsheet, a list or a .zip."),
    ),
    "import": (
        "toolkit.cli.decks.files:import_command",
        lazy("Keep the deck in FILE on this machine: a folder, a spreadsheet, a list or a .zip."),
    ),
    "export": (
        "toolkit.cli.decks.files:export",
        lazy("Write DECK to FILE: .zip, .csv, .xlsx, .ods, or a new folder when there is no extension."),
    ),
    "print": (
        "toolkit.cli.decks.paper:print_command",
        lazy("Print DECK (a deck of this machine, a folder or a file) to a PDF."),
    ),
    "preflight": (
        "toolkit.cli.decks.paper:preflight",
        lazy("Check whether DECK may be printed, a line for each check, without printing it."),
    ),
    "prints": (
        "toolkit.cli.decks.paper:prints",
        lazy("List the prints of DECK that are remembered, and the cards that changed since each."),
    ),
    "booklet": (
        "toolkit.cli.decks.companions:booklet",
        lazy("Make the facilitator's booklet of DECK: pages of A5, or sheets to --fold."),
    ),
    "box": ("toolkit.cli.decks.companions:box", lazy("Make a box to cut out and fold for all cards of DECK.")),
    "calibrate": ("toolkit.cli.printing:calibrate", lazy("Make the sheet that tells the --back-offset of a printer.")),
}


@click.group(cls=Group, elsewhere=_COMMANDS)
def group() -> None:
    """List, check, print, import and export decks of cards."""
