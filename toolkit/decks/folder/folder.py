"""A deck as a folder of TOML files: deck.toml, glossary.toml and one file per card."""

import re
import tomllib
from collections.abc import Callable, Iterable, Mapping
from functools import lru_cache
from pathlib import Path
from typing import Any, TypeVar

from pydantic import ValidationError

from toolkit.decks import check
from toolkit.decks.models import Card, Deck, GlossaryEntry, Record
from toolkit.language import gettext as _
from toolkit.language import lazy, typeset_table

Part = TypeVar("Part", bound=Record)
Result = TypeVar("Result")

LARGEST_FILE = 1_000_000
MOST_PARTS = 64
# A key of so many parts takes a reader of TOML a time that grows with their square.
_PART = r"""(?:[\w-]++|"[^"\n]*+"|'[^'\n]*+')"""
_LONG_KEY = re.compile(rf"(?<![\w-]){_PART}(?:[ \t]*+\.[ \t]*+{_PART}){{{MOST_PARTS}}}")
# What is wrong with a field, for the mistakes that people make; the others are told in pydantic's English.
_WHY = {
    "missing": lazy("it is missing"),
    "extra_forbidden": lazy("a deck has no such field"),
    "string_type": lazy("it must be a text between quotes"),
    "int_type": lazy("it must be a whole number"),
    "int_parsing": lazy("it must be a whole number"),
    "tuple_type": lazy("it must be a list"),
    "less_than_equal": lazy("it is too large a number"),
    "greater_than_equal": lazy("it is too small a number"),
    "string_pattern_mismatch": lazy("it is not written as expected"),
}


class DeckUnreadable(ValueError):
    """A deck that cannot be read: a sentence for each thing to correct, naming the file and the field."""

    def __init__(self, *sentences: str) -> None:
        self.sentences = check.in_short(sentences)
        super().__init__("\n".join(self.sentences))


def read(path: Path) -> Deck:
    """Read the deck in the folder `path`, its texts typeset for print.

    Raises DeckUnreadable with sentences a person can act on.
    """
    return build(files(path))


def files(path: Path) -> dict[str, bytes]:
    """Return the files of the deck in the folder `path`, by their names in it; cards come first."""
    paths = [path / "deck.toml", *sorted((path / "cards").glob("*.toml")), *sorted((path / "agendas").glob("*.toml"))]
    paths += [path / name for name in ("glossary.toml", "booklet.toml") if (path / name).exists()]
    return {file.relative_to(path).as_posix(): _content(file) for file in paths}


def build(contents: Mapping[str, bytes]) -> Deck:
    """Make the deck of these files, its texts typeset for print; raises DeckUnreadable."""
    refused: list[str] = []
    about = _try(refused, load, "deck.toml", contents.get("deck.toml", b"")) or {}
    kinds = [kind.get("code") for kind in _try(refused, _tables, about, "kinds", "deck.toml") or []]
    cards = [card for card in (_try(refused, _card, name, contents[name]) for name in sorted(contents)) if card]
    glossary = _try(refused, _glossary, contents["glossary.toml"]) if "glossary.toml" in contents else None
    whole = {**about, "cards": in_order(cards, kinds), "glossary": glossary or []}
    deck: Deck | None = _try(refused, part, Deck, whole, "deck.toml") if about else None
    refused += [problem.sentence for problem in check.strangers(deck)] if deck else []
    if refused or deck is None:
        raise DeckUnreadable(*refused)
    return deck


def in_order(cards: Iterable[Card], kinds: list[Any]) -> list[Card]:
    """Sort cards by the order of the kinds, then by their own, then by their codes as people count: P2 before P10."""
    places = {kind: place for place, kind in enumerate(kinds)}
    return sorted(cards, key=lambda card: (places.get(card.kind, len(places)), card.order, _counted(card.code)))


def _counted(code: str) -> list[str | int]:
    """Part a code into letters and numbers, in turns."""
    return [int(part) if place % 2 else part for place, part in enumerate(re.split(r"(\d+)", code, flags=re.ASCII))]


def load(name: str, content: bytes) -> dict[str, Any]:
    """Read a TOML file, its texts typeset; raises DeckUnreadable."""
    if len(content) > LARGEST_FILE:
        raise DeckUnreadable(_("%(file)s is larger than 1 MB.", file=_short(name)))
    try:
        text = content.decode("utf-8-sig")
        _check_keys(text)
        table: dict[str, Any] = typeset_table(tomllib.loads(text))
    except UnicodeDecodeError as error:
        raise DeckUnreadable(
            _("%(file)s is not written in UTF-8: save it again with this encoding.", file=_short(name))
        ) from error
    except (ValueError, RecursionError) as error:
        raise DeckUnreadable(_("%(file)s is not valid TOML: %(why)s.", file=_short(name), why=error)) from error
    return table


def _check_keys(text: str) -> None:
    """Raise ValueError for a key of more parts than anybody needs, before it is read."""
    if match := _LONG_KEY.search(text):
        line = text.count("\n", 0, match.start()) + 1
        raise ValueError(_("a key in line %(line)s has more than %(most)s parts", line=line, most=MOST_PARTS))


def why(error: Mapping[str, Any]) -> str:
    """Say what is wrong with a field, given one of pydantic's errors."""
    sentence = _WHY.get(error["type"], "") or error.get("ctx", {}).get("error") or error["msg"]
    return str(sentence).rstrip(".")


def _try(refused: list[str], work: Callable[..., Result], *arguments: Any) -> Result | None:
    """Do `work`; what it refuses is kept, so that everything is said at once."""
    try:
        return work(*arguments)
    except DeckUnreadable as refusal:
        refused += refusal.sentences
        return None


def _content(file: Path) -> bytes:
    try:
        with file.open("rb") as opened:
            return opened.read(LARGEST_FILE + 1)
    except OSError as error:
        raise DeckUnreadable(_("%(file)s cannot be opened.", file=file)) from error


@lru_cache(maxsize=10_000)
def _card(name: str, content: bytes) -> Card | None:
    return part(Card, load(name, content), name) if name.startswith("cards/") else None


def _glossary(content: bytes) -> list[GlossaryEntry]:
    entries = _tables(load("glossary.toml", content), "entries", "glossary.toml")
    return [part(GlossaryEntry, entry, "glossary.toml") for entry in entries]


def _tables(data: dict[str, Any], name: str, file: str) -> list[dict[str, Any]]:
    """Return the tables that a file gives as [[name]]."""
    tables = data.get(name, [])
    if not (isinstance(tables, list) and all(isinstance(table, dict) for table in tables)):
        raise DeckUnreadable(_("%(file)s, field %(field)s: write it as [[%(field)s]].", file=file, field=name))
    return tables


def part(model: type[Part], data: dict[str, Any], name: str) -> Part:
    """Make a part of a deck of what a file says; raises DeckUnreadable."""
    try:
        return model.model_validate(data)
    except ValidationError as error:
        raise DeckUnreadable(*(_sentence(_short(name), each) for each in error.errors())) from error


def _sentence(file: str, error: Any) -> str:
    field = ".".join(str(part) for part in error["loc"] if part != "texts") or "?"
    return _("%(file)s, field %(field)s: %(why)s.", file=file, field=field, why=why(error))


def _short(name: str) -> str:
    return name.rpartition("/")[2]
