"""How many cards of any size go on any paper: the sheets that nobody had to describe. Pure arithmetic."""

from collections.abc import Iterator
from dataclasses import replace
from itertools import product

from toolkit.language import gettext as _
from toolkit.printing.sheet.sheets import BLEED, NoSuchSheet, Sheet, Size

_HAIR = 1e-6


def adapt(sheet: Sheet, card: Size | None = None, paper: Size | None = None, per_page: int | None = None) -> Sheet:
    """Return a sheet of the same sort for another card, another paper or fewer cards.

    A print shop's page follows its card, a sheet to fold keeps pairs, an enlarged card fills its page.
    Raises NoSuchSheet when not a single card fits.
    """
    if not (card or paper or per_page):
        return sheet
    if sheet.smaller and not card:
        return _larger(sheet, replace(sheet, card=sheet.smaller), paper or sheet.paper, per_page)
    card, paper = card or sheet.card, paper or sheet.paper
    if sheet.trimmed:
        return replace(sheet, card=card, paper=(card[0] + 2 * sheet.margin[0], card[1] + 2 * sheet.margin[1]))
    if sheet.scale != 1:
        return _enlarged(sheet, card, paper)
    return grid(replace(sheet, card=card, gutter=(0, 0)), paper, per_page)


def grid(sheet: Sheet, paper: Size, per_page: int | None = None) -> Sheet:
    """Lay as many cards as fit on the paper, upright unless lying takes more, within what a printer reaches."""
    choices = list(_grids(sheet, paper, per_page))
    if not choices:
        raise NoSuchSheet(
            _(
                "A card of %(width)s × %(height)s mm does not fit on this paper.",
                width=f"{sheet.card[0]:g}",
                height=f"{sheet.card[1]:g}",
            )
        )
    best = max(choices, key=lambda one: (one.columns * one.rows, one.paper == paper, min(one.margin)))
    bleed = max(0.0, min(BLEED, min(best.margin) - best.printable))
    return replace(best, bleed=round(bleed, 3), marks=True)


def _larger(sheet: Sheet, other: Sheet, paper: Size, per_page: int | None) -> Sheet:
    """Lay the cards of a sheet, unless more of the other one go on the paper."""
    first, second = grid(sheet, paper, per_page), grid(other, paper, per_page)
    return second if second.columns * second.rows > first.columns * first.rows else first


def _grids(sheet: Sheet, paper: Size, per_page: int | None) -> Iterator[Sheet]:
    """List every grid that the paper and its unprintable margin leave room for, on both orientations."""
    for width, height in {paper, paper[::-1]}:
        across = int((width - 2 * sheet.printable) / sheet.card[0] + _HAIR)
        down = int((height - 2 * sheet.printable) / sheet.card[1] + _HAIR)
        step = 2 if sheet.folded else 1
        for columns, rows in product(range(step, across + 1, step), range(1, down + 1)):
            if columns * rows // step <= (per_page or across * down):
                yield replace(sheet, paper=(width, height), columns=columns, rows=rows)


def _enlarged(sheet: Sheet, card: Size, paper: Size) -> Sheet:
    room = sheet.printable + sheet.bleed
    scale = min((length - 2 * room) / side for length, side in zip(paper, card, strict=True))
    return replace(sheet, card=card, paper=paper, scale=int(scale * 100) / 100)
