"""A deck as a folder of TOML files: deck.toml, glossary.toml and one file per card."""

import re
import tomllib
from collections.abc import Callable, Mapping
from functools import lru_cache
from pathlib import Path
from typing import Any, TypeVar

from toolkit.decks import check
from toolkit.decks.models import Card, Deck, GlossaryEntry
from toolkit.decks.refusals import DeckUnreadable, part, short
from toolkit.decks.sorting import in_order
from toolkit.language import gettext as _
from toolkit.language import typeset_table

Result = TypeVar("Result")

LARGEST_FILE = 1_000_000
MOST_PARTS = 64
# A key of so many parts takes a reader of TOML a time that grows with their square.
_PART = r"""(?:[\w-]++|"[^"\n]*+"|'[^'\n]*+')"""
_LONG_KEY = re.compile(rf"(?<![\w-]){_PART}(?:[ \t]*+\.[ \t]*+{_PART}){{{MOST_PARTS}}}")


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


def load(name: str, content: bytes) -> dict[str, Any]:
    """Read a TOML file, its texts typeset; raises DeckUnreadable."""
    if len(content) > LARGEST_FILE:
        raise DeckUnreadable(_("%(file)s is larger than 1 MB.", file=short(name)))
    try:
        text = content.decode("utf-8-sig")
        _check_keys(text)
        table: dict[str, Any] = typeset_table(tomllib.loads(text))
    except UnicodeDecodeError as error:
        raise DeckUnreadable(
            _("%(file)s is not written in UTF-8: save it again with this encoding.", file=short(name))
        ) from error
    except (ValueError, RecursionError) as error:
        raise DeckUnreadable(_("%(file)s is not valid TOML: %(why)s.", file=short(name), why=error)) from error
    return table


def _check_keys(text: str) -> None:
    """Raise ValueError for a key of more parts than anybody needs, before it is read."""
    if match := _LONG_KEY.search(text):
        line = text.count("\n", 0, match.start()) + 1
        raise ValueError(_("a key in line %(line)s has more than %(most)s parts", line=line, most=MOST_PARTS))


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
