"""The settings of a step, declared once in a model: what each is called, what it may be, what is said when it is not.

A setting is a field of a kind: `dots: Annotated[int, Field(ge=1, le=20), Label(lazy("Dots for each person"))] = 3`.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from inspect import isclass
from typing import Any, get_args, get_origin

from annotated_types import Ge, Le
from pydantic import BaseModel, ConfigDict, ValidationError
from pydantic.fields import FieldInfo
from pydantic_core import CoreSchema, core_schema

from toolkit.decks.folder.tables import shown
from toolkit.language import gettext as _
from toolkit.language import lazy

LONGEST = 600  # characters of a text
STRICT = ConfigDict(strict=True, frozen=True, extra="forbid", str_max_length=LONGEST)
_ACCEPTED: dict[Any, Any] = {
    bool: lazy("true or false"),
    int: lazy("a whole number"),
    str: lazy("a text between quotes"),
    tuple: lazy("a list between [ and ]"),
}
_TABLE = lazy("a table between { and }")


@dataclass(frozen=True)
class Refusal:
    """One setting that a step cannot have: which, why, and what is accepted instead."""

    setting: str
    why: str
    accepted: str = ""
    label: str = ""  # what people call it

    def __str__(self) -> str:
        """Say it as an agenda's author reads it, within a sentence."""
        return _("setting %(setting)s: %(why)s", setting=self.setting, why=self.why)


class SettingRefused(ValueError):
    """Settings that a step cannot have; `refusals` has one for each."""

    def __init__(self, *refusals: Refusal) -> None:
        """Keep the refusals; in words, all of them in turn."""
        super().__init__(", ".join(map(str, refusals)))
        self.refusals = refusals


@dataclass(frozen=True)
class Label:
    """What people call a setting; the facilitator may change it at the desk before people begin, if `desk`."""

    text: Any
    desk: bool = True

    def __get_pydantic_json_schema__(self, schema: CoreSchema, handler: Any) -> dict[str, Any]:
        """Let the JSON Schema call it so too."""
        return {**handler(schema), "title": str(self.text)}


@dataclass(frozen=True)
class OneOf:
    """A setting that is one of a few values; `words` say what people call those that do not speak for themselves."""

    values: Sequence[Any]
    words: Mapping[Any, Mapping[str, str]] = field(default_factory=dict, hash=False)

    def __get_pydantic_core_schema__(self, source: Any, handler: Any) -> CoreSchema:
        """Refuse any other value."""
        return core_schema.literal_schema(list(self.values))

    def accepted(self) -> str:
        """Say which they are."""
        return _("one of %(known)s", known=", ".join(map(str, self.values)))


def refusal(setting: str, value: Any, accepted: object, label: object = "") -> Refusal:
    """Return the refusal of a setting that must be something else."""
    why = _("it is %(value)s, and must be %(accepted)s", value=shown(value), accepted=accepted)
    return Refusal(setting, why, str(accepted), str(label))


def refusals(model: type[BaseModel], error: ValidationError) -> Iterator[Refusal]:
    """Name every setting that a model refuses, as its author knows it: a first line of a list is number 1."""
    for one in error.errors():
        if one["type"] != "default_factory_not_called":  # what it is made from is refused already
            yield _refusal(model, one["loc"], one)


def _refusal(model: type[BaseModel], place: tuple[str | int, ...], error: Any) -> Refusal:
    setting = named(place) or "settings"
    if error["type"] == "extra_forbidden":
        known = ", ".join(declaration(model, place[:-1]).annotation.model_fields)  # type: ignore[union-attr]
        return Refusal(setting, _("there is no such setting; the settings are %(known)s", known=known))
    info = declaration(model, place)
    accepted = _accepted(error, info)
    if error["type"] == "missing":
        return Refusal(setting, _("it is missing, and must be %(accepted)s", accepted=accepted), accepted)
    return refusal(setting, error["input"], accepted, label_of(info).text)


def _accepted(error: Any, info: FieldInfo) -> str:
    if error["type"] == "value_error":
        return str(error["ctx"]["error"])
    if error["type"] == "string_too_long":
        return _("a text of %(most)s characters at most", most=error["ctx"]["max_length"])
    if error["type"] == "too_long":
        return _("a list of %(most)s lines at most", most=error["ctx"]["max_length"])
    return accepts(info)


def named(place: Sequence[str | int]) -> str:
    """Write the place of a setting as one name; the lines of a list are counted from 1."""
    return ".".join(str(part + 1) if isinstance(part, int) else part for part in place)


def declaration(model: type[BaseModel], place: Sequence[str | int]) -> FieldInfo:
    """Return how a setting is declared, be it in a list or in another model."""
    info = FieldInfo.from_annotation(model)
    for part in place:
        within: Any = info.annotation
        if isclass(within) and issubclass(within, BaseModel):
            info = within.model_fields[str(part)]
        else:
            info = FieldInfo.from_annotation(next(one for one in reversed(get_args(within)) if one is not ...))
    return info


def accepts(info: FieldInfo) -> str:
    """Say in a few words what a setting may be."""
    for mark in info.metadata:
        if hasattr(mark, "accepted"):
            return str(mark.accepted())
    least, most = limits(info)
    if most is not None:
        return _("a number from %(least)s to %(most)s", least=least, most=most)
    return str(_ACCEPTED.get(get_origin(info.annotation) or info.annotation, _TABLE))


def limits(info: FieldInfo) -> tuple[int | None, int | None]:
    """Return the least and the most that a number may be, where there is one."""
    least: Any = next((mark.ge for mark in info.metadata if isinstance(mark, Ge)), None)
    most: Any = next((mark.le for mark in info.metadata if isinstance(mark, Le)), None)
    return least, most


def label_of(info: FieldInfo) -> Label:
    """Return what people call a setting, if it says."""
    return next((mark for mark in info.metadata if isinstance(mark, Label)), Label("", desk=False))
