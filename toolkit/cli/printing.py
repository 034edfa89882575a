"""What `musette decks print` may be told, and the sheet that calibrates a printer."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import reduce
from pathlib import Path
from typing import Any, TypeVar, cast, get_args

import click

from toolkit.decks.models import Deck
from toolkit.language import LANGUAGES, use
from toolkit.language import gettext as _
from toolkit.printing import sheets, sizes
from toolkit.printing.calibration import print_calibration
from toolkit.printing.decks import TextOverflows, print_deck
from toolkit.printing.guides import GUIDES
from toolkit.printing.imposition import Duplex
from toolkit.printing.orders import DEFAULT, FINISHES, Wishes
from toolkit.printing.pango import PangoMissing
from toolkit.printing.pool import RenderRefused, RenderStopped
from toolkit.printing.readings import print_reading

Command = TypeVar("Command", bound=Callable[..., Any])
_FLIPS = get_args(Duplex)
_flip = click.option("--flip", "duplex", type=click.Choice(_FLIPS), default="long-edge", show_default=True)
_SIZES = f"{', '.join(sizes.cards())}, or width x height in mm"
_OPTIONS = (
    click.option("--text", is_flag=True, help="A text to read instead of cards: large, tagged for screen readers."),
    click.option("--sheet", type=click.Choice(sheets.known()), default=DEFAULT, show_default=True),
    click.option("--card", help=f"Another size of card: {_SIZES}."),
    click.option("--paper", help=f"Another paper: {', '.join(sizes.papers())}, or width x height in mm."),
    click.option("--per-page", type=click.IntRange(1, 99), help="At most so many cards to a page."),
    click.option("--variant", help="Audience whose wording is used."),
    click.option("--back-lang", "second", type=click.Choice(LANGUAGES), help="The front again in another language."),
    click.option("--finish", type=click.Choice(FINISHES), default="colour", show_default=True),
    click.option("--guides", type=click.Choice(GUIDES), default="marks", show_default=True),
    click.option("--url", "public_url", help="Address printed in the QR codes; without it they hold the card's code."),
    _flip,
    click.option("--back-offset", type=(float, float), default=(0, 0), help="Move the backs right and down, in mm."),
    click.option("--kind", "kinds", multiple=True, help="Only this kind of cards; may be said again."),
    click.option("--tag", "tags", multiple=True, help="Only cards with this tag; may be said again."),
    click.option("--level", "levels", multiple=True, type=click.Choice(["core", "optional"])),
    click.option("--tables", type=click.IntRange(0, 60), default=0, help="A pile for each of so many tables."),
    click.option("--blanks", type=click.IntRange(0, 500), help="So many blank cards, each with a code of its own."),
)


def print_options(command: Command) -> Command:
    """Give a command everything that a print may be told."""
    return reduce(lambda made, option: option(made), reversed(_OPTIONS), command)


def printed(deck: Deck, language: str, asked: Wishes) -> bytes:
    """Print as asked, or say in one sentence why not."""
    wishes = cast("dict[str, Any]", dict(asked))
    text, variant = wishes.pop("text", False), wishes.get("variant")
    for name in ("kinds", "tags", "levels"):
        wishes[name] = wishes[name] or None
    if variant and variant not in {one.code for one in deck.variants}:
        raise click.ClickException(_("The deck has no variant %(variant)s.", variant=variant))
    unknown = set(wishes["kinds"] or ()) - {kind.code for kind in deck.kinds}
    if unknown:
        raise click.ClickException(_("The deck has no kind of cards %(kind)s.", kind=min(unknown)))
    with use(language), said_plainly():
        return (print_reading if text else print_deck)(deck, language=language, **wishes)


@click.command("calibrate", help="Make the sheet that tells the --back-offset of a printer.")
@click.option("-o", "--output", type=click.Path(path_type=Path, dir_okay=False), required=True)
@click.option("--lang", type=click.Choice(LANGUAGES), default="fr", show_default=True)
@click.option("--paper", type=click.Choice(sizes.papers()), default="a4", show_default=True)
@click.option("--landscape", is_flag=True, help="For sheets that lie, such as those of 70x100 cards.")
@click.option("--flip", "duplex", type=click.Choice(_FLIPS[:2]), default="long-edge", show_default=True)
def calibrate(output: Path, lang: str, paper: str, duplex: Duplex, *, landscape: bool) -> None:
    """Make the sheet that tells how far a printer's backs are from its fronts."""
    with use(lang), said_plainly():
        output.write_bytes(print_calibration(paper, duplex, lang, landscape=landscape))
    click.echo(_("%(file)s is ready.", file=output))


@contextmanager
def said_plainly() -> Iterator[None]:
    """Turn what cannot be printed into one sentence."""
    try:
        yield
    except (PangoMissing, RenderRefused, RenderStopped, TextOverflows) as refusal:
        raise click.ClickException(str(refusal)) from refusal
