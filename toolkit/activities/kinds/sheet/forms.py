"""The forms that sheets are made of, each a TOML file in forms/."""

import tomllib
from pathlib import Path
from typing import Annotated

from pydantic import AfterValidator, BaseModel, ConfigDict
from pydantic import Field as Bounds

from toolkit.activities.settings import LONGEST, Label, OneOf
from toolkit.language import gettext as _
from toolkit.language import lazy, pick, typeset_table

Words = dict[str, str]
KINDS_OF_FIELD = ("line", "text", "speech", "frame", "choice", "number")


class FieldChoice(BaseModel):
    """One of the answers a field offers."""

    model_config = ConfigDict(frozen=True, extra="forbid", str_max_length=LONGEST)

    code: Annotated[str, Label(lazy("Code of a choice"))]
    label: Annotated[Words, Label(lazy("What a choice says"))]


class Field(BaseModel):
    """One thing to fill in: `limit` characters, or a number up to it; `card` is what a repeating one is about."""

    model_config = ConfigDict(frozen=True, extra="forbid", str_max_length=LONGEST)

    code: Annotated[str, Label(lazy("Code of a field"))]
    kind: Annotated[str, OneOf(KINDS_OF_FIELD), Label(lazy("Kind of field"))] = "text"
    limit: Annotated[int, Bounds(ge=1, le=5000), Label(lazy("Characters, or the highest number"))] = 600
    repeat: Annotated[str, Label(lazy("Kind of card that it is asked about, each apart"))] = ""
    label: Annotated[Words, Label(lazy("What a field asks"))]
    hint: Annotated[Words, Label(lazy("Hint"))] = Bounds(default_factory=dict)
    choices: Annotated[tuple[FieldChoice, ...], Label(lazy("What may be chosen"))] = ()
    card: Annotated[str, Label(lazy("Card that it is about"))] = ""

    def reading(self, text: str) -> str:
        """Return a text as people read it: of a choice its words; one no longer offered stays as it was kept."""
        label = next((choice.label for choice in self.choices if choice.code == text), None)
        return pick(label) or text


def _for_one_kind(fields: tuple[Field, ...]) -> tuple[Field, ...]:
    if len({field.repeat for field in fields if field.repeat}) > 1:
        raise ValueError(_("fields that repeat for one kind of card only"))
    return fields


Fields = Annotated[tuple[Field, ...], AfterValidator(_for_one_kind)]


class Form(BaseModel):
    """A sheet to fill in: its title and its fields; one that `plans` holds what comes next, which reports put first.

    `total` is what the sum of its numbers is called, where there is one.
    """

    model_config = ConfigDict(frozen=True, extra="forbid")

    code: str
    title: Words
    plans: bool = False
    total: Words = {}
    fields: Fields


def _read(path: Path) -> Form:
    return Form.model_validate(typeset_table(tomllib.loads(path.read_text("utf-8"))))


FORMS = {path.stem: _read(path) for path in sorted((Path(__file__).parent / "forms").glob("*.toml"))}
