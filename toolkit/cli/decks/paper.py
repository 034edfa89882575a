"""`musette decks print`, `preflight` and `prints`: decks on paper."""

from pathlib import Path
from typing import Unpack

import click

from toolkit.cli.decks.home import at_home, in_folder
from toolkit.cli.decks.opening import bundle_of
from toolkit.cli.printing import check_options, print_options, print_to, tell_prints
from toolkit.language import LANGUAGES
from toolkit.printing.orders import Wishes


@click.command("print")
@click.argument("deck")
@click.option("-o", "--output", type=click.Path(path_type=Path, dir_okay=False), required=True)
@click.option("--lang", type=click.Choice(LANGUAGES), default="fr", show_default=True)
@print_options
@in_folder
def print_command(deck: str, output: Path, lang: str, data: Path | None, **wishes: Unpack[Wishes]) -> None:
    """Print a deck to a PDF."""
    with at_home(data) as home:
        print_to(output, bundle_of(deck).deck, lang, wishes, home.parent)


@click.command("preflight")
@click.argument("deck")
@click.option("--lang", type=click.Choice(LANGUAGES), default="fr", show_default=True)
@check_options
@in_folder
def preflight(deck: str, lang: str, data: Path | None, **wishes: Unpack[Wishes]) -> None:
    """Decide whether a deck may be printed; exit 1 if not."""
    with at_home(data) as home:
        print_to(None, bundle_of(deck).deck, lang, wishes, home.parent)


@click.command("prints")
@click.argument("deck")
@in_folder
def prints(deck: str, data: Path | None) -> None:
    """List the prints of a deck."""
    with at_home(data) as home:
        tell_prints(bundle_of(deck).deck, home.parent)
