"""Edits: what may be done to a deck, each as a function that returns another deck."""

import hashlib
import re
from collections.abc import Callable, Iterable
from typing import Any, TypeVar

from toolkit.decks.models import Card, CardKind, Deck, GlossaryEntry, Record, Variant
from toolkit.decks.sorting import in_order
from toolkit.language import gettext as _

Edit = Callable[[Deck], Deck]
AnyRecord = TypeVar("AnyRecord", bound=Record)
Coded = TypeVar("Coded", CardKind, Variant, GlossaryEntry)
Worded = TypeVar("Worded", Card, GlossaryEntry)
_MOST_WITH_TWO_DIGITS = 99


class EditRefused(ValueError):
    """An edit that cannot be done; the message says why and what to do."""


class ChangedMeanwhile(EditRefused):
    """Somebody has changed the same thing since it was looked at."""


def seen(record: Record) -> str:
    """Return a word that changes whenever what the record says does, wherever it stands in the deck."""
    return hashlib.sha256(record.model_dump_json(exclude_unset=True, exclude={"order"}).encode()).hexdigest()[:16]


def check_unchanged(record: Record, version: str) -> None:
    """Raise ChangedMeanwhile unless the record still says what it said when it was `seen`."""
    if seen(record) != version:
        raise ChangedMeanwhile(_("Somebody has changed this since you opened the page."))


def put(deck: Deck, card: Card, instead_of: str = "") -> Deck:
    """Add a card, or put it in the place of the one with the code `instead_of`; what names that one follows.

    Raises EditRefused if another card has the code already, or if its kind is not one of the deck's.
    """
    others = [other for other in deck.cards if other.code != instead_of]
    if any(other.code == card.code for other in others):
        raise EditRefused(_("Another card is called %(code)s already.", code=card.code))
    if card.kind not in {kind.code for kind in deck.kinds}:
        raise EditRefused(_("This deck has no kind called %(kind)s.", kind=card.kind))
    changed = _with_cards(deck, [*others, card])
    return _renamed(changed, instead_of, card.code) if instead_of not in {"", card.code} else changed


def remove(deck: Deck, code: str) -> Deck:
    """Take a card out; the glossary and the cards that name it no longer do."""
    cards = [_without_theme(card) if card.theme == code else card for card in deck.cards if card.code != code]
    entries = [
        _with(entry, cards=tuple(one for one in entry.cards if one != code)) if code in entry.cards else entry
        for entry in deck.glossary
    ]
    return _with(_with_cards(deck, cards), **({"glossary": tuple(entries)} if deck.glossary else {}))


def duplicate(deck: Deck, code: str) -> Deck:
    """Add a copy of a card, right behind it, under the next free code of its kind."""
    card = deck.card(code)
    copy = _with(card, code=next_code(deck, card.kind))
    there = [one.code for one in deck.of_kind(card.kind)]
    there.insert(there.index(code) + 1, copy.code)
    return _ordered(_with_cards(deck, [*deck.cards, copy]), there)


def move(deck: Deck, code: str, past: str) -> Deck:
    """Move a card past another of its kind: before one that it follows, behind one that it precedes."""
    there = [card.code for card in deck.of_kind(deck.card(code).kind)]
    if past not in there or past == code:
        return deck
    place = there.index(past)
    there.remove(code)
    there.insert(place, code)
    return _ordered(deck, there)


def next_code(deck: Deck, kind: str) -> str:
    """Return the first free code behind those of the cards of a kind: its prefix and a number."""
    prefix = re.sub("[^A-Z0-9]", "", deck.kind(kind).prefix.upper())[:4] or "C"
    codes = {card.code for card in deck.cards}
    numbers = [int(code.removeprefix(prefix)) for code in codes if re.fullmatch(rf"{prefix}\d{{1,4}}", code)]
    digits = 3 if len(codes) > _MOST_WITH_TWO_DIGITS else 2
    number = max(numbers, default=0) + 1
    while f"{prefix}{number:0{digits}}" in codes:
        number += 1
    return f"{prefix}{number:0{digits}}"


def last_order(deck: Deck, kind: str) -> int:
    """Return the place behind all cards of a kind."""
    return max((card.order for card in deck.of_kind(kind)), default=0) + 1


def about(deck: Deck, **fields: Any) -> Deck:
    """Say other things of the deck itself; what is None or empty is no longer said."""
    return _with(deck, **{name: value or None for name, value in fields.items()})


def put_kind(deck: Deck, kind: CardKind) -> Deck:
    """Add a kind, or put it in the place of the one with its code."""
    return _with(deck, kinds=_put(deck.kinds, kind))


def put_variant(deck: Deck, variant: Variant) -> Deck:
    """Add an audience, or put it in the place of the one with its code."""
    return _with(deck, variants=_put(deck.variants, variant))


def put_entry(deck: Deck, entry: GlossaryEntry) -> Deck:
    """Add a word to the glossary, or put it in the place of the one with its code."""
    return _with(deck, glossary=_put(deck.glossary, entry))


def remove_kind(deck: Deck, code: str) -> Deck:
    """Take a kind out; raises EditRefused while there are cards of it, and for the last one."""
    if deck.of_kind(code):
        raise EditRefused(_("There are cards of this kind. Give them another kind first, or remove them."))
    if len(deck.kinds) == 1:
        raise EditRefused(_("A deck needs one kind at least."))
    return _with(deck, kinds=tuple(kind for kind in deck.kinds if kind.code != code))


def remove_variant(deck: Deck, code: str) -> Deck:
    """Take an audience out, with what the cards and the glossary say to it."""
    kept = tuple(one for one in deck.variants if one.code != code)
    cards = [_without_variant(card, code) for card in deck.cards]
    entries = tuple(_without_variant(entry, code) for entry in deck.glossary)
    return _with(_with_cards(deck, cards), variants=kept, **({"glossary": entries} if entries else {}))


def remove_entry(deck: Deck, code: str) -> Deck:
    """Take a word out of the glossary."""
    return _with(deck, glossary=tuple(entry for entry in deck.glossary if entry.code != code))


def _with(record: AnyRecord, **changes: Any) -> AnyRecord:
    """Return the record with these fields changed, and those that are None as if never said."""
    fields = {name: getattr(record, name) for name in record.model_fields_set} | changes
    return type(record).model_validate({name: value for name, value in fields.items() if value is not None})


def _with_cards(deck: Deck, cards: Iterable[Card]) -> Deck:
    return deck.model_copy(update={"cards": tuple(in_order(cards, [kind.code for kind in deck.kinds]))})


def _ordered(deck: Deck, codes: list[str]) -> Deck:
    """Put the cards of a kind in this order; they share the numbers that they had, made different if some were not."""
    cards = {card.code: card for card in deck.cards}
    last: int | None = None
    for code, order in zip(codes, sorted(cards[code].order for code in codes), strict=True):
        last = order if last is None else max(order, last + 1)
        if cards[code].order != last:
            cards[code] = _with(cards[code], order=last)
    return _with_cards(deck, cards.values())


def _put(records: tuple[Coded, ...], record: Coded) -> tuple[Coded, ...]:
    kept: Any = [record if one.code == record.code else one for one in records]
    return tuple(kept if record in kept else [*kept, record])


def _renamed(deck: Deck, old: str, new: str) -> Deck:
    cards = [_with(card, theme=new) if card.theme == old else card for card in deck.cards]
    entries = tuple(
        _with(entry, cards=tuple(new if one == old else one for one in entry.cards)) if old in entry.cards else entry
        for entry in deck.glossary
    )
    return _with(_with_cards(deck, cards), **({"glossary": entries} if entries else {}))


def _without_theme(card: Card) -> Card:
    return _with(card, theme=None)


def _without_variant(record: Worded, code: str) -> Worded:
    kept = {one: texts for one, texts in record.variants.items() if one != code}
    return _with(record, variants=kept or None) if code in record.variants else record
