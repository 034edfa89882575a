"""ReportLab, with every line placed by hand and no hyphenation."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import fontpkg

from bench.yardsticks import plain
from bench.yardsticks.plain import Plain
from toolkit.decks.models import Deck
from toolkit.printing.sheet import qr, sheets
from toolkit.printing.sheet.imposition import arrange
from toolkit.printing.sheet.qr import POINT

_FONT = "Source Sans 3"


@contextmanager
def opened(deck: Deck, file: Path) -> Iterator[Callable[[], None]]:
    """Load the font; what is given prints."""
    from reportlab.pdfbase.pdfmetrics import registerFont  # noqa: PLC0415  in the dependency group "bench"
    from reportlab.pdfbase.ttfonts import TTFont  # noqa: PLC0415  as above

    registerFont(TTFont(_FONT, fontpkg.path(_FONT)))
    cards = list(plain.cards(deck))
    yield lambda: _draw(cards, file)


def _draw(cards: list[Plain], file: Path) -> None:
    from reportlab.pdfgen.canvas import Canvas  # noqa: PLC0415  as above

    sheet = sheets.find("a4-poker-9up")
    canvas = Canvas(str(file), pagesize=(210 * POINT, 297 * POINT))
    for side in arrange(sheet, len(cards)):
        for number, slot in side.placed:
            canvas.saveState()
            canvas.translate(slot.x * POINT, (297 - slot.y) * POINT)
            _face(canvas, cards[number], side.face)
            canvas.restoreState()
        canvas.showPage()
    canvas.save()


def _face(canvas: Any, card: Plain, side: str) -> None:
    """Draw one side, whose upper left corner is the origin."""
    from reportlab.lib.utils import simpleSplit  # noqa: PLC0415  as above

    canvas.setFillColor(card.colour)
    canvas.rect(0, -9 * POINT, 63 * POINT, 9 * POINT, stroke=0, fill=1)
    canvas.setFillColor("#1B2036")
    y, size = -14 * POINT, 14
    for paragraph in (card.head, *(card.front if side == "front" else card.back)):
        canvas.setFont(_FONT, size)
        for line in simpleSplit(paragraph, _FONT, size, 54 * POINT):
            canvas.drawString(4.5 * POINT, y, line)
            y -= size * 1.25
        size = 9
    if side == "back":
        _code(canvas, card.qr)


def _code(canvas: Any, text: str) -> None:
    rows = qr.modules(text, 17)
    unit = 17 * POINT / (len(rows) + 2 * qr.QUIET)
    path = canvas.beginPath()
    for number, line in enumerate(rows):
        for place, black in enumerate(line):
            if black:
                path.rect(41.5 * POINT + (place + qr.QUIET) * unit, -66 * POINT - (number + 5) * unit, unit, unit)
    canvas.drawPath(path, stroke=0, fill=1)
