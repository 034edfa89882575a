"""The words of a deck without their looks: what is drawn by engines that know no HTML."""

from collections.abc import Iterator
from dataclasses import dataclass

from bench.pages import LANGUAGE
from toolkit.decks.models import Deck
from toolkit.printing.order import piles


@dataclass(frozen=True)
class Plain:
    """One card: its colour, its head, and the paragraphs of its two sides; the first of each is a title."""

    colour: str
    head: str
    front: tuple[str, ...]
    back: tuple[str, ...]
    qr: str


def cards(deck: Deck) -> Iterator[Plain]:
    """List the cards of a deck."""
    for card in deck.cards:
        kind, face = deck.kind(card.kind), deck.face(card, LANGUAGE)
        front = face.title, face.subtitle, face.name, face.job, face.quote, face.text, face.benefit
        lists = (" · ".join(items) for items in (face.needs, face.brakes, face.resources))
        back = face.title, *lists, face.back, face.example, deck.credits
        yield Plain(
            kind.colour,
            f"{kind.name.get(LANGUAGE, '')}  {card.code}",
            tuple(filter(None, front)),
            tuple(filter(None, back)),
            piles.qr_text(deck, card, None),
        )
