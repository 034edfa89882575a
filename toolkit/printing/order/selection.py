"""Which cards of a deck are printed, and how many times."""

from collections.abc import Collection, Iterator
from itertools import count, cycle, islice

from toolkit.decks.models import Card, Deck
from toolkit.language import gettext as _
from toolkit.printing.order.orders import Order
from toolkit.printing.render.pool import RenderRefused


class NothingToPrint(RenderRefused):
    """A deck, or a choice of its kinds, without a single card."""


def select(deck: Deck, order: Order) -> list[Card]:
    """List the cards that are asked for, in the order of the deck; a card says itself how many times.

    Raises NothingToPrint when there are none.
    """
    if order.blanks is None:
        cards = list(deck.cards)
    else:
        cards = [card for card in deck.cards if not _blank(deck, card)] + blanks(deck, order.blanks)
    selection = [card for card in cards if card.quantity and _selects(card, order)]
    if not selection:
        raise NothingToPrint(_("There is no card to print."))
    return selection


def blanks(deck: Deck, number: int) -> list[Card]:
    """Make so many blank cards from those of the deck, each with a code of its own."""
    models = [card for card in deck.cards if _blank(deck, card)]
    copies = islice(cycle(models), number) if models else ()
    return [
        card.model_copy(update={"code": f"{deck.kind(card.kind).prefix}{count}", "quantity": 1})
        for count, card in enumerate(copies, start=1)
    ]


def piles(deck: Deck, order: Order) -> list[list[Card]]:
    """List the cards of each table's pile, or of the only pile where no tables are asked for.

    What is written on two blank cards differs, so no two of them have the same code, on whatever table they lie.
    """
    cards = select(deck, order)
    spare = {kind.code: _spare(deck, cards, kind.prefix) for kind in deck.kinds if kind.is_blank}
    return [
        [one for card in cards for one in _copies(card, spare.get(card.kind), keep=number == 0)]
        for number in range(max(1, order.tables))
    ]


def printed_blank(deck: Deck, code: str) -> Card:
    """Return the blank card that was printed under a code the deck itself does not have, or raise KeyError."""
    models = [card for card in deck.cards if _blank(deck, card) and code.startswith(deck.kind(card.kind).prefix)]
    number = code[len(deck.kind(models[0].kind).prefix) :] if models else ""
    if not (number.isascii() and number.isdigit() and int(number)):
        raise KeyError(code)
    return models[(int(number) - 1) % len(models)].model_copy(update={"code": code, "quantity": 1})


def _copies(card: Card, spare: Iterator[str] | None, *, keep: bool) -> list[Card]:
    """Give each copy of a blank card a code of its own; the first one on the first pile keeps the deck's."""
    if spare is None:
        return [card]
    first = [card.code] if keep else []
    codes = [*first, *islice(spare, card.quantity - len(first))]
    return [card.model_copy(update={"code": code, "quantity": 1}) for code in codes]


def _spare(deck: Deck, cards: Collection[Card], prefix: str) -> Iterator[str]:
    used = {card.code for card in (*deck.cards, *cards)}
    return (code for code in (f"{prefix}{number}" for number in count(1)) if code not in used)


def _blank(deck: Deck, card: Card) -> bool:
    return deck.kind(card.kind).is_blank


def _selects(card: Card, order: Order) -> bool:
    filters = (
        (order.kinds, {card.kind}),
        (order.levels, {card.level}),
        (order.tags, set(card.tags)),
        (order.only, {card.code}),
    )
    return all(_admits(choice, values) for choice, values in filters)


def _admits(choice: Collection[str] | None, values: set[str]) -> bool:
    return choice is None or not values.isdisjoint(choice)
