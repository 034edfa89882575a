"""Groups of commands, each loaded when it is called: it imports what it needs, and nothing that others need."""

from collections.abc import Mapping
from importlib import import_module
from pathlib import Path
from typing import Any

import click

from toolkit.cli.words import said
from toolkit.language import gettext as _
from toolkit.language import lazy

in_folder = click.option(
    "--data", type=click.Path(path_type=Path, file_okay=False), help="Folder where everything is kept."
)


class Group(click.Group):
    """A group with commands in other modules: "module:name" of each, and what is said of it in `--help`."""

    def __init__(self, *words: Any, elsewhere: Mapping[str, tuple[str, lazy]], **more: Any) -> None:
        super().__init__(*words, **more)
        self._elsewhere = elsewhere

    def list_commands(self, ctx: click.Context) -> list[str]:
        """Name the commands."""
        return sorted({*super().list_commands(ctx), *self._elsewhere})

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """Load a command."""
        if cmd_name not in self._elsewhere:
            here = super().get_command(ctx, cmd_name)
            return here and said(here)
        place, summary = self._elsewhere[cmd_name]
        module, _colon, name = place.partition(":")
        command: click.Command = getattr(import_module(module), name)
        return said(command, str(summary))

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:  # noqa: ARG002  as above
        """Write what is said of each command, without loading it."""
        unloaded = {name: click.Command(name, help=str(summary)) for name, (_place, summary) in self._elsewhere.items()}
        known = {name: said(command) for name, command in sorted({**self.commands, **unloaded}.items())}
        width = formatter.width - 6 - max(map(len, known))
        with formatter.section(_("Commands")):
            formatter.write_dl([(name, command.get_short_help_str(width)) for name, command in known.items()])
