"""The list of a deck's cards: which are asked for, and what each of them lacks."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from toolkit.decks import check, images
from toolkit.decks.editing import edits
from toolkit.decks.files.columns import plain
from toolkit.decks.models import Card, Deck

PAGE = 60  # cards


@dataclass(frozen=True)
class Listed:
    """A card in the list: its version, the languages it lacks, what is wrong with it, and its neighbours there."""

    card: Card
    seen: str
    lacks: tuple[str, ...]
    problems: tuple[str, ...]
    before: str = ""
    after: str = ""


def matching(deck: Deck, filters: Mapping[str, str]) -> list[Card]:
    """List the cards that are asked for: by kind, tag, level, a language that they lack, and words in them."""
    return [card for card in deck.cards if _matches(deck, card, filters)]


def listed(deck: Deck, cards: Sequence[Card], page: int) -> list[Listed]:
    """Describe the cards of a page of the list, counted from 1."""
    start = (page - 1) * PAGE
    wrong: dict[str, list[str]] = {}
    for problem in check.problems(deck, images.known(deck)):
        where, _space, place = problem.where.partition(" ")
        wrong.setdefault(where, []).append(f"{place} {problem.what}".strip())
    shown = []
    for number, card in enumerate(cards[start : start + PAGE], start):
        before = cards[number - 1].code if number and cards[number - 1].kind == card.kind else ""
        after = cards[number + 1].code if number + 1 < len(cards) and cards[number + 1].kind == card.kind else ""
        problems = tuple(wrong.get(card.code, ()))
        shown.append(Listed(card, edits.seen(card), lacking(deck, card), problems, before, after))
    return shown


def lacking(deck: Deck, card: Card) -> tuple[str, ...]:
    """List the languages of the deck in which the card says less than in another."""
    fields = {language: _fields(card, language) for language in deck.languages}
    everything = set().union(*fields.values())
    return tuple(language for language in deck.languages if fields[language] != everything)


def _fields(card: Card, language: str) -> set[str]:
    text = card.texts.get(language)
    return {field for field, value in text.model_dump().items() if value} if text else set()


def _matches(deck: Deck, card: Card, filters: Mapping[str, str]) -> bool:
    places = (("kind", card.kind), ("level", card.level))
    return (
        all(not filters.get(name) or filters[name] == value for name, value in places)
        and (not filters.get("tag") or filters["tag"] in card.tags)
        and (not filters.get("lacks") or filters["lacks"] in lacking(deck, card))
        and plain(filters.get("q", "")) in plain(_words(card))
    )


def _words(card: Card) -> str:
    texts = [*card.texts.values(), *(text for values in card.variants.values() for text in values.values())]
    values = [value for text in texts for value in text.model_dump(exclude_unset=True).values()]
    return " ".join(
        [card.code, *card.tags, *(" ".join(one) if isinstance(one, list | tuple) else str(one) for one in values)]
    )
