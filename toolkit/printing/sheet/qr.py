"""QR codes, drawn on the printed page itself as PDF operators.

A QR code drawn here costs a thousandth of one that is laid out, and stays sharp at any size.
"""

from collections.abc import Iterator
from functools import lru_cache
from itertools import groupby

import segno

from toolkit.language import gettext as _
from toolkit.printing.render.editions import edition
from toolkit.printing.render.pool import RenderRefused
from toolkit.printing.render.store import digest, store

POINT = 72 / 25.4
SMALLEST_MODULE = 0.4
QUIET = 4


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
        if size / (len(matrix) + 2 * QUIET) >= SMALLEST_MODULE:
            return tuple(tuple(bool(module) for module in row) for row in matrix)
    raise QrTooDense(_("The address %(text)s is too long for the QR code of a card.", text=text))


def readable(text: str, size: float) -> bool:
    """Tell whether phones read the QR code of `text` from a square of `size` mm."""
    try:
        return bool(modules(text, size))
    except QrTooDense:
        return False


def qr(text: str, size: float) -> bytes:
    """Draw the QR code of `text` in a square of `size` mm whose top left corner is at the origin, unless it was before.

    To find out how its modules lie best takes longer than all else that a second print does.
    """
    name = digest("code", edition(), text, f"{size}")
    operators = store.get(name)
    if operators is None:
        operators = _path(modules(text, size), size)
        store.put(name, operators)
    return operators


def _path(rows: Rows, size: float) -> bytes:
    """Draw modules as one path filled at once: separate rectangles would leave white hairlines between the rows."""
    unit = size / (len(rows) + 2 * QUIET) * POINT
    runs = (
        f"{QUIET + start} {-(QUIET + row + 1)} {length} 1 re"
        for row, line in enumerate(rows)
        for start, length in _runs(line)
    )
    return f"q {unit:.5f} 0 0 {unit:.5f} 0 0 cm 0 g {' '.join(runs)} f Q".encode()


def _runs(line: tuple[bool, ...]) -> Iterator[tuple[int, int]]:
    """List the black stretches of a row: where each starts and how many modules it has."""
    start = 0
    for black, group in groupby(line):
        length = len(list(group))
        if black:
            yield start, length
        start += length
