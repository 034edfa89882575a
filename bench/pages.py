"""A deck as one page of HTML, sheet after sheet: what a browser is given to print."""

from itertools import groupby
from pathlib import Path

import fontpkg

from toolkit.decks.models import Deck
from toolkit.language import use
from toolkit.paths import STATIC
from toolkit.printing.order import piles
from toolkit.printing.order.orders import Order
from toolkit.printing.sheet import qr
from toolkit.printing.sheet.imposition import arrange

LANGUAGE = "fr"
_SHEET = """
@page { size: 210mm 297mm; margin: 0 }
body { margin: 0 }
.sheet { position: relative; width: 210mm; height: 297mm; break-after: page; overflow: hidden }
.slot { position: absolute }
.card { border-radius: 0; box-shadow: none }
"""


def sheets(deck: Deck) -> str:
    """Return the sheets of a deck, fronts and backs."""
    order = Order(LANGUAGE)
    with use(LANGUAGE):
        items = piles.items(deck, order)
    pages = []
    for side in arrange(order.laid(), len(items)):
        slots = [
            f'<div class="slot" style="left:{slot.x}mm;top:{slot.y}mm">{_face(items[number], side.face)}</div>'
            for number, slot in side.placed
        ]
        pages.append(f'<div class="sheet">{"".join(slots)}</div>')
    style = (STATIC / "css" / "card.css").read_text() + _SHEET
    return f'<!doctype html><html lang="{LANGUAGE}"><meta charset="utf-8"><style>{style}</style>{"".join(pages)}'


def fonts() -> str:
    """Return the styles that load the house fonts from their files; a browser needs them, WeasyPrint has them."""
    files = STATIC / "vendor" / "fonts"
    paths = {
        "Atkinson": files / "atkinson-hyperlegible-next-latin-wght-normal.woff2",
        "Atkinson Ext": files / "atkinson-hyperlegible-next-latin-ext-wght-normal.woff2",
        "Bricolage": files / "bricolage-grotesque-latin-wght-normal.woff2",
        "Bricolage Ext": files / "bricolage-grotesque-latin-ext-wght-normal.woff2",
        "Source Sans 3": Path(fontpkg.path("Source Sans 3")),
    }
    return "\n".join(
        f'@font-face {{ font-family: "{name}"; src: url("{file.as_uri()}"); font-weight: 200 800 }}'
        for name, file in paths.items()
    )


def code(text: str) -> str:
    """Return a QR code as SVG, in rows of black stretches."""
    rows = qr.modules(text, 17)
    size = len(rows) + 2 * qr.QUIET
    path = "".join(_stretches(line, number + qr.QUIET) for number, line in enumerate(rows))
    return f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {size} {size}"><path d="{path}"/></svg>'


def _stretches(line: tuple[bool, ...], row: int) -> str:
    drawn, start = [], qr.QUIET
    for black, group in groupby(line):
        length = len(list(group))
        drawn += [f"M{start} {row}h{length}v1h-{length}z"] if black else []
        start += length
    return "".join(drawn)


def _face(item: piles.Item, side: str) -> str:
    html = item.front.html if side == "front" else item.back.html
    return html.replace('data-place="qr">', f'data-place="qr">{code(item.qr)}', 1)
