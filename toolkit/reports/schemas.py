"""The shape of an exported workshop; docs/schemas/workshop.json is made from it."""

from datetime import datetime
from typing import Annotated, Any, Literal

from pydantic import BaseModel, ConfigDict, Field

Words = dict[str, str]


class Part(BaseModel):
    """A piece of an export: nothing in it that is not described."""

    model_config = ConfigDict(frozen=True, extra="forbid")


class Deck(Part):
    """The deck that was used; the fingerprint is the SHA-256 of its content."""

    code: str
    revision: int
    fingerprint: str
    title: Words
    licence: str
    credits: str
    source_url: str = ""


class Person(Part):
    """Someone in the room; only in exports made with names."""

    name: str
    table: int | None = None


class Move(Part):
    """One move of a deal, in order; tables are given by number."""

    number: int
    made: datetime
    content: dict[str, Any]


class Held(Part):
    """A card of a hand: dealt, kept or discarded; one that the table invented has a title."""

    code: str
    state: str
    title: str = ""


class Hand(Part):
    """What the moves leave in front of a table, and the cards it swapped away."""

    table: int
    cards: list[Held]
    swapped: list[str] = []


class Entry(Part):
    """One version of one field of a table's sheet; the highest version stands."""

    table: int
    field: str
    version: int
    text: str
    written: datetime
    author: str | None = None


class Idea(Part):
    """One idea; one taken back has no text, nor has one that the facilitator hid unless hidden things are asked for.

    Where people support those of others, how many do, and whether the facilitator has answered it.
    """

    number: int
    table: int | None = None
    text: str | None = None
    given: datetime
    hidden: bool = False
    withdrawn: bool = False
    author: str | None = None
    supports: int | None = None
    answered: bool | None = None


class Photo(Part):
    """A photo of a table's paper; `file` is named after the SHA-256 of what it holds."""

    table: int
    file: str
    alt: str
    width: int
    height: int
    added: datetime


class Option(Part):
    """One of the things a vote is about; tables are those it comes from."""

    code: str
    label: Words
    tables: list[int] = []


class Row(Part):
    """How one option came out: equal ranks are a tie; `values` are what its kind counted."""

    option: str
    rank: int
    headline: Words
    values: dict[str, Any]


class Result(Part):
    """The outcome as it was shown, to compare with a recount."""

    blank: int = Field(ge=0)
    rows: list[Row]


class Ballot(Part):
    """A ballot that is not from one phone: what it says, for how many people, and how it came in."""

    choices: dict[str, Any]
    weight: int = Field(default=1, ge=1, le=1000)
    origin: Literal["phone", "paper", "hand"] = "phone"


class Vote(Part):
    """A vote: its options, its turnout and, once it is shown, its ballots and result.

    Ballots are in an order that tells nothing and name no voter; {"blank": true} is a blank one. One from a phone is
    written as its choices alone.
    """

    method: Words
    tie_rule: Words
    secret: bool
    voted: int = Field(ge=0)
    eligible: int = Field(ge=0)
    options: list[Option]
    ballots: list[Annotated[Ballot | dict[str, Any], Field(union_mode="left_to_right")]] | None = None
    result: Result | None = None


class Step(Part):
    """One step of the agenda with what was given in it; `spent` is in seconds, absent if it was not held.

    A step that cannot be shown has a `note` that says so, beside what could be read of it.
    """

    code: str
    kind: str
    title: Words
    instruction: Words = {}
    minutes: int
    extra: int = 0
    spent: float | None = None
    settings: dict[str, Any] = {}
    shown: bool = False
    moves: list[Move] | None = None
    hands: list[Hand] | None = None
    entries: list[Entry] | None = None
    ideas: list[Idea] | None = None
    photos: list[Photo] | None = None
    vote: Vote | None = None
    note: str | None = None


class Workshop(Part):
    """The workshop itself; people are a number unless names were asked for.

    `uid` is its name in every database and in every file made of it; files of version 1 have none.
    """

    uid: str | None = None
    code: str
    title: str
    template: str
    languages: list[str]
    variant: str | None = None
    created: datetime
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


def document() -> dict[str, Any]:
    """Return the JSON Schema of an export."""
    return {"$schema": "https://json-schema.org/draft/2020-12/schema", **Export.model_json_schema()}
