"""Decks of any size to print: the bundled one, worded differently each time round, so that nothing is drawn twice."""

from itertools import cycle, islice

from toolkit.decks import library
from toolkit.decks.models import Card, CardText, Deck

BUNDLED = "musette"
_TURNED = ("text", "back", "example", "title", "subtitle", "quote")


def deck(cards: int, edition: int = 0) -> Deck:
    """Return a deck of so many cards, once each: those of the bundled deck, worded otherwise in each `edition`."""
    bundled = library.find(BUNDLED)
    every = [card for card in bundled.cards if card.quantity]
    taken = islice(cycle(every), cards)
    varied = tuple(_varied(card, number // len(every), edition) for number, card in enumerate(taken))
    return bundled.model_copy(update={"cards": varied, "glossary": ()})


def edited(whole: Deck, edition: int) -> Deck:
    """Return a deck whose middle card says something new in its title."""
    middle = len(whole.cards) // 2
    card = whole.cards[middle]
    texts = {name: text.model_copy(update={"title": f"{text.title} {edition}"}) for name, text in card.texts.items()}
    cards = (*whole.cards[:middle], card.model_copy(update={"texts": texts}), *whole.cards[middle + 1 :])
    return whole.model_copy(update={"cards": cards})


def _varied(card: Card, turn: int, edition: int) -> Card:
    code, by = f"{card.code}-{turn}" if turn else card.code, turn + edition
    texts = {name: _turned(text, by) for name, text in card.texts.items()} if by else card.texts
    return card.model_copy(update={"code": code, "texts": texts, "variants": {}, "quantity": 1, "theme": None})


def _turned(text: CardText, turn: int) -> CardText:
    """Say the same words from another one on: as long, in other lines, with no line in common."""
    return text.model_copy(update={name: _rotated(getattr(text, name), turn) for name in _TURNED})


def _rotated(text: str, turn: int) -> str:
    words = text.split()
    by = turn % len(words) if words else 0
    return " ".join(words[by:] + words[:by])
