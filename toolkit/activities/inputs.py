"""Inputs: the form of a step's settings, made from their declaration; today's is the desk's."""

from collections.abc import Iterator, Mapping, Sequence
from copy import deepcopy
from dataclasses import dataclass
from typing import Any

from pydantic import BaseModel
from pydantic.fields import FieldInfo

from toolkit.activities.kinds import Content
from toolkit.activities.links import Link
from toolkit.activities.settings import OneOf, label_of, limits, named

_LONGEST = 9  # digits


@dataclass(frozen=True)
class Input:
    """One setting as a form asks for it; `about` is the kind of card it is for, if any."""

    place: tuple[str | int, ...]
    info: FieldInfo
    value: Any
    about: str = ""

    @property
    def name(self) -> str:
        """What the form calls it."""
        return named(self.place)

    @property
    def label(self) -> Any:
        """What people call it."""
        return label_of(self.info).text

    @property
    def is_switch(self) -> bool:
        """Whether the answer is yes or no."""
        return self.info.annotation is bool

    @property
    def limits(self) -> tuple[int | None, int | None]:
        """The least and the most that a number may be."""
        return limits(self.info)

    @property
    def options(self) -> Sequence[Any]:
        """The values to choose from, if they are few."""
        return next((mark.values for mark in self.info.metadata if isinstance(mark, OneOf)), ())

    def read(self, form: Mapping[str, str]) -> Any:
        """Return what a form gives, where a box that is not ticked is absent; a text where it should be a number."""
        typed = form.get(self.name, "")
        if self.is_switch:
            return typed == "yes"
        return int(typed) if typed.isascii() and typed.isdigit() and len(typed) <= _LONGEST else typed


def inputs(rules: BaseModel, *within: str | int, about: str = "") -> Iterator[Input]:
    """Yield the settings that the desk may change before people begin, the kind's own first."""
    own = type(rules).__annotations__
    for name, info in sorted(type(rules).model_fields.items(), key=lambda field: field[0] not in own):
        value = getattr(rules, name)
        for number, one in enumerate(value if isinstance(value, tuple) else ()):
            if isinstance(one, BaseModel):
                yield from inputs(one, *within, name, number, about=_subject(one))
        if label_of(info).desk:
            yield Input((*within, name), info, value, about)


def _subject(rules: BaseModel) -> str:
    return next((str(value) for _name, value in rules if isinstance(value, Link)), "")


def changed(settings: Content, asked: Sequence[Input], form: Mapping[str, str]) -> Content:
    """Return the settings with what a form gives in the place of what it asks for; `make` says whether they can be."""
    whole = deepcopy(dict(settings))
    for one in asked:
        within: Any = whole
        for part in one.place[:-1]:
            within = within[part]
        within[one.place[-1]] = one.read(form)
    return whole
