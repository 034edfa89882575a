"""A deck as a file to print: cards to cut, with their backs behind them. Whatever prints a deck comes through here."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Unpack

from toolkit.decks.models import Card, Deck
from toolkit.language import pick
from toolkit.printing.checks.preflight import Check, judge, passes, picture
from toolkit.printing.faces import faces, fit, letters
from toolkit.printing.faces.faces import Look
from toolkit.printing.faces.fit import Overflow
from toolkit.printing.faces.form_objects import Piece
from toolkit.printing.faces.frames import POKER, Frame
from toolkit.printing.faces.letters import Lacking
from toolkit.printing.order import piles
from toolkit.printing.order.orders import Order, Wishes
from toolkit.printing.order.piles import Item
from toolkit.printing.render.pool import RenderRefused
from toolkit.printing.render.queue import turn
from toolkit.printing.render.rendering import Rendered, render
from toolkit.printing.sheet.composition import About, impose


class PrintStopped(RenderRefused):
    """A print that some checks stop; its sentence is that of the gravest one."""

    def __init__(self, checks: Sequence[Check]) -> None:
        failed = sorted((check for check in checks if not check.passes), key=lambda check: not check.stops)
        super().__init__(failed[0].sentence)
        self.overrulable = not failed[0].stops


@dataclass(frozen=True)
class Print:
    """A deck laid on the sheets of an order, and what was decided on it.

    `smaller` says in how many points the cards are set that are not in the usual size.
    """

    pdf: bytes = field(repr=False)
    checks: tuple[Check, ...]
    overflows: tuple[Overflow, ...]
    smaller: Mapping[str, float]

    def file(self, *, anyway: bool = False) -> bytes:
        """Return the PDF if it passes, or raise PrintStopped; `anyway`, what can be overruled is."""
        if not passes(self.checks, anyway=anyway):
            raise PrintStopped(self.checks)
        return self.pdf


def print_deck(deck: Deck, *, language: str, anyway: bool = False, **wishes: Unpack[Wishes]) -> bytes:
    """Return the deck as a PDF: a page of fronts, the page of their backs, and so on.

    What may be wished for is explained in `Order`. Raises PrintStopped rather than print a card that is cut short.
    That, NothingToPrint, QrTooDense, NoSuchSheet and NoSuchSize are RenderRefused; PangoMissing and RenderStopped are
    not, nor is TooManyPrints.
    """
    with turn():
        return prepare(deck, Order(language, **wishes)).file(anyway=anyway)


def prepare(deck: Deck, order: Order) -> Print:
    """Draw the cards of an order, lay them on its sheets, and decide on them."""
    items, look = piles.items(deck, order), piles.look(order)
    return lay(deck, order, items, piles.draw(items, look, piles.kin(deck, items, look)))


def lay(deck: Deck, order: Order, items: Sequence[Item], pieces: Sequence[Piece]) -> Print:
    """Lay cards that are drawn already on the sheets of an order, and decide on them by what their layout said."""
    look, sheet = piles.look(order), order.laid()
    unit = look.frame.unit * sheet.scale
    drawn = [(item.front.card, face) for item, piece in zip(items, pieces, strict=True) for face in piece.faces]
    overflows = dict.fromkeys(over for _card, face in drawn for over in face.overflows)
    lacking = dict.fromkeys(
        one for card, face in drawn if face.missing for one in letters.on(deck, card, face.missing, order)
    )
    pictures = {picture(card, *face.picture, sheet.scale) for card, face in drawn if face.picture}
    steps: dict[str, int] = {}
    for card, face in drawn:
        steps[card] = max(face.step, steps.get(card, 0))
    long = {over.card for over in overflows}
    return Print(
        _imposed(deck, order, pieces),
        tuple(judge(list(overflows), list(lacking), pictures, fit.points(max(steps.values(), default=0), unit))),
        tuple(overflows),
        {card: fit.points(step, unit) for card, step in steps.items() if step and card not in long},
    )


def _imposed(deck: Deck, order: Order, pieces: Sequence[Piece]) -> bytes:
    sheet = order.laid()
    if sheet.folded:
        pieces = [one for piece in pieces for one in _unfolded(piece)]
    about = About(pick(deck.title, order.language), order.language, deck.credits, deck.licence)
    return impose(sheet, order.sides(len(pieces)), pieces, about, order.guides)


def overflows(deck: Deck, language: str, variant: str | None = None, frame: Frame = POKER) -> list[Overflow]:
    """List the texts that do not fit their cards, without printing."""
    drawn = _draw(deck, deck.cards, Look(language, variant, frame=frame))
    return [overflow for face in drawn for overflow in face.overflows]


def lacking(deck: Deck, language: str, variant: str | None = None, frame: Frame = POKER) -> list[Lacking]:
    """List the characters of cards that no font here has, without printing."""
    look = Look(language, variant, frame=frame)
    drawn = zip([*deck.cards, *deck.cards], _draw(deck, deck.cards, look), strict=True)
    characters = [one for card, face in drawn for one in letters.on(deck, card.code, face.missing, look)]
    return list(dict.fromkeys(characters))


def _unfolded(piece: Piece) -> tuple[Piece, Piece]:
    """Lay the back of a card at the right of its front, both on one side of the paper."""
    return piece, Piece(piece.back, piece.back, piece.qr)


def _draw(deck: Deck, cards: Sequence[Card], look: Look) -> list[Rendered]:
    return render(look.language, faces.faces(deck, cards, look), look.frame)
