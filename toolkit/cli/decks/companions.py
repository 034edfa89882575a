"""`musette decks booklet` and `box`: what goes with the cards."""

from pathlib import Path

import click

from toolkit.cli.decks.home import at_home
from toolkit.cli.decks.opening import bundle_of
from toolkit.cli.groups import in_folder
from toolkit.cli.printing import said_plainly
from toolkit.language import LANGUAGES, use
from toolkit.language import gettext as _
from toolkit.printing.order import sizes
from toolkit.printing.paper.booklets import print_booklet
from toolkit.printing.paper.boxes import print_box

_OUTPUT = click.Path(path_type=Path, dir_okay=False)


@click.command("booklet")
@click.argument("deck")
@click.option("-o", "--output", type=_OUTPUT, required=True)
@click.option("--lang", type=click.Choice(LANGUAGES), default="fr", show_default=True)
@click.option("--fold", is_flag=True, help="Two pages to a side of A4, to print on both sides along the short edge.")
@in_folder
def booklet(deck: str, output: Path, lang: str, data: Path | None, *, fold: bool) -> None:
    """Make the facilitator's booklet of a deck."""
    with use(lang), said_plainly(), at_home(data):
        output.write_bytes(print_booklet(bundle_of(deck).deck, lang, folded=fold))
    click.echo(_("%(file)s is ready.", file=output))


@click.command("box")
@click.argument("deck")
@click.option("-o", "--output", type=_OUTPUT, required=True)
@click.option("--lang", type=click.Choice(LANGUAGES), default="fr", show_default=True)
@click.option("--card", type=click.Choice(sizes.cards()), default="poker", show_default=True)
@in_folder
def box(deck: str, output: Path, lang: str, card: str, data: Path | None) -> None:
    """Make a box to fold for all cards of a deck."""
    with use(lang), said_plainly(), at_home(data):
        output.write_bytes(print_box(bundle_of(deck).deck, lang, card))
    click.echo(_("%(file)s is ready.", file=output))
