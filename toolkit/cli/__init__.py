"""The command `musette`: one module per group of commands."""

from importlib import import_module
from typing import Any

import click

from toolkit import __version__
from toolkit.cli.groups import Group
from toolkit.cli.words import clicks_words, said, spoken
from toolkit.language import lazy, use

_COMMANDS = {
    "backup": (
        "toolkit.cli.backup:backup_command",
        lazy("Copy all workshops, photos and decks to FILE, or into a folder; the server may run."),
    ),
    "bench": (
        "toolkit.cli.bench:group",
        lazy("Measure this machine: every figure beside a yardstick of the same run."),
    ),
    "console": (
        "toolkit.cli.console:command",
        lazy("Open the console of the server that runs, and show the address that does it."),
    ),
    "decks": ("toolkit.cli.decks:group", lazy("List, check, print, import and export decks of cards.")),
    "doctor": (
        "toolkit.cli.doctor:command",
        lazy("Tell whether this machine is ready for a workshop, line by line, each with its fix."),
    ),
    "people": ("toolkit.cli.people:group", lazy("Add, list and remove those who lead workshops on a hosted server.")),
    "recount": (
        "toolkit.cli.recount:command",
        lazy("Count the votes of an exported workshop (JSON) again and compare them with its results."),
    ),
    "rehearse": (
        "toolkit.cli.rehearse:command",
        lazy("Let ghosts play a copy of the workshop at PLACE: its code here, or its address on any server."),
    ),
    "restore": (
        "toolkit.cli.backup:restore_command",
        lazy("Put the backup FILE in the place of all workshops, which are kept aside."),
    ),
    "serve": ("toolkit.cli.serve:command", lazy("Start the server and open the console.")),
    "templates": ("toolkit.cli.templates:group", lazy("List, check, import and export templates of workshops.")),
    "workshops": ("toolkit.cli.workshops:group", lazy("List, prepare, export, report on and erase workshops.")),
}


class Musette(Group):
    """The command itself, which speaks the language of its owner from the first word on."""

    def main(self, *words: Any, **more: Any) -> Any:
        """Run in the language of the settings, or of the machine."""
        with use(spoken()), clicks_words():
            return super(Musette, said(self)).main(*words, **more)


@click.group(
    cls=Musette,
    elsewhere=_COMMANDS,
    invoke_without_command=True,
    help="Run a workshop from this laptop: `musette` alone starts the server.",
)
@click.version_option(__version__, prog_name="musette")
@click.pass_context
def main(context: click.Context) -> None:
    """Run a workshop from this laptop: `musette` alone starts the server."""
    if context.invoked_subcommand is None:
        context.invoke(import_module("toolkit.cli.serve").command)


if __name__ == "__main__":
    main()
