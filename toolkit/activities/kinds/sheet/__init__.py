"""Sheet: what a table writes together, field by field."""

import re
from collections.abc import Sequence
from typing import Annotated, Any, ClassVar

from pydantic import Field as Bounds
from pydantic import ValidationInfo, ValidatorFunctionWrapHandler, field_validator
from pydantic_core import PydanticCustomError

from toolkit.activities.kinds import InvalidAnswer, Kind, Words
from toolkit.activities.kinds.sheet.forms import FORMS, Field, Fields, Form
from toolkit.activities.links import Link, Spellings
from toolkit.activities.settings import Label, OneOf
from toolkit.language import gettext as _
from toolkit.language import lazy
from toolkit.text import clean, line

CODE = re.compile("[a-z][a-z0-9_-]{0,29}")
DEALT = Spellings({"STEP": "moves", "": ""})


READY = OneOf(tuple(FORMS), {code: form.title for code, form in FORMS.items()})


class Sheet(Kind):
    """A form filled in by each table: a ready one, or one whose `fields` the agenda says; `hand` is what it cites."""

    label: ClassVar[Any] = lazy("Sheet")
    sentence: ClassVar[Any] = lazy("Each table fills in a form together, on phones or on paper.")
    sort: ClassVar[str] = "making"
    icon: ClassVar[str] = "notebook-pen"
    sample: ClassVar[Any] = {"form": "pitch"}
    shape: ClassVar[str] = "entries"

    title: Annotated[Words, Label(lazy("Title of the sheet written here"), desk=False)] = Bounds(default_factory=dict)
    fields: Annotated[Fields, Bounds(strict=False, max_length=40), Label(lazy("Fields written here"), desk=False)] = ()
    form: Annotated[
        str,
        Bounds(validate_default=True),
        OneOf(tuple(FORMS), {code: form.title for code, form in FORMS.items()}),
        Label(lazy("What there is to fill in"), desk=False),
    ] = ""
    hand: Annotated[Link, DEALT, Label(lazy("The deal whose cards it is about"), desk=False)] = Link()

    @field_validator("fields")
    @classmethod
    def check_fields(cls, fields: tuple[Field, ...]) -> tuple[Field, ...]:
        """Refuse fields that could not be told apart, or that nobody could fill in."""
        codes = [field.code for field in fields]
        wrong = [one for one in fields if not (CODE.fullmatch(one.code) and any(one.label.values())) or one.card]
        wrong += [one for one in fields if (one.kind == "choice") != bool(one.choices)]
        if wrong or len(set(codes)) < len(codes):
            raise ValueError(
                _("fields that each have a label, a code of their own in small letters, and choices if they are chosen")
            )
        return fields

    @field_validator("form", mode="wrap")
    @classmethod
    def check_form(cls, form: Any, check: ValidatorFunctionWrapHandler, info: ValidationInfo) -> Any:
        """Refuse a sheet with nothing to fill in, and one that says it twice; refused fields have said it already."""
        fields = info.data.get("fields", "refused")
        if form == "" and not fields:
            raise PydanticCustomError("missing", "neither a form nor fields")
        if form == "":
            return form
        if fields:
            raise ValueError(_("left out beside fields written here"))
        return check(form)

    def parts(self) -> list[str]:
        """List the fields that every sheet has once."""
        return [field.code for field in self.layout.fields if not field.repeat]

    def part_words(self, part: str) -> Words:
        """Return the label of a field."""
        return next((field.label for field in self.layout.fields if field.code == part), {})

    @property
    def layout(self) -> Form:
        """The form's title and fields."""
        return FORMS[self.form] if self.form else Form(code="own", title=self.title, fields=self.fields)

    def fields_for(self, cards: Sequence[tuple[str, str]]) -> list[Field]:
        """List the fields for a table that keeps `cards`, as (code, kind) pairs.

        A field that repeats for a kind comes once per kept card of it, all the fields of a card together.
        """
        listed: list[Field] = []
        for field in self.layout.fields:
            if not field.repeat:
                listed.append(field)
            elif field is self._first_repeating():
                listed += self._for_each_card(field.repeat, cards)
        return listed

    def _first_repeating(self) -> Field | None:
        return next((field for field in self.layout.fields if field.repeat), None)

    def _for_each_card(self, kind: str, cards: Sequence[tuple[str, str]]) -> list[Field]:
        repeating = [field for field in self.layout.fields if field.repeat == kind]
        return [
            field.model_copy(update={"code": f"{code}.{field.code}", "card": code})
            for code, its_kind in cards
            if its_kind == kind
            for field in repeating
        ]

    def read(self, code: str, text: str) -> str:
        """Return the text as the field keeps it.

        Raises InvalidAnswer for a field the form does not have, or a choice it does not offer, and TextRefused for
        a text too long.
        """
        card, _dot, name = code.rpartition(".")
        field = next((field for field in self.layout.fields if field.code == name), None)
        if field is None or bool(card) != bool(field.repeat):
            raise InvalidAnswer(_("This sheet has no such field."))
        if field.choices and text not in {"", *(choice.code for choice in field.choices)}:
            raise InvalidAnswer(_("This is not one of the choices."))
        if field.kind == "number":
            return _number(text, field.limit)
        return line(text, field.limit) if field.kind == "line" else clean(text, field.limit)


def _number(text: str, most: int) -> str:
    typed = line(text, len(str(most)) + 3)
    if typed and not (typed.isascii() and typed.isdecimal() and int(typed) <= most):
        raise InvalidAnswer(_("Give a whole number, up to %(most)s.", most=most))
    return typed


KIND = Sheet
