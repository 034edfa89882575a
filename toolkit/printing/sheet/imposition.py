"""Where each card goes on paper, so that its back is printed behind its front. Pure arithmetic.

Lengths are in millimetres, from the top left corner of the page as it is read.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import product
from typing import Literal

from toolkit.printing.sheet.sheets import Sheet, Size

Duplex = Literal["long-edge", "short-edge", "none"]
Passes = Literal["one", "two", "backs"]


@dataclass(frozen=True)
class Slot:
    """A place for one card: its top left corner, and whether the card is turned upside down."""

    x: float
    y: float
    turned: bool = False


@dataclass(frozen=True)
class Side:
    """One printed page: which face it shows, and the number of the card in each slot."""

    face: Literal["front", "back"]
    placed: tuple[tuple[int, Slot], ...]


def arrange(sheet: Sheet, cards: int, duplex: Duplex = "long-edge", offset: tuple[float, float] = (0, 0)) -> list[Side]:
    """Lay out `cards` cards: fronts, then the backs of the same sheet, and so on.

    The last sheet keeps its grid when it is not full. `offset` moves every back right and down, for a
    printer that does not print both sides at the same place. With "none" there are no backs.
    """
    places = slots(sheet)
    sides = []
    for first in range(0, cards, len(places)):
        fronts = tuple(enumerate(places[: cards - first], start=first))
        sides.append(Side("front", fronts))
        if duplex != "none":
            backs = tuple((card, behind(sheet, slot, duplex, offset)) for card, slot in fronts)
            sides.append(Side("back", backs))
    return sides


def sequence(sides: Sequence[Side], passes: Passes) -> list[Side]:
    """Put sides in the order in which they are printed.

    In "one" pass the printer turns the paper; in "two", all fronts come before all backs, for the same stack; "backs"
    are for a stack whose fronts are there.
    """
    if passes == "one":
        return list(sides)
    fronts, backs = ([side for side in sides if side.face == face] for face in ("front", "back"))
    return backs if passes == "backs" and backs else fronts + backs


def slots(sheet: Sheet) -> list[Slot]:
    """List the places of a page, row by row."""
    (left, top), (width, height), (across, down) = sheet.margin, sheet.cell, sheet.gutter
    return [
        Slot(left + column * (width + across), top + row * (height + down))
        for row, column in product(range(sheet.rows), range(sheet.columns))
    ]


def behind(sheet: Sheet, slot: Slot, duplex: Duplex = "long-edge", offset: tuple[float, float] = (0, 0)) -> Slot:
    """Find the place on the back of the sheet that lies behind `slot`.

    A sheet that is turned over its upper edge also has its backs upside down, so that a card, once cut, reads
    the same whichever edge the printer uses.
    """
    sideways = over_the_side(sheet.paper, duplex)
    x = sheet.paper[0] - slot.x - sheet.cell[0] if sideways else slot.x
    y = slot.y if sideways else sheet.paper[1] - slot.y - sheet.cell[1]
    return Slot(x + offset[0], y + offset[1], turned=not sideways)


def beyond(sheet: Sheet, slot: Slot) -> tuple[float, float, float, float]:
    """Say by how much a card in this place may run over its edge: above, right, below and left.

    Outside the block of cards that is the bleed; between two cards it is nothing.
    """
    (width, height), (left, top) = sheet.cell, sheet.margin
    column = round((slot.x - left) / (width + sheet.gutter[0]))
    row = round((slot.y - top) / (height + sheet.gutter[1]))
    outside = (row == 0, column == sheet.columns - 1, row == sheet.rows - 1, column == 0)
    above, right, below, before = (sheet.bleed if out else 0.0 for out in outside)
    return above, right, below, before


def over_the_side(paper: Size, duplex: Duplex) -> bool:
    """Tell whether the sheet turns like the page of a book, rather than over its upper edge."""
    upright = paper[1] >= paper[0]
    return (duplex == "long-edge") == upright
