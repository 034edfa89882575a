"""The mark of a card: four letters that change when what it says does, so that an old copy is told from a new one."""

import json
from collections.abc import Iterable
from hashlib import sha256
from typing import Any, Protocol

from toolkit.decks.models import Card, Deck
from toolkit.language import pick

_LETTERS = "23456789BCDFGHJKMNPQRSTVWXZ"  # none that is taken for another, and no vowel to make a word
_LENGTH = 4
_UNSEEN = {"texts", "variants", "order", "quantity", "level", "tags"}


class Wording(Protocol):
    """What decides on the words of a card: its languages and audience. An `Order` has it, and so has a `Look`."""

    @property
    def language(self) -> str:
        """The language of the fronts."""

    @property
    def variant(self) -> str | None:
        """The audience, or nothing for everybody."""

    @property
    def second(self) -> str | None:
        """The language of the backs, when it is another."""


def mark(deck: Deck, card: Card, wording: Wording) -> str:
    """Return the mark that is printed on a card."""
    number = int(fingerprint(deck, card, wording), 16)
    letters = []
    for _place in range(_LENGTH):
        number, letter = divmod(number, len(_LETTERS))
        letters.append(_LETTERS[letter])
    return "".join(letters)


def fingerprint(deck: Deck, card: Card, wording: Wording) -> str:
    """Digest everything that is seen on a card in this wording; where it lies in the deck is not seen."""
    kind = deck.kind(card.kind)
    seen = {
        "card": card.model_dump(exclude=_UNSEEN),
        "kind": kind.model_dump(exclude={"plural"}),
        "faces": [_words(deck, card, one, wording) for one in (wording.language, wording.second) if one],
        "deck": [pick(deck.title, wording.language), deck.credits, deck.licence],
    }
    return sha256(json.dumps(seen, sort_keys=True, default=str).encode()).hexdigest()


def fingerprints(deck: Deck, cards: Iterable[Card], wording: Wording) -> dict[str, str]:
    """Return the fingerprint of each card under its code."""
    return {card.code: fingerprint(deck, card, wording) for card in cards}


def _words(deck: Deck, card: Card, language: str, wording: Wording) -> dict[str, Any]:
    return deck.face(card, language, wording.variant).model_dump(exclude={"note", "alt"})
