"""What is drawn on the printed page itself, as PDF operators: QR codes and cut marks.

A QR code drawn here costs a thousandth of one that is laid out, and stays sharp at any size.
"""

from collections.abc import Iterator
from functools import lru_cache
from itertools import groupby

import segno

from toolkit.language import gettext as _
from toolkit.printing.imposition import slots
from toolkit.printing.pool import RenderRefused
from toolkit.printing.sheets import Sheet

POINT = 72 / 25.4
SMALLEST_MODULE = 0.4
_QUIET = 4
_MARK_GAP = 0.8
_MARK_LENGTH = 4.0


class QrTooDense(RenderRefused):
    """An address so long that its QR code could not be read from paper."""


Rows = tuple[tuple[bool, ...], ...]


@lru_cache(maxsize=2048)
def modules(text: str, size: float) -> Rows:
    """Encode `text` for a square of `size` mm, quiet zone included; True is black.

    Raises QrTooDense when a module would be smaller than 0.4 mm, which phones no longer read.
    """
    for level in ("m", "l"):
        matrix = segno.make(text, micro=False, error=level).matrix
        if size / (len(matrix) + 2 * _QUIET) >= SMALLEST_MODULE:
            return tuple(tuple(bool(module) for module in row) for row in matrix)
    raise QrTooDense(_("The address %(text)s is too long for the QR code of a card.", text=text))


def qr(text: str, size: float) -> str:
    """Draw the QR code of `text` in a square of `size` mm whose top left corner is at the origin.

    One path filled at once: separate rectangles would leave white hairlines between the rows.
    """
    rows = modules(text, size)
    unit = size / (len(rows) + 2 * _QUIET) * POINT
    runs = (
        f"{(_QUIET + start) * unit:.3f} {-(_QUIET + row + 1) * unit:.3f} {length * unit:.3f} {unit:.3f} re"
        for row, line in enumerate(rows)
        for start, length in _runs(line)
    )
    return f"q 0 0 0 rg {' '.join(runs)} f Q"


def _runs(line: tuple[bool, ...]) -> Iterator[tuple[int, int]]:
    """List the black stretches of a row: where each starts and how many modules it has."""
    start = 0
    for black, group in groupby(line):
        length = len(list(group))
        if black:
            yield start, length
        start += length


def cut_marks(sheet: Sheet) -> str:
    """Draw short lines in the margins, in line with every edge to cut, clear of what the printer cannot reach."""
    across, down = _edges(sheet)
    left, top = sheet.margin
    right, bottom = left + sheet.block[0], top + sheet.block[1]
    beyond = sheet.bleed + _MARK_GAP
    upright = _stretch(beyond, top - sheet.printable)
    level = _stretch(beyond, left - sheet.printable)
    lines = [((x, top - a), (x, top - b)) for x in across for a, b in upright]
    lines += [((x, bottom + a), (x, bottom + b)) for x in across for a, b in upright]
    lines += [((left - a, y), (left - b, y)) for y in down for a, b in level]
    lines += [((right + a, y), (right + b, y)) for y in down for a, b in level]
    height = sheet.paper[1]
    paths = (
        f"{x * POINT:.2f} {(height - y) * POINT:.2f} m {u * POINT:.2f} {(height - v) * POINT:.2f} l"
        for (x, y), (u, v) in lines
    )
    return f"q 0.4 w 0 0 0 RG {' '.join(paths)} S Q"


def _edges(sheet: Sheet) -> tuple[list[float], list[float]]:
    places = slots(sheet)
    across = {round(slot.x + side, 3) for slot in places for side in (0, sheet.cell[0])}
    down = {round(slot.y + side, 3) for slot in places for side in (0, sheet.cell[1])}
    return sorted(across), sorted(down)


def _stretch(start: float, room: float) -> list[tuple[float, float]]:
    """From where to where a mark runs, away from the cards; nothing when there is no room for one."""
    end = min(start + _MARK_LENGTH, room)
    return [(start, end)] if end - start >= 1 else []
