"""Widgets: the form of all settings of a kind, made from its model, and the settings that a person fills into it.

A setting has the name of its place: `dots`, `hands.1.kind`. What was typed is read as it stands, right or wrong.
"""

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from inspect import isclass
from itertools import zip_longest
from typing import Annotated, Any, Literal, get_args, get_origin

from pydantic import BaseModel
from pydantic.fields import FieldInfo
from pydantic_core import PydanticUndefined

from toolkit.activities.inputs import Input
from toolkit.activities.links import Link, Spellings
from toolkit.activities.settings import OneOf
from toolkit.language import LANGUAGES, typeset_table

BLANK_ROWS = 2  # at the end of a list of rows, to be filled in
_PLAIN = ((bool, "switch"), (int, "number"), (str, "text"))
Form = Mapping[str, str]


@dataclass(frozen=True)
class Widget(Input):
    """One setting as the agenda editor asks for it; `rows` are those of a list, each with its own widgets."""

    rows: tuple[tuple["Widget", ...], ...] = ()

    @property
    def shape(self) -> str:
        """The sort of control: switch, number, choice, link, text, words, lines, pairs, rows; "" for none."""
        return shape_of(self.info)

    @property
    def spellings(self) -> Spellings | None:
        """How a link may be spelt."""
        return next((mark for mark in self.info.metadata if isinstance(mark, Spellings)), None)

    @property
    def words(self) -> Mapping[Any, Mapping[str, str]]:
        """What people call the values to choose from."""
        return next((mark.words for mark in self.info.metadata if isinstance(mark, OneOf)), {})

    def lines(self, language: str = "") -> str:
        """Write a list with one thing on each line; of words, those in a language."""
        listed = self.value if isinstance(self.value, (list, tuple)) else []
        return "\n".join(one.get(language, "") if isinstance(one, dict) else str(one) for one in listed)


def shape_of(info: FieldInfo) -> str:
    """Say which sort of control a setting needs."""
    kind = info.annotation
    if kind is Link:
        return "link"
    if any(isinstance(mark, OneOf) for mark in info.metadata) or get_origin(kind) is Literal:
        return "choice"
    if kind == dict[str, str]:
        return "words"
    if get_origin(kind) is tuple:
        return _list_shape(_item(kind))
    return next((shape for one, shape in _PLAIN if kind is one), "")


def _item(kind: Any) -> Any:
    item = get_args(kind)[0]
    return get_args(item)[0] if get_origin(item) is Annotated else item


def _list_shape(item: Any) -> str:
    if isclass(item) and issubclass(item, BaseModel):
        return "rows"
    return {str: "lines"}.get(item, "pairs" if item == dict[str, str] else "")


def widgets(model: type[BaseModel], settings: Mapping[str, Any], *within: str | int) -> Iterator[Widget]:
    """Yield a widget for every setting of a model, holding what is set or else the default."""
    for name, info in model.model_fields.items():
        value = settings.get(name, _default(info))
        place = (*within, name)
        rows = tuple(_rows(info, value, place)) if shape_of(info) == "rows" else ()
        yield Widget(place, info, value, rows=rows)


def _default(info: FieldInfo) -> Any:
    return "" if info.default is PydanticUndefined else _plain(info.default)


def _rows(info: FieldInfo, value: Any, place: tuple[str | int, ...]) -> Iterator[tuple[Widget, ...]]:
    listed = [one for one in value if isinstance(one, Mapping)] if isinstance(value, (list, tuple)) else []
    for number, one in enumerate([*listed, *[{}] * BLANK_ROWS]):
        yield tuple(widgets(_item(info.annotation), one, *place, number))


def read(model: type[BaseModel], form: Form, before: Mapping[str, Any]) -> dict[str, Any]:
    """Return the settings that a form gives: what it does not ask for stays, what is empty or as ever is left out."""
    settings = dict(before)
    for name, info in model.model_fields.items():
        shape = shape_of(info)
        if not shape or not (shape == "switch" or _asked(form, name)):
            continue
        value = _read(info, shape, form, name)
        if value == _default(info) and name not in before and not info.is_required():
            continue
        if value == "" and shape in {"number", "choice"}:
            settings.pop(name, None)
        else:
            settings[name] = value
    return settings


def _asked(form: Form, name: str) -> bool:
    return any(one == name or one.startswith(f"{name}.") for one in form)


def _plain(value: Any) -> Any:
    """Return a default as JSON holds it."""
    if isinstance(value, tuple):
        return [one.model_dump(mode="json") if isinstance(one, BaseModel) else one for one in value]
    return value


def _read(info: FieldInfo, shape: str, form: Form, name: str) -> Any:
    if shape in _READ:
        return _READ[shape](info, form, name)
    typed = form.get(name, "").strip()
    return typed == "yes" if shape == "switch" else Input((name,), info, "").read({name: typed})


def _read_lines(_info: FieldInfo, form: Form, name: str) -> list[str]:
    return [one.strip() for one in form.get(name, "").splitlines() if one.strip()]


def _read_pairs(_info: FieldInfo, form: Form, name: str) -> list[dict[str, str]]:
    """Read lines that belong together: the first in each language, the second in each."""
    columns = [form.get(f"{name}.{language}", "").splitlines() for language in LANGUAGES]
    return [one for one in map(_words, zip_longest(*columns, fillvalue="")) if one]


def _read_words(_info: FieldInfo, form: Form, name: str) -> dict[str, str]:
    return _words([form.get(f"{name}.{language}", "") for language in LANGUAGES])


def _read_choice(info: FieldInfo, form: Form, name: str) -> Any:
    known = [*get_args(info.annotation), *Input((), info, "").options]
    return next((value for value in known if str(value) == form[name]), form[name])


def _words(texts: Any) -> dict[str, str]:
    words = {language: text.strip() for language, text in zip(LANGUAGES, texts, strict=True) if text.strip()}
    typeset: dict[str, str] = typeset_table(words)
    return typeset


def _read_rows(info: FieldInfo, form: Form, name: str) -> list[dict[str, Any]]:
    """Read the rows in which anything is written; one that begins with a link is left out by choosing none."""
    model = _item(info.annotation)
    first, declared = next(iter(model.model_fields.items()))
    rows = [read(model, row, {}) for _number, row in sorted(_by_row(form, name).items())]
    if declared.annotation is Link:
        return [row for row in rows if row.get(first)]
    return [row for row in rows if any(value not in ("", {}, []) for value in row.values())]


def _by_row(form: Form, name: str) -> dict[int, dict[str, str]]:
    """Return the form of each row of a list, by its number."""
    place = re.compile(rf"{re.escape(name)}\.([1-9][0-9]{{0,3}})\.(.+)")
    rows: dict[int, dict[str, str]] = {}
    for one, text in form.items():
        if match := place.fullmatch(one):
            rows.setdefault(int(match[1]), {})[match[2]] = text
    return rows


_READ: Mapping[str, Callable[[FieldInfo, Form, str], Any]] = {
    "lines": _read_lines,
    "pairs": _read_pairs,
    "words": _read_words,
    "choice": _read_choice,
    "rows": _read_rows,
}
