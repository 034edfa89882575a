"""Where to cut and where to fold, drawn on the fronts as PDF operators."""

from collections.abc import Iterable
from typing import get_args

from toolkit.printing.order.orders import Guides
from toolkit.printing.sheet.imposition import slots
from toolkit.printing.sheet.qr import POINT
from toolkit.printing.sheet.sheets import Sheet

GUIDES: tuple[Guides, ...] = get_args(Guides)
_GAP = 0.8
_LENGTH = 4.0
_FOLD = "[2 1.5] 0 d"
Line = tuple[tuple[float, float], tuple[float, float]]


_PENS = {"fold": "0.45 G 0.5 w " + _FOLD, "line": "0.55 G 0.3 w", "mark": "0 G 0.4 w"}


def draw(sheet: Sheet, guides: Guides) -> str:
    """Draw marks in the margins, in line with every edge to cut, or lines along the edges; folds are dashed."""
    return "\n".join(_ink(sheet, drawn, _PENS[pen]) for pen, drawn in lines(sheet, guides))


def lines(sheet: Sheet, guides: Guides) -> list[tuple[str, list[Line]]]:
    """List the lines, in mm from the top left corner, that each pen draws: "fold", "line" or "mark".

    A sheet that leaves no margin for marks gets lines: it could not be cut otherwise.
    """
    if guides == "none" or not sheet.marks:
        return []
    across, down = edges(sheet)
    folds = across[1::2] if sheet.folded else []
    cuts = [x for x in across if x not in folds]
    lines = [("fold", _along(sheet, folds, []))]
    if guides == "lines" or not _room(sheet):
        lines.append(("line", _along(sheet, cuts, down)))
    return [*lines, ("mark", _marks(sheet, cuts, down))]


def edges(sheet: Sheet) -> tuple[list[float], list[float]]:
    """List where the cards begin and end: from the left, and from the top."""
    places = slots(sheet)
    across = {round(slot.x + side, 3) for slot in places for side in (0, sheet.cell[0])}
    down = {round(slot.y + side, 3) for slot in places for side in (0, sheet.cell[1])}
    return sorted(across), sorted(down)


def _along(sheet: Sheet, across: Iterable[float], down: Iterable[float]) -> list[Line]:
    """Draw from one side of the block of cards to the other."""
    left, top = sheet.margin
    right, bottom = left + sheet.block[0], top + sheet.block[1]
    return [((x, top), (x, bottom)) for x in across] + [((left, y), (right, y)) for y in down]


def _marks(sheet: Sheet, across: Iterable[float], down: Iterable[float]) -> list[Line]:
    left, top = sheet.margin
    right, bottom = left + sheet.block[0], top + sheet.block[1]
    upright, level = (_stretch(sheet, margin) for margin in (top, left))
    lines = [((x, top - a), (x, top - b)) for x in across for a, b in upright]
    lines += [((x, bottom + a), (x, bottom + b)) for x in across for a, b in upright]
    lines += [((left - a, y), (left - b, y)) for y in down for a, b in level]
    return lines + [((right + a, y), (right + b, y)) for y in down for a, b in level]


def _stretch(sheet: Sheet, margin: float) -> list[tuple[float, float]]:
    """From where to where a mark runs, away from the cards; nothing when there is no room for one."""
    start = sheet.bleed + _GAP
    end = min(start + _LENGTH, margin - sheet.printable)
    return [(start, end)] if end - start >= 1 else []


def _room(sheet: Sheet) -> bool:
    return all(_stretch(sheet, margin) for margin in sheet.margin)


def _ink(sheet: Sheet, lines: Iterable[Line], pen: str) -> str:
    height = sheet.paper[1]
    paths = [
        f"{x * POINT:.2f} {(height - y) * POINT:.2f} m {u * POINT:.2f} {(height - v) * POINT:.2f} l"
        for (x, y), (u, v) in lines
    ]
    return f"q {pen} {' '.join(paths)} S Q" if paths else ""
