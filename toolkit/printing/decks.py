"""A deck as a file to print: cards to cut, with their backs behind them."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from typing import TypedDict, Unpack

from toolkit.decks.models import Card, Deck
from toolkit.language import gettext as _
from toolkit.language import pick
from toolkit.printing import faces, sheets
from toolkit.printing.fit import Overflow
from toolkit.printing.impose import About, Piece, impose
from toolkit.printing.imposition import Duplex, arrange
from toolkit.printing.pool import RenderRefused


class NothingToPrint(RenderRefused):
    """A deck, or a choice of its kinds, without a single card."""


class TextOverflows(RenderRefused):
    """Texts that do not fit their cards, even in the smallest type; nothing was printed."""

    def __init__(self, overflows: Sequence[Overflow]) -> None:
        listed = "; ".join(str(overflow) for overflow in overflows)
        super().__init__(_("These texts are too long for their cards: %(listed)s.", listed=listed))
        self.overflows = list(overflows)


class Wishes(TypedDict, total=False):
    """What may be asked of a print, besides its language."""

    sheet: str
    variant: str | None
    public_url: str | None
    duplex: Duplex
    kinds: Collection[str] | None
    cut_marks: bool
    back_offset: tuple[float, float]


@dataclass(frozen=True)
class _Order:
    language: str
    sheet: str = "a4-poker-9up"
    variant: str | None = None
    public_url: str | None = None
    duplex: Duplex = "long-edge"
    kinds: Collection[str] | None = None
    cut_marks: bool = True
    back_offset: tuple[float, float] = (0, 0)


def print_deck(deck: Deck, *, language: str, **wishes: Unpack[Wishes]) -> bytes:
    """Return the deck as a PDF: a page of fronts, the page of their backs, and so on.

    `sheet` is a code of `sheets.known()`, `duplex` "long-edge" (default), "short-edge" or "none" (fronts only), `kinds`
    the card kinds to keep, `back_offset` how far to move the backs right and down, in mm. The QR code of a card is the
    address of its page where there is a `public_url`, and otherwise the words "deck code".

    Raises TextOverflows rather than print a card that is cut short. That, NothingToPrint, QrTooDense and
    NoSuchSheet are RenderRefused; PangoMissing and RenderStopped are not.
    """
    order = _Order(language, **wishes)
    cards = [card for card in deck.cards if order.kinds is None or card.kind in order.kinds]
    drawn = _draw(deck, cards, order.language, order.variant)
    overflows = [overflow for face in drawn for overflow in face.overflows]
    if overflows:
        raise TextOverflows(overflows)
    pieces = [
        Piece(front, back, qr_text(deck, card, order.public_url))
        for card, front, back in zip(cards, drawn[: len(cards)], drawn[len(cards) :], strict=True)
        for _copy in range(card.quantity)
    ]
    if not pieces:
        raise NothingToPrint(_("There is no card to print."))
    sheet = sheets.find(order.sheet)
    sides = arrange(sheet, len(pieces), order.duplex, order.back_offset)
    return impose(sheet, sides, pieces, _about(deck, language), marks=order.cut_marks)


def overflows(deck: Deck, language: str, variant: str | None = None) -> list[Overflow]:
    """List the texts that do not fit their cards, without printing."""
    drawn = _draw(deck, deck.cards, language, variant)
    return [overflow for face in drawn for overflow in face.overflows]


def qr_text(deck: Deck, card: Card, public_url: str | None) -> str:
    """Return what the QR code of a card says."""
    if public_url:
        return f"{public_url.rstrip('/')}/c/{deck.code}/{card.code}"
    return f"{deck.code} {card.code}"


def _draw(deck: Deck, cards: Sequence[Card], language: str, variant: str | None) -> list[faces.Rendered]:
    title = pick(deck.title, language)
    return faces.render(title, language, faces.faces(deck, cards, language, variant))


def _about(deck: Deck, language: str) -> About:
    return About(pick(deck.title, language), language, deck.credits, deck.licence)
