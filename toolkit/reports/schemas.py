"""The schema of an exported workshop; docs/schemas/workshop.json is made from it."""

from datetime import datetime
from typing import Any, Literal

from pydantic import Field

from toolkit.activities.transcripts.parts import Part, Words
from toolkit.activities.transcripts.steps import Step
from toolkit.workshops.templates import At


class Deck(Part):
    """The deck that was used, with all its cards say; the fingerprint is the SHA-256 of its content."""

    code: str
    revision: int
    fingerprint: str
    title: Words
    licence: str
    credits: str
    source_url: str = ""
    content: dict[str, Any] | None = None


class Person(Part):
    """Someone in the room; only in exports made with names."""

    name: str
    table: int | None = None


class Workshop(Part):
    """The workshop itself; people are a number unless names were asked for.

    `uid` is its name in every database and in every file made of it; files of version 1 have none.
    """

    uid: str | None = Field(default=None, pattern=r"^[0-9a-f-]{36}$")
    code: str
    title: str
    template: str
    languages: list[str]
    variant: str | None = None
    created: datetime
    starts: At | None = None
    tables: list[int]
    people: int
    names: list[Person] | None = None


class Export(Part):
    """A whole workshop, as `musette workshops export` writes it."""

    format: Literal["musette-workshop"] = "musette-workshop"
    version: Literal[1, 2] = 2
    made: datetime
    workshop: Workshop
    deck: Deck
    agenda: list[Step]
