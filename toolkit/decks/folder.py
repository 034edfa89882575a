"""A deck as a folder of TOML files: deck.toml, glossary.toml and one file per card."""

import tomllib
from pathlib import Path
from typing import Any

from pydantic import ValidationError

from toolkit.decks.models import Card, Deck, GlossaryEntry
from toolkit.language import gettext as _
from toolkit.language import typeset_table

_LARGEST = 1_000_000


class DeckUnreadable(ValueError):
    """A deck folder that cannot be read; the message names the file and the field."""


def read(path: Path) -> Deck:
    """Read the deck in the folder `path`, its texts typeset for print.

    Raises DeckUnreadable with one sentence a person can act on.
    """
    about = _load(path / "deck.toml")
    kinds = [kind.get("code") for kind in about.get("kinds", []) if isinstance(kind, dict)]
    cards = [_build(Card, _load(file), file) for file in sorted((path / "cards").glob("*.toml"))]
    cards.sort(key=lambda card: (kinds.index(card.kind) if card.kind in kinds else len(kinds), card.order, card.code))
    glossary_file = path / "glossary.toml"
    entries = _load(glossary_file).get("entries", []) if glossary_file.exists() else []
    glossary = [_build(GlossaryEntry, entry, glossary_file) for entry in entries]
    return _build(Deck, {**about, "cards": cards, "glossary": glossary}, path / "deck.toml")


def _load(file: Path) -> dict[str, Any]:
    try:
        if file.stat().st_size > _LARGEST:
            raise DeckUnreadable(_("%(file)s is larger than 1 MB.", file=file.name))
        return typeset_table(tomllib.loads(file.read_text(encoding="utf-8")))
    except OSError as error:
        raise DeckUnreadable(_("%(file)s cannot be opened.", file=file)) from error
    except (UnicodeDecodeError, tomllib.TOMLDecodeError, RecursionError) as error:
        raise DeckUnreadable(_("%(file)s is not valid TOML: %(why)s.", file=file.name, why=error)) from error


def _build(model: Any, data: dict[str, Any], file: Path) -> Any:
    try:
        return model.model_validate(data)
    except ValidationError as error:
        first = error.errors()[0]
        field = ".".join(str(part) for part in first["loc"]) or "?"
        raise DeckUnreadable(
            _("%(file)s, field %(field)s: %(why)s.", file=file.name, field=field, why=first["msg"].rstrip("."))
        ) from error
