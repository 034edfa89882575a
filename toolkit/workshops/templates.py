"""Templates: the agenda of a workshop before anyone is in the room, as TOML beside its deck."""

import tomllib
from functools import cache
from typing import Any

from pydantic import BaseModel, ConfigDict

from toolkit.decks import library
from toolkit.language import typeset_table

Words = dict[str, str]


class Step(BaseModel):
    """One step of the agenda: what it is, how long, and what is said to whom."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    code: str
    kind: str
    minutes: int
    title: Words
    instruction: Words = {}
    script: Words = {}
    settings: dict[str, Any] = {}


class Template(BaseModel):
    """The agenda of a kind of workshop, with its planned minutes."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    code: str
    minutes: int
    title: Words
    description: Words = {}
    seats: str = ""
    activities: tuple[Step, ...]


@cache
def of_deck(deck: str) -> dict[str, Template]:
    """Return the templates of a bundled deck by code, the shortest first."""
    found = [_read(path.read_text("utf-8")) for path in (library.location(deck) / "agendas").glob("*.toml")]
    return {template.code: template for template in sorted(found, key=lambda template: template.minutes)}


def find(code: str) -> tuple[str, Template]:
    """Return the deck a template belongs to and the template, or raise KeyError."""
    for deck in library.bundled():
        if code in of_deck(deck):
            return deck, of_deck(deck)[code]
    raise KeyError(code)


def _read(toml: str) -> Template:
    return Template.model_validate(typeset_table(tomllib.loads(toml)))
