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


class Aside(Part):
    """What came up beside the steps: a word that was not clear, a point for later, a twist; `step` is the code of one.

    `asked` is how many people said it; none of them is named.
    """

    sort: str = Field(pattern="^(word|later|twist)$")
    text: Words
    answer: Words | None = None
    step: str | None = None
    asked: int = Field(default=1, ge=1)
    said: datetime


class Export(Part):
    """A whole workshop, as `musette workshops export` writes it."""

    format: Literal["musette-workshop"] = "musette-workshop"
    version: Literal[1, 2] = 2
    made: datetime
    workshop: Workshop
    deck: Deck
    agenda: list[Step]
    asides: list[Aside] | None = Field(default=None, max_length=200)

    @property
    def rounds(self) -> list[Step]:
        """Every step of the agenda, each with its earlier rounds behind it."""
        return [one for step in self.agenda for one in step.rounds]
