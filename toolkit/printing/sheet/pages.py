"""The sheets of a print as a page of HTML, for a browser to print where there is no PDF: the same places, in mm."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from markupsafe import Markup

from toolkit.decks.models import Deck
from toolkit.paths import STATIC
from toolkit.printing.faces.fit import STEPS, Setting
from toolkit.printing.order import piles
from toolkit.printing.order.orders import Order
from toolkit.printing.order.piles import Item
from toolkit.printing.sheet import cut_marks
from toolkit.printing.sheet.imposition import Side, Slot, beyond
from toolkit.printing.sheet.sheets import BLEED, Sheet
from toolkit.templating import qr

_STYLES = (
    STATIC / "css" / "card.css",
    STATIC / "css" / "printing" / "cards.css",
    STATIC / "css" / "printing" / "sheets.css",
)
_EMPTY, _UNSET = 'data-place="qr"></div>', str(Setting())
# Without a script nobody measures: the smallest type is the one that surely fits. With one, each card finds its own.
_SET = str(Setting(fit=len(STEPS) - 1, licence=1, name=2))


@dataclass(frozen=True)
class Placed:
    """A face of a card as HTML, in a numbered place of its side."""

    place: int
    html: Markup


@dataclass(frozen=True)
class Page:
    """One side of a sheet."""

    face: str
    placed: tuple[Placed, ...]


def pages(deck: Deck, order: Order) -> list[Page]:
    """List the sides of a print, in the order in which a printer wants them."""
    items = [face for item in piles.items(deck, order) for face in _faces(item, folded=order.laid().folded)]
    return [
        Page(side.face, tuple(Placed(place, items[card][side.face == "back"]) for place, (card, _) in _numbered(side)))
        for side in order.sides(len(items))
    ]


def styles(order: Order) -> bytes:
    """Return the stylesheet of those pages: the cards at their size, and where each place is."""
    sheet, frame = order.laid(), piles.look(order).frame
    css = b"\n".join(frame.measured(_without_page(file.read_bytes())) for file in _STYLES)
    return css + "\n".join(_rules(sheet, order)).encode()


def lines(order: Order) -> list[tuple[str, list[cut_marks.Line]]]:
    """Return the lines to cut and fold along, in mm, under the name of their pen."""
    return cut_marks.lines(order.laid(), order.guides)


def _faces(item: Item, *, folded: bool) -> list[tuple[Markup, Markup]]:
    """Return both faces of a card; on a sheet to fold the back is a front of its own."""
    both = tuple(_html(face.html, item.qr) for face in (item.front, item.back))
    return [(both[0], both[0]), (both[1], both[1])] if folded else [(both[0], both[1])]


def _html(html: str, code: str) -> Markup:
    drawn = html.replace(_EMPTY, f"{_EMPTY[:-6]}{qr(code, code)}</div>") if code else html
    return Markup(drawn.replace(_UNSET, _SET, 1))  # noqa: S704  made by our templates, which escape


def _numbered(side: Side) -> Iterator[tuple[int, tuple[int, Slot]]]:
    return enumerate(side.placed)


def _rules(sheet: Sheet, order: Order) -> Iterator[str]:
    """Write where the paper ends, and every place of a front and of a back."""
    width, height = sheet.paper
    yield f"\n@page {{ size: {width:g}mm {height:g}mm; margin: 0; }}"
    yield f".sheet {{ width: {width:g}mm; height: {height - 0.1:g}mm; }}"
    card = f"width: {sheet.card[0] + 2 * BLEED:g}mm; height: {sheet.card[1] + 2 * BLEED:g}mm"
    yield f".place > .page {{ {card}; transform: scale({sheet.scale:g}); transform-origin: {BLEED:g}mm {BLEED:g}mm; }}"
    for side in order.sides(sheet.columns * sheet.rows):
        yield from _places(sheet, side)


def _places(sheet: Sheet, side: Side) -> Iterator[str]:
    cell = f"width: {sheet.cell[0]:.3f}mm; height: {sheet.cell[1]:.3f}mm"
    for place, (_card, slot) in _numbered(side):
        name = f".{side.face} .p{place}"
        turned = "; transform: rotate(180deg)" if slot.turned else ""
        yield f"{name} {{ left: {slot.x:.3f}mm; top: {slot.y:.3f}mm; {cell}{turned}; }}"
        yield f"{name} > .page {{ clip-path: inset({_inset(sheet, slot)}); }}"


def _inset(sheet: Sheet, slot: Slot) -> str:
    """Cut the bleed of a face off where another card follows: above, right, below and left, as the face is read."""
    sides: Sequence[float] = beyond(sheet, slot)
    read = (*sides[2:], *sides[:2]) if slot.turned else sides
    return " ".join(f"{BLEED - over / sheet.scale:.3f}mm" for over in read)


def _without_page(css: bytes) -> bytes:
    """Leave out the paper of a single face."""
    return b"\n".join(line for line in css.splitlines() if not line.startswith(b"@page"))
