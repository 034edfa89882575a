"""A deck as a file to print: cards to cut, with their backs behind them."""

from collections.abc import Sequence
from typing import Unpack

from toolkit.decks.models import Card, Deck
from toolkit.language import gettext as _
from toolkit.language import pick
from toolkit.printing import faces, letters, piles
from toolkit.printing.faces import Look
from toolkit.printing.fit import Overflow
from toolkit.printing.forms import Piece
from toolkit.printing.frames import POKER, Frame
from toolkit.printing.impose import About, impose
from toolkit.printing.imposition import Side, Slot, arrange
from toolkit.printing.letters import Lacking
from toolkit.printing.orders import Order, Wishes
from toolkit.printing.pool import RenderRefused, pool
from toolkit.printing.rendering import Rendered, render
from toolkit.printing.turns import turn


class TextOverflows(RenderRefused):
    """Texts that do not fit their cards, even in the smallest type; nothing was printed."""

    def __init__(self, overflows: Sequence[Overflow]) -> None:
        listed = "; ".join(str(overflow) for overflow in overflows)
        super().__init__(_("These texts are too long for their cards: %(listed)s.", listed=listed))
        self.overflows = list(overflows)


def print_deck(deck: Deck, *, language: str, **wishes: Unpack[Wishes]) -> bytes:
    """Return the deck as a PDF: a page of fronts, the page of their backs, and so on.

    What may be wished for is explained in `Order`. Raises TextOverflows rather than print a card that is cut short.
    That, NothingToPrint, QrTooDense, NoSuchSheet and NoSuchSize are RenderRefused; PangoMissing and RenderStopped are
    not, nor is TooManyPrints.
    """
    order = Order(language, **wishes)
    with turn():
        pool().prepare()
        return _printed(deck, order)


def _printed(deck: Deck, order: Order) -> bytes:
    pieces = piles.draw(piles.items(deck, order), piles.look(order))
    found = dict.fromkeys(overflow for face in _faces(pieces) for overflow in face.overflows)
    if found:
        raise TextOverflows(list(found))
    return lay(deck, order, pieces)


def lay(deck: Deck, order: Order, pieces: Sequence[Piece]) -> bytes:
    """Lay cards that are drawn already on the sheets of an order, and return the PDF."""
    sheet = order.laid()
    if sheet.folded:
        pieces = [one for piece in pieces for one in _unfolded(piece)]
    return impose(sheet, _sides(order, len(pieces)), pieces, _about(deck, order.language), order.guides)


def card_at(order: Order, cards: int, page: int, x: float, y: float) -> int:
    """Return which of so many cards lies on a page at a place in mm from its lower left corner."""
    sheet = order.laid()
    faces, down = (2 if sheet.folded else 1), sheet.paper[1] - y
    placed = _sides(order, cards * faces)[page].placed

    def distance(slot: Slot) -> float:
        return abs(slot.x + sheet.cell[0] / 2 - x) + abs(slot.y + sheet.cell[1] / 2 - down)

    return min(placed, key=lambda one: distance(one[1]))[0] // faces


def overflows(deck: Deck, language: str, variant: str | None = None, frame: Frame = POKER) -> list[Overflow]:
    """List the texts that do not fit their cards, without printing."""
    drawn = _draw(deck, deck.cards, Look(language, variant, frame=frame))
    return [overflow for face in drawn for overflow in face.overflows]


def lacking(deck: Deck, language: str, variant: str | None = None, frame: Frame = POKER) -> list[Lacking]:
    """List the characters of cards that no font here has, without printing."""
    look = Look(language, variant, frame=frame)
    drawn = zip([*deck.cards, *deck.cards], _draw(deck, deck.cards, look), strict=True)
    found = [one for card, face in drawn for one in letters.on(deck, card.code, face.missing, look)]
    return list(dict.fromkeys(found))


def _sides(order: Order, faces: int) -> list[Side]:
    sheet = order.laid()
    return arrange(sheet, faces, "none" if sheet.folded else order.duplex, order.back_offset)


def _faces(pieces: Sequence[Piece]) -> list[Rendered]:
    return [face for side in ("front", "back") for face in (getattr(piece, side) for piece in pieces)]


def _unfolded(piece: Piece) -> tuple[Piece, Piece]:
    """Lay the back of a card at the right of its front, both on one side of the paper."""
    return piece, Piece(piece.back, piece.back, piece.qr)


def _draw(deck: Deck, cards: Sequence[Card], look: Look) -> list[Rendered]:
    return render(look.language, faces.faces(deck, cards, look), look.frame)


def _about(deck: Deck, language: str) -> About:
    return About(pick(deck.title, language), language, deck.credits, deck.licence)
