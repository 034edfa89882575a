"""A deck as a file to print: cards to cut, with their backs behind them."""

from collections.abc import Iterable, Sequence
from typing import Unpack

from toolkit.decks.models import Card, Deck
from toolkit.language import gettext as _
from toolkit.language import pick
from toolkit.printing import faces
from toolkit.printing.faces import Look, Rendered
from toolkit.printing.fit import Overflow
from toolkit.printing.frames import POKER, Frame
from toolkit.printing.impose import About, Piece, impose
from toolkit.printing.imposition import arrange
from toolkit.printing.orders import Order, Wishes
from toolkit.printing.pool import RenderRefused
from toolkit.printing.selection import select
from toolkit.workshops.models import Table


class NothingToPrint(RenderRefused):
    """A deck, or a choice of its kinds, without a single card."""


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
    not.
    """
    order = Order(language, **wishes)
    sheet, cards = order.laid(), at_least_one(select(deck, order))
    look = Look(language, order.variant, order.second, order.finish, Frame(sheet.card))
    pieces = list(_piles(deck, cards, look, order))
    duplex = order.duplex
    if sheet.folded:
        pieces, duplex = [one for piece in pieces for one in _unfolded(piece)], "none"
    sides = arrange(sheet, len(pieces), duplex, order.back_offset)
    return impose(sheet, sides, pieces, _about(deck, language), order.guides)


def at_least_one(cards: list[Card]) -> list[Card]:
    """Return the cards, or raise NothingToPrint when a choice leaves none."""
    if not cards:
        raise NothingToPrint(_("There is no card to print."))
    return cards


def overflows(deck: Deck, language: str, variant: str | None = None, frame: Frame = POKER) -> list[Overflow]:
    """List the texts that do not fit their cards, without printing."""
    drawn = _draw(deck, deck.cards, Look(language, variant, frame=frame))
    return [overflow for face in drawn for overflow in face.overflows]


def qr_text(deck: Deck, card: Card, public_url: str | None) -> str:
    """Return what the QR code of a card says."""
    if public_url:
        return f"{public_url.rstrip('/')}/c/{deck.code}/{card.code}"
    return f"{deck.code} {card.code}"


def _piles(deck: Deck, cards: Sequence[Card], look: Look, order: Order) -> Iterable[Piece]:
    """Make the cards, or a pile of them for each table with the table's own card on top."""
    drawn = _draw(deck, cards, look)
    _check(drawn)
    pile = [
        Piece(front, back, qr_text(deck, card, order.public_url))
        for card, front, back in zip(cards, drawn[: len(cards)], drawn[len(cards) :], strict=True)
        for _copy in range(card.quantity)
    ]
    if not order.tables:
        return pile
    tables = [Table(number=number) for number in range(1, order.tables + 1)]
    tops = faces.render(deck.name(), look.language, faces.dividers(deck, tables, look, cards), look.frame)
    _check(tops)
    both = zip(tops[: len(tables)], tops[len(tables) :], strict=True)
    return [piece for front, back in both for piece in (Piece(front, back, ""), *pile)]


def _unfolded(piece: Piece) -> tuple[Piece, Piece]:
    """Lay the back of a card at the right of its front, both on one side of the paper."""
    return piece, Piece(piece.back, piece.back, piece.qr)


def _check(drawn: Sequence[Rendered]) -> None:
    found = [overflow for face in drawn for overflow in face.overflows]
    if found:
        raise TextOverflows(found)


def _draw(deck: Deck, cards: Sequence[Card], look: Look) -> list[Rendered]:
    title = pick(deck.title, look.language)
    return faces.render(title, look.language, faces.faces(deck, cards, look), look.frame)


def _about(deck: Deck, language: str) -> About:
    return About(pick(deck.title, language), language, deck.credits, deck.licence)
