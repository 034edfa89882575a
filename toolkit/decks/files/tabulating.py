"""A deck as sheets: one of cards, and those that say what the deck is."""

from collections.abc import Iterable, Sequence
from typing import Any

from toolkit.decks.files import cells
from toolkit.decks.files.columns import FIELDS, PLAIN_FIELDS
from toolkit.decks.files.labels import heading
from toolkit.decks.folder import writing
from toolkit.decks.models import Deck

Cell = str | int
Rows = list[list[Cell]]
Place = tuple[str, str, str]

_TEXT = [field for field in FIELDS if field not in PLAIN_FIELDS]
_KIND = ("code", "prefix", "colour", "shape", "name", "plural", "back")
_VARIANT = ("code", "name", "description")
_ENTRY = ("code", "cards", "term", "definition")


def tabulate(deck: Deck) -> dict[str, Rows]:
    """Return the sheets of a deck by name, the cards first; reading them gives the same deck again."""
    data = writing.as_typed(deck)
    entries, kinds, variants = (data.pop(name, []) for name in ("glossary", "kinds", "variants"))
    made = {"cards": _sheet([_deep(card) for card in data.pop("cards", [])], (*PLAIN_FIELDS, *_TEXT))}
    made["deck"] = [["field", "value"], *([heading(*place), value] for place, value in _flat(data).items())]
    made["kinds"] = _sheet(map(_flat, kinds), _KIND)
    if variants:
        made["variants"] = _sheet(map(_flat, variants), _VARIANT)
    if entries:
        made["glossary"] = _sheet(map(_deep, entries), _ENTRY)
    return made


def _sheet(records: Iterable[dict[Place, Cell]], order: Sequence[str]) -> Rows:
    """Lay records out with a column for every field that one of them has, in order, language by language."""
    rows = list(records)
    seen = list(dict.fromkeys(place for row in rows for place in row))
    languages = list(dict.fromkeys(language for _field, language, _variant in seen))
    variants = list(dict.fromkeys(variant for _field, _language, variant in seen))

    def rank(place: Place) -> tuple[int, int, int, int]:
        spoken = place[1] != ""
        return spoken, variants.index(place[2]), languages.index(place[1]), order.index(place[0])

    places = sorted(seen, key=rank)
    return [[heading(*place) for place in places], *([row.get(place, "") for place in places] for row in rows)]


def _flat(record: dict[str, Any]) -> dict[Place, Cell]:
    """Take a record apart in which words are kept by field, then by language."""
    cells_: dict[Place, Cell] = {}
    for field, value in record.items():
        if isinstance(value, dict):
            cells_ |= {(field, language, ""): cells.written(field, text) for language, text in value.items()}
        else:
            cells_[field, "", ""] = cells.written(field, value)
    return cells_


def _deep(record: dict[str, Any]) -> dict[Place, Cell]:
    """Take a record apart in which texts are kept by language, then by field, and those of audiences behind."""
    wordings = {"": record.pop("texts", {}), **record.pop("variants", {})}
    made = _flat(record)
    for variant, texts in wordings.items():
        for language, text in texts.items():
            made |= {(field, language, variant): cells.written(field, value) for field, value in text.items()}
    return made
