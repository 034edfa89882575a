"""Forms: a card, a kind or a word of the glossary as the fields that a person fills in, and back.

A field has the name of its place: "quantity", "texts.fr.title", "variants.nurses.en.quote". A list has an item on each
line, or words between commas. What a person leaves as it is stays exactly as it was.
"""

from collections.abc import Iterable, Mapping
from typing import Any, TypeVar

from pydantic import ValidationError

from toolkit.decks.models import Deck, Record
from toolkit.decks.refusals import why
from toolkit.language import as_typed_table, typeset_table
from toolkit.language import gettext as _

Filled = TypeVar("Filled", bound=Record)

FRONT = ("title", "subtitle", "text", "benefit")
PERSON = ("name", "age", "job", "quote")
BACK = ("back", "example")
LISTS = ("needs", "brakes", "resources")
APART = ("note",)
PICTURE = ("alt",)
TEXTS = (*FRONT, *PERSON, *BACK, *LISTS, *APART, *PICTURE)
PLAIN = ("code", "kind", "quantity", "level", "theme", "tags", "image", "credit", "icon", "portrait", "focus")
_COMMAS = ("tags", "cards", "languages")


class FormRefused(ValueError):
    """Fields that cannot be kept as they were filled in: a sentence for each, by its name."""

    def __init__(self, errors: Mapping[str, str]) -> None:
        super().__init__(" ".join(errors.values()))
        self.errors = dict(errors)


def names(deck: Deck, fields: Iterable[str] = TEXTS) -> list[str]:
    """Name the fields for what is said in each language of the deck, to everybody and to each audience."""
    places = [f"{language}.{field}" for language in deck.languages for field in fields]
    return [
        *(f"texts.{name}" for name in places),
        *(f"variants.{one.code}.{name}" for one in deck.variants for name in places),
    ]


def filled(record: Record | None) -> dict[str, str]:
    """Return what the fields hold of a record, as a person types it."""
    return dict(_flat(_typed(record))) if record else {}


def read(model: type[Filled], form: Mapping[str, str], record: Filled | None, allowed: Iterable[str]) -> Filled:
    """Return the record with the fields in `allowed` as they were filled in; raises FormRefused."""
    data, before = _typed(record), filled(record)
    for name in allowed:
        typed = form.get(name)
        if typed is not None and _lines(typed) != _lines(before.get(name, "")):
            _set(data, name.split("."), _value(name, _lines(typed)))
    try:
        return model.model_validate(typeset_table(_pruned(data)))
    except ValidationError as error:
        raise FormRefused(dict(map(_refusal, error.errors()))) from error


def _typed(record: Record | None) -> dict[str, Any]:
    dump = record.model_dump(mode="json", exclude_unset=True, exclude_none=True) if record else {}
    typed: dict[str, Any] = as_typed_table(dump)
    return typed


def _flat(value: Any, name: str = "") -> Iterable[tuple[str, str]]:
    if isinstance(value, dict):
        for key, inner in value.items():
            yield from _flat(inner, f"{name}.{key}" if name else key)
    elif isinstance(value, list):
        yield name, (", " if name.rpartition(".")[2] in _COMMAS else "\n").join(map(str, value))
    else:
        yield name, str(value)


def _lines(text: str) -> str:
    return text.replace("\r\n", "\n").strip()


def _value(name: str, text: str) -> str | list[str]:
    field = name.rpartition(".")[2]
    if field in _COMMAS or field in LISTS:
        parts = text.split("," if field in _COMMAS else "\n")
        return [part.strip() for part in parts if part.strip()]
    return text


def _set(data: dict[str, Any], place: list[str], value: Any) -> None:
    for key in place[:-1]:
        data = data.setdefault(key, {})
    if value:
        data[place[-1]] = value
    else:
        data.pop(place[-1], None)


def _pruned(data: dict[str, Any]) -> dict[str, Any]:
    """Leave out the languages and audiences in which nothing is said any more."""
    inner = {key: _pruned(value) if isinstance(value, dict) else value for key, value in data.items()}
    return {key: value for key, value in inner.items() if value != {}}


def _refusal(error: Any) -> tuple[str, str]:
    name = ".".join(map(str, error["loc"]))
    if name == "texts":
        return "texts", _("Please write something in one language at least.")
    sentence = why(error)
    return name, sentence[:1].upper() + sentence[1:] + "."
