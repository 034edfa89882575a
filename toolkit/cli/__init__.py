"""The command `musette`: one module per group of commands."""

from importlib import import_module

import click

from toolkit import __version__
from toolkit.cli.groups import Group

_COMMANDS = {
    "backup": (
        "toolkit.cli.backup:backup_command",
        "Copy all workshops, photos and decks to FILE, or into a folder; the server may run.",
    ),
    "bench": ("toolkit.cli.bench:group", "Measure this machine: every figure beside a yardstick of the same run."),
    "console": (
        "toolkit.cli.console:command",
        "Open the console of the server that runs, and show the address that does it.",
    ),
    "decks": ("toolkit.cli.decks:group", "List, check, print, import and export decks of cards."),
    "doctor": (
        "toolkit.cli.doctor:command",
        "Tell whether this machine is ready for a workshop, line by line, each with its fix.",
    ),
    "people": ("toolkit.cli.people:group", "Add, list and remove those who lead workshops on a hosted server."),
    "recount": (
        "toolkit.cli.recount:command",
        "Count the votes of an exported workshop (JSON) again and compare them with its results.",
    ),
    "rehearse": (
        "toolkit.cli.rehearse:command",
        "Let ghosts play a copy of the workshop at PLACE: its code here, or its address on any server.",
    ),
    "restore": (
        "toolkit.cli.backup:restore_command",
        "Put the backup FILE in the place of all workshops, which are kept aside.",
    ),
    "serve": ("toolkit.cli.serve:command", "Start the server and open the console."),
    "templates": ("toolkit.cli.templates:group", "List, check, import and export templates of workshops."),
    "workshops": ("toolkit.cli.workshops:group", "List, prepare, export, report on and erase workshops."),
}


@click.group(cls=Group, elsewhere=_COMMANDS, invoke_without_command=True)
@click.version_option(__version__, prog_name="musette")
@click.pass_context
def main(context: click.Context) -> None:
    """Run a workshop from this laptop: `musette` alone starts the server."""
    if context.invoked_subcommand is None:
        context.invoke(import_module("toolkit.cli.serve").command)


if __name__ == "__main__":
    main()
