"""The forms that sheets are made of, each a TOML file in forms/."""

import tomllib
from pathlib import Path
from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict
from pydantic import Field as Bounds

from toolkit.language import pick, typeset_table

Words = dict[str, str]


class FieldChoice(BaseModel):
    """One of the answers a field offers."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    code: str
    label: Words


class Field(BaseModel):
    """One thing to fill in: `limit` characters, or a number up to it; `card` is what a repeating one is about."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    code: str
    kind: Literal["line", "text", "frame", "choice", "number"] = "text"
    limit: Annotated[int, Bounds(ge=1, le=5000)] = 600
    repeat: str = ""
    label: Words
    hint: Words = {}
    choices: tuple[FieldChoice, ...] = ()
    card: str = ""

    def reading(self, text: str) -> str:
        """Return a text as people read it: of a choice its words; one no longer offered stays as it was kept."""
        label = next((choice.label for choice in self.choices if choice.code == text), None)
        return pick(label) or text


class Form(BaseModel):
    """A sheet to fill in: its title and its fields; one that `plans` holds what comes next, which reports put first.

    `total` is what the sum of its numbers is called, where there is one.
    """

    model_config = ConfigDict(frozen=True, extra="forbid")

    code: str
    title: Words
    plans: bool = False
    total: Words = {}
    fields: tuple[Field, ...]


def _read(path: Path) -> Form:
    return Form.model_validate(typeset_table(tomllib.loads(path.read_text("utf-8"))))


FORMS = {path.stem: _read(path) for path in sorted((Path(__file__).parent / "forms").glob("*.toml"))}
