"""What an order takes to paper, card by card: each with both faces and what its QR code says."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from toolkit.decks.models import Card, Deck
from toolkit.language import gettext as _
from toolkit.printing.faces import faces
from toolkit.printing.faces.faces import Face, Look
from toolkit.printing.faces.form_objects import Piece
from toolkit.printing.faces.frames import Frame
from toolkit.printing.order.orders import Order
from toolkit.printing.order.selection import piles
from toolkit.printing.render.pool import RenderRefused
from toolkit.printing.render.rendering import render
from toolkit.printing.sheet.qr import readable

QR = 17.0  # units of a card, as card.css makes the square of its code


class TooSmallForTwo(RenderRefused):
    """A card with no room for two languages on one side."""

    def __init__(self, width: float, height: float) -> None:
        super().__init__(
            _(
                "A card of %(width)s × %(height)s mm has no room for two languages on one side: choose an upright one "
                "of tarot size or larger, or print the other language on the back.",
                width=f"{width:g}",
                height=f"{height:g}",
            )
        )


@dataclass(frozen=True)
class Item:
    """One card to print, before it is laid out."""

    front: Face
    back: Face
    qr: str = ""


def look(order: Order) -> Look:
    """Return how the faces of an order are drawn, or raise NoSuchSheet, NoSuchSize or TooSmallForTwo."""
    split = order.split and order.second not in (None, order.language)
    frame = Frame(order.laid().card, split=split)
    if split and not frame.splits:
        raise TooSmallForTwo(*frame.card)
    return Look(order.language, order.variant, order.second, order.finish, frame)


def items(deck: Deck, order: Order) -> list[Item]:
    """List the cards of an order, one after the other: for each table a pile, under the table's own card."""
    drawn_as, listed = look(order), []
    for number, pile in enumerate(piles(deck, order), start=1):
        if order.tables:
            front, back = faces.dividers(deck, [number], drawn_as, pile)
            listed.append(Item(front, back))
        listed += _cards(deck, pile, drawn_as, order.public_url)
    return listed


def _cards(deck: Deck, pile: Sequence[Card], drawn_as: Look, public_url: str | None) -> Iterable[Item]:
    drawn = faces.faces(deck, pile, drawn_as)
    for card, front, back in zip(pile, drawn[: len(pile)], drawn[len(pile) :], strict=True):
        yield from [Item(front, back, qr_text(deck, card, public_url, QR * drawn_as.frame.unit))] * card.quantity


def kin(deck: Deck, listed: Iterable[Item], drawn_as: Look) -> list[Face]:
    """List the faces of all cards that are of the same kinds: whichever are printed, they are set in one size."""
    kinds = {one.front.kind for one in listed}
    return faces.faces(deck, [card for card in deck.cards if card.kind in kinds], drawn_as)


def draw(listed: Sequence[Item], drawn_as: Look, beside: Sequence[Face] = ()) -> list[Piece]:
    """Have the faces of these cards laid out, each once, in a size that suits those `beside` them too."""
    printed = (face for side in ("front", "back") for face in (getattr(one, side) for one in listed))
    faces_once = list(dict.fromkeys((*printed, *beside)))
    results = dict(zip(faces_once, render(drawn_as.language, faces_once, drawn_as.frame), strict=True))
    return [Piece(results[one.front], results[one.back], one.qr) for one in listed]


def qr_text(deck: Deck, card: Card, public_url: str | None, size: float = 0) -> str:
    """Return what the QR code of a card says: its address, if there is one and `size` mm, where it says, hold it."""
    address = f"{(public_url or '').rstrip('/')}/c/{deck.code}/{card.code}"
    return address if public_url and (not size or readable(address, size)) else f"{deck.code} {card.code}"
