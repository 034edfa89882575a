"""`musette decks print`, `preflight` and `prints`: decks on paper."""

from importlib import import_module
from pathlib import Path
from typing import Any, Unpack

import click

from toolkit.cli.decks import early
from toolkit.cli.decks.options import check_options, print_options
from toolkit.cli.groups import in_folder
from toolkit.language import LANGUAGES
from toolkit.printing.order.orders import Wishes


@click.command("print")
@click.argument("deck")
@click.option("-o", "--output", type=click.Path(path_type=Path, dir_okay=False), required=True)
@click.option("--lang", type=click.Choice(LANGUAGES), default="fr", show_default=True)
@print_options
@in_folder
def print_command(deck: str, output: Path, lang: str, data: Path | None, **wishes: Unpack[Wishes]) -> None:
    """Print a deck to a PDF."""
    early.begin(data, deck)
    _work().print_to(output, deck, lang, wishes, data)


@click.command("preflight")
@click.argument("deck")
@click.option("--lang", type=click.Choice(LANGUAGES), default="fr", show_default=True)
@check_options
@in_folder
def preflight(deck: str, lang: str, data: Path | None, **wishes: Unpack[Wishes]) -> None:
    """Decide whether a deck may be printed; exit 1 if not."""
    early.begin(data, deck)
    _work().print_to(None, deck, lang, wishes, data)


@click.command("prints")
@click.argument("deck")
@in_folder
def prints(deck: str, data: Path | None) -> None:
    """List the prints of a deck."""
    _work().tell_prints(deck, data)


def _work() -> Any:
    """Load what does it: that takes as long as the rendering processes take to start, and they have begun."""
    return import_module("toolkit.cli.printing")
