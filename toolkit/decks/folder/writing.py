"""A deck as the files a person would have written: reading them gives the same deck again."""

from collections.abc import Iterable
from pathlib import Path
from typing import Any

from toolkit.decks.folder import tables
from toolkit.decks.models import Deck
from toolkit.language import as_typed_table

# Windows opens a device instead of a file with such a name, whatever follows the dot.
DEVICES = {"CON", "PRN", "AUX", "NUL", *(f"{port}{number}" for port in ("COM", "LPT") for number in range(1, 10))}
# The order in which a card is told: who or what it is, the front, the back.
_TEXT = (
    *("title", "subtitle", "benefit", "name", "age", "job", "quote", "text", "back", "example", "note", "alt"),
    *("needs", "brakes", "resources"),
)
_GLOSSARY = ("term", "definition")


def files(deck: Deck) -> dict[str, bytes]:
    """Return the files of the deck's folder, by their names in it."""
    data = as_typed(deck)
    cards = data.pop("cards", [])
    entries = data.pop("glossary", [])
    contents = {"deck.toml": data}
    if entries:
        contents["glossary.toml"] = {"entries": [_by_language(entry, _GLOSSARY) for entry in entries]}
    contents |= {f"cards/{file_name(card['code'])}": _by_language(card, _TEXT) for card in cards}
    return {name: tables.written(table).encode() for name, table in contents.items()}


def as_typed(deck: Deck) -> dict[str, Any]:
    """Return what was said of the deck, as it is typed: no more fields than it was given."""
    data = deck.model_dump(mode="json", exclude_unset=True, exclude_none=True)
    if not deck.variants:
        data.pop("variants", None)
    typed: dict[str, Any] = _sorted(as_typed_table(data), deck.languages)
    return typed


def write(contents: dict[str, bytes], path: Path) -> None:
    """Write the files of a deck into the folder `path`, made if it is not there."""
    for name, content in contents.items():
        (path / name).parent.mkdir(parents=True, exist_ok=True)
        (path / name).write_bytes(content)


def file_name(code: str) -> str:
    """Name the file of a card."""
    return f"{code}_.toml" if code in DEVICES else f"{code}.toml"


def _sorted(data: Any, languages: tuple[str, ...]) -> Any:
    """Put what is said in several languages in the order the deck has them in."""
    if isinstance(data, list):
        return [_sorted(each, languages) for each in data]
    if not isinstance(data, dict):
        return data
    first = [language for language in languages if language in data]
    return {key: _sorted(data[key], languages) for key in dict.fromkeys([*first, *data])}


def _by_language(record: dict[str, Any], order: Iterable[str]) -> dict[str, Any]:
    """Put what is said in each language, and to each audience, in tables of their own, behind the rest."""
    texts = {language: _ordered(text, order) for language, text in record.pop("texts").items()}
    variants = {
        code: {language: _ordered(text, order) for language, text in texts.items()}
        for code, texts in record.pop("variants", {}).items()
    }
    return record | texts | ({"variants": variants} if variants else {})


def _ordered(text: dict[str, Any], order: Iterable[str]) -> dict[str, Any]:
    return {field: text[field] for field in order if field in text}
