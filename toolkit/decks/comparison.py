"""What changed between two states of a deck, card by card and word by word."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from difflib import SequenceMatcher
from typing import Any, Literal

from toolkit.decks.models import Deck, Record

How = Literal["added", "removed", "changed"]
Run = tuple[Literal["same", "struck", "inserted"], str]
_WORD = re.compile(r"\s+|[^\s]+")
# Where a card stands among others is no change of the card.
_LEFT_OUT = ("order",)


@dataclass(frozen=True)
class FieldChange:
    """A field that says something else: its name, what it said, what it says, and both as one text."""

    name: str
    before: str
    after: str

    @property
    def words(self) -> list[Run]:
        """Return the words of both, in order: the same, struck or inserted."""
        return list(_runs(_WORD.findall(self.before), _WORD.findall(self.after)))


@dataclass(frozen=True)
class Change:
    """A card, a kind, an audience, a word or the deck itself that is not what it was."""

    what: str
    code: str
    how: How
    fields: tuple[FieldChange, ...]


def changes(before: Deck, after: Deck) -> list[Change]:
    """List what was added, removed and changed: cards first, then kinds, audiences, words, and the deck itself."""
    changes = [
        change
        for what in ("cards", "kinds", "variants", "glossary")
        for change in _between(what, getattr(before, what), getattr(after, what))
    ]
    fields = _fields(head(before), head(after))
    return changes + ([Change("deck", after.code, "changed", fields)] if fields else [])


def _between(what: str, before: tuple[Any, ...], after: tuple[Any, ...]) -> Iterator[Change]:
    old, new = ({record.code: record for record in records} for records in (before, after))
    for code in dict.fromkeys([*new, *old]):
        how: How = "changed" if code in old and code in new else "added" if code in new else "removed"
        fields = _fields(old.get(code), new.get(code))
        if fields or how != "changed":
            yield Change(what, code, how, fields)


def _fields(before: Record | None, after: Record | None) -> tuple[FieldChange, ...]:
    old, new = _flat(before), _flat(after)
    named = dict.fromkeys([*new, *old])
    return tuple(
        FieldChange(name, old.get(name, ""), new.get(name, ""))
        for name in named
        if old.get(name, "") != new.get(name, "")
    )


def _flat(record: Record | None) -> dict[str, str]:
    dump = record.model_dump(mode="json", exclude=set(_LEFT_OUT)) if record else {}
    return {name: text for name, text in _each(dump) if text}


def _each(value: Any, name: str = "") -> Iterator[tuple[str, str]]:
    if isinstance(value, dict):
        for key, inner in value.items():
            yield from _each(inner, f"{name}.{key}" if name else key)
    elif isinstance(value, list):
        yield name, "\n".join(map(str, value))
    elif value is not None:
        yield name, str(value)


def _runs(before: list[str], after: list[str]) -> Iterator[Run]:
    for how, start, end, from_, to in SequenceMatcher(None, before, after, autojunk=False).get_opcodes():
        if how == "equal":
            yield "same", "".join(before[start:end])
            continue
        if end > start:
            yield "struck", "".join(before[start:end])
        if to > from_:
            yield "inserted", "".join(after[from_:to])


def head(deck: Deck) -> Deck:
    """Return a deck without its cards, kinds, audiences and words: what is said of the deck itself."""
    return deck.model_copy(update={"cards": (), "kinds": (), "variants": (), "glossary": ()})
