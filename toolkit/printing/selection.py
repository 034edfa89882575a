"""Which cards of a deck are printed, and how many times."""

from collections.abc import Collection
from itertools import cycle, islice

from toolkit.decks.models import Card, Deck
from toolkit.printing.orders import Order

_BLANK = "dashed"


def select(deck: Deck, order: Order) -> list[Card]:
    """List the cards that are asked for, in the order of the deck; a card says itself how many times."""
    if order.blanks is None:
        cards = list(deck.cards)
    else:
        cards = [card for card in deck.cards if not _blank(deck, card)] + blanks(deck, order.blanks)
    return [card for card in cards if card.quantity and _wanted(card, order)]


def blanks(deck: Deck, number: int) -> list[Card]:
    """Make so many blank cards from those of the deck, each with a code of its own."""
    models = [card for card in deck.cards if _blank(deck, card)]
    made = islice(cycle(models), number) if models else ()
    return [
        card.model_copy(update={"code": f"{deck.kind(card.kind).prefix}{count}", "quantity": 1})
        for count, card in enumerate(made, start=1)
    ]


def _blank(deck: Deck, card: Card) -> bool:
    return deck.kind(card.kind).shape == _BLANK


def _wanted(card: Card, order: Order) -> bool:
    return (
        _among(order.kinds, {card.kind}) and _among(order.levels, {card.level}) and _among(order.tags, set(card.tags))
    )


def _among(asked: Collection[str] | None, given: set[str]) -> bool:
    return asked is None or not given.isdisjoint(asked)
