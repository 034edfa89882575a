"""Decks of any size to print: the bundled one, worded differently each time round, so that nothing is drawn twice."""

from itertools import cycle, islice

from toolkit.decks import library
from toolkit.decks.models import Card, CardText, Deck

BUNDLED = "musette"
_TURNED = ("text", "back", "example", "title", "subtitle", "quote")


def deck(cards: int, edition: int = 0) -> Deck:
    """Return a deck of so many cards, once each: those of the bundled deck, worded otherwise in each `edition`."""
    found = library.find(BUNDLED)
    every = [card for card in found.cards if card.quantity]
    taken = islice(cycle(every), cards)
    varied = tuple(_varied(card, number // len(every), edition) for number, card in enumerate(taken))
    return found.model_copy(update={"cards": varied, "glossary": ()})


def edited(found: Deck, edition: int) -> Deck:
    """Return a deck whose middle card says something new in its title."""
    middle = len(found.cards) // 2
    card = found.cards[middle]
    texts = {name: said.model_copy(update={"title": f"{said.title} {edition}"}) for name, said in card.texts.items()}
    cards = (*found.cards[:middle], card.model_copy(update={"texts": texts}), *found.cards[middle + 1 :])
    return found.model_copy(update={"cards": cards})


def _varied(card: Card, turn: int, edition: int) -> Card:
    code, by = f"{card.code}-{turn}" if turn else card.code, turn + edition
    texts = {name: _turned(said, by) for name, said in card.texts.items()} if by else card.texts
    return card.model_copy(update={"code": code, "texts": texts, "variants": {}, "quantity": 1, "theme": None})


def _turned(said: CardText, turn: int) -> CardText:
    """Say the same words from another one on: as long, in other lines, with no line in common."""
    return said.model_copy(update={name: _rotated(getattr(said, name), turn) for name in _TURNED})


def _rotated(text: str, turn: int) -> str:
    words = text.split()
    by = turn % len(words) if words else 0
    return " ".join(words[by:] + words[:by])
