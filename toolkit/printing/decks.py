"""A deck as a file to print: cards to cut, with their backs behind them. Whatever prints a deck comes through here."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Unpack

from toolkit.decks.models import Deck
from toolkit.decks.refusals import in_short
from toolkit.language import pick
from toolkit.printing.checks import findings
from toolkit.printing.checks.findings import Findings, Layout
from toolkit.printing.checks.preflight import Check, judge, passes
from toolkit.printing.faces import faces
from toolkit.printing.faces.faces import Look
from toolkit.printing.faces.form_objects import Piece
from toolkit.printing.order import piles
from toolkit.printing.order.orders import Order, Wishes
from toolkit.printing.order.piles import Item
from toolkit.printing.render.pool import RenderRefused
from toolkit.printing.render.queue import turn
from toolkit.printing.render.rendering import render
from toolkit.printing.sheet.composition import About, impose


class PrintStopped(RenderRefused):
    """A print that some checks stop, with a sentence for each thing that does."""

    def __init__(self, checks: Sequence[Check]) -> None:
        sentences = [sentence for check in checks if not check.passes for sentence in check.sentences]
        super().__init__("\n".join(in_short(sentences)))
        self.overrulable = not any(check.stops for check in checks)


@dataclass(frozen=True)
class Print:
    """A deck laid on the sheets of an order, and what was decided on it.

    `smaller` says in how many points the cards are set that are not in the usual size.
    """

    pdf: bytes = field(repr=False)
    checks: tuple[Check, ...]
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
    drawn = [(item.front.card, face) for item, piece in zip(items, pieces, strict=True) for face in piece.faces]
    told, layout = findings.gather(deck, drawn, order, sheet.scale), _layout(deck, look, sheet.scale)
    long = {over.card for over in told.overflows}
    return Print(
        _imposed(deck, order, pieces),
        tuple(judge(deck, told, layout)),
        {card: layout.points(step) for card, step in told.steps.items() if step and card not in long},
    )


def _imposed(deck: Deck, order: Order, pieces: Sequence[Piece]) -> bytes:
    sheet = order.laid()
    if sheet.folded:
        pieces = [one for piece in pieces for one in _unfolded(piece)]
    about = About(pick(deck.title, order.language), order.language, deck.credits, deck.licence)
    return impose(sheet, order.sides(len(pieces)), pieces, about, order.guides)


def verdict(deck: Deck, look: Look) -> list[Check]:
    """Decide on a deck and on all its cards as they look, without printing."""
    return judge(deck, examine(deck, look), _layout(deck, look))


def examine(deck: Deck, look: Look) -> Findings:
    """Lay every card out, and say what that told."""
    drawn = render(look.language, faces.faces(deck, deck.cards, look), look.frame)
    codes = [card.code for card in deck.cards]
    return findings.gather(deck, zip([*codes, *codes], drawn, strict=True), look)


def _layout(deck: Deck, look: Look, scale: float = 1) -> Layout:
    """Say what cards are laid out for: in a language that the deck does not speak, they are shown in its first."""
    language = look.language if look.language in deck.languages else deck.languages[0]
    return Layout(language, look.variant, look.frame, scale)


def _unfolded(piece: Piece) -> tuple[Piece, Piece]:
    """Lay the back of a card at the right of its front, both on one side of the paper."""
    return piece, Piece(piece.back, piece.back, piece.qr)
