"""What `musette decks print` may be told."""

from collections.abc import Callable
from functools import reduce
from typing import Any, TypeVar, get_args

import click

from toolkit.language import LANGUAGES
from toolkit.printing.order import sizes
from toolkit.printing.order.orders import DEFAULT, FINISHES
from toolkit.printing.sheet import sheets
from toolkit.printing.sheet.cut_marks import GUIDES
from toolkit.printing.sheet.imposition import Duplex, Passes

Command = TypeVar("Command", bound=Callable[..., Any])
FLIPS = get_args(Duplex)
_flip = click.option("--flip", "duplex", type=click.Choice(FLIPS), default="long-edge", show_default=True)
SIZES = f"{', '.join(sizes.cards())}, or width x height in mm"
_OPTIONS = (
    click.option("--text", is_flag=True, help="A text to read instead of cards: large, tagged for screen readers."),
    click.option("--sheet", type=click.Choice(sheets.known()), default=DEFAULT, show_default=True),
    click.option("--card", help=f"Another size of card: {SIZES}."),
    click.option("--paper", help=f"Another paper: {', '.join(sizes.papers())}, or width x height in mm."),
    click.option("--per-page", type=click.IntRange(1, 99), help="At most so many cards to a page."),
    click.option("--variant", help="Audience whose wording is used."),
    click.option("--back-lang", "second", type=click.Choice(LANGUAGES), help="The front again in another language."),
    click.option("--split", is_flag=True, help="That language below the first, on both sides of a large card."),
    click.option("--finish", type=click.Choice(FINISHES), default="colour", show_default=True),
    click.option("--guides", type=click.Choice(GUIDES), default="marks", show_default=True),
    click.option("--url", "public_url", help="Address printed in the QR codes; without it they hold the card's code."),
    _flip,
    click.option(
        "--passes",
        type=click.Choice(get_args(Passes)),
        default="one",
        show_default=True,
        help="For thick card: all fronts and then all backs, or the backs alone.",
    ),
    click.option("--back-offset", type=(float, float), default=(0, 0), help="Move the backs right and down, in mm."),
    click.option("--kind", "kinds", multiple=True, help="Only this kind of cards; may be said again."),
    click.option("--tag", "tags", multiple=True, help="Only cards with this tag; may be said again."),
    click.option("--level", "levels", multiple=True, type=click.Choice(["core", "optional"])),
    click.option("--tables", type=click.IntRange(0, 60), default=0, help="A pile for each of so many tables."),
    click.option("--blanks", type=click.IntRange(0, 500), help="So many blank cards, each with a code of its own."),
    click.option("--since", help='Only cards that changed since a print: "last", its number or its day, 2026-05-12.'),
    click.option("--printer", help="A calibrated printer: its way to turn sheets, and its offset."),
)

_WAYS = (
    click.option("--preflight", is_flag=True, help="Say everything that was checked, a line each."),
    click.option(
        "--anyway", is_flag=True, help="Print although a picture is coarse or in colour, or a character is a box."
    ),
    click.option("--twin", is_flag=True, help="Write the text edition and large print of the same cards too."),
    click.option("--remember/--no-remember", default=True, help="Remember what was printed, for --since."),
)


def print_options(command: Command) -> Command:
    """Give a command everything that a print may be told."""
    return reduce(lambda made, option: option(made), reversed((*_OPTIONS, *_WAYS)), command)


def check_options(command: Command) -> Command:
    """Give a command everything that changes what is on the sheets."""
    return reduce(lambda made, option: option(made), reversed(_OPTIONS[1:]), command)
