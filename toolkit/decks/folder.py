"""A deck as a folder of TOML files: deck.toml, glossary.toml and one file per card."""

import tomllib
from pathlib import Path
from typing import Any, TypeVar

from pydantic import ValidationError

from toolkit.decks.models import Card, Deck, GlossaryEntry, Record
from toolkit.language import gettext as _
from toolkit.language import lazy, typeset_table

Part = TypeVar("Part", bound=Record)

_LARGEST = 1_000_000
# What is wrong with a field, for the mistakes that people make; the others are told in pydantic's English.
_WHY = {
    "missing": lazy("it is missing"),
    "extra_forbidden": lazy("a deck has no such field"),
    "string_type": lazy("it must be a text between quotes"),
    "int_type": lazy("it must be a whole number"),
    "int_parsing": lazy("it must be a whole number"),
    "string_pattern_mismatch": lazy("it is not written as expected"),
}


class DeckUnreadable(ValueError):
    """A deck folder that cannot be read; the message names the file and the field."""


def read(path: Path) -> Deck:
    """Read the deck in the folder `path`, its texts typeset for print.

    Raises DeckUnreadable with one sentence a person can act on.
    """
    about = _load(path / "deck.toml")
    kinds = [kind.get("code") for kind in _tables(about, "kinds", path / "deck.toml")]
    cards = [_build(Card, _load(file), file) for file in sorted((path / "cards").glob("*.toml"))]
    cards.sort(key=lambda card: (kinds.index(card.kind) if card.kind in kinds else len(kinds), card.order, card.code))
    glossary_file = path / "glossary.toml"
    entries = _tables(_load(glossary_file), "entries", glossary_file) if glossary_file.exists() else []
    glossary = [_build(GlossaryEntry, entry, glossary_file) for entry in entries]
    deck: Deck = _build(Deck, {**about, "cards": cards, "glossary": glossary}, path / "deck.toml")
    return deck


def _load(file: Path) -> dict[str, Any]:
    try:
        content = file.read_bytes()[: _LARGEST + 1]
    except OSError as error:
        raise DeckUnreadable(_("%(file)s cannot be opened.", file=file)) from error
    if len(content) > _LARGEST:
        raise DeckUnreadable(_("%(file)s is larger than 1 MB.", file=file.name))
    try:
        table: dict[str, Any] = typeset_table(tomllib.loads(content.decode("utf-8")))
    except (ValueError, RecursionError) as error:
        raise DeckUnreadable(_("%(file)s is not valid TOML: %(why)s.", file=file.name, why=error)) from error
    return table


def _tables(data: dict[str, Any], name: str, file: Path) -> list[dict[str, Any]]:
    """Return the tables that a file gives as [[name]]."""
    given = data.get(name, [])
    if not (isinstance(given, list) and all(isinstance(table, dict) for table in given)):
        raise DeckUnreadable(_("%(file)s, field %(field)s: write it as [[%(field)s]].", file=file.name, field=name))
    return given


def _build(model: type[Part], data: dict[str, Any], file: Path) -> Part:
    try:
        return model.model_validate(data)
    except ValidationError as error:
        first = error.errors()[0]
        field = ".".join(str(part) for part in first["loc"] if part != "texts") or "?"
        why = str(_WHY.get(first["type"], "") or first.get("ctx", {}).get("error") or first["msg"]).rstrip(".")
        raise DeckUnreadable(_("%(file)s, field %(field)s: %(why)s.", file=file.name, field=field, why=why)) from error
