"""Transcripts: the steps of an agenda with all that was given in them, as an exported workshop holds them."""

from datetime import datetime
from typing import Annotated, Any, Literal

from pydantic import BaseModel, ConfigDict, Field

from toolkit.language import gettext as _

GIVEN = (
    "moves",
    "hands",
    "entries",
    "ideas",
    "photos",
    "offers",
    "vote",
    "answers",
)  # the fields of a step that people fill
Words = dict[str, str]


class ExportRefused(ValueError):
    """A file that is no export of a workshop, or one that cannot be counted; the message says where and why."""


class FieldRefused(ExportRefused):
    """A field of an export that cannot be as it is."""

    def __init__(self, field: str, why: str) -> None:
        """Keep the name of the field, and the reason."""
        super().__init__(_("field %(field)s: %(why)s", field=field, why=why))
        self.field, self.why = field, why


class Part(BaseModel):
    """A piece of an export: nothing in it that is not described."""

    model_config = ConfigDict(frozen=True, extra="forbid")


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


class Wording(Part):
    """An idea as its author wrote it."""

    text: str
    details: dict[str, str] = {}


class Idea(Part):
    """One idea; one taken back has no text, nor has one that is hidden or waits, unless hidden things are asked for.

    Where people support those of others, how many do, and whether the facilitator has answered it. `details` are what
    its kind asks for beside the text; `owner` has taken it on. `under` is the number of the idea that stands for it;
    `original` what its author wrote, where somebody else has corrected it.
    """

    number: int
    table: int | None = None
    text: str | None = None
    given: datetime
    hidden: bool = False
    waiting: bool | None = None
    withdrawn: bool = False
    author: str | None = None
    supports: int | None = Field(default=None, ge=0)
    answered: bool | None = None
    details: dict[str, str] | None = None
    owner: str | None = None
    pinned: bool | None = None
    under: int | None = None
    heading: Words | None = None
    original: Wording | None = None


class Photo(Part):
    """A photo of a table's paper; `file` is named after the SHA-256 of what it holds."""

    table: int
    file: str = Field(pattern=r"^[0-9a-f]{64}\.jpg$")
    alt: str
    width: int
    height: int
    added: datetime


class Offer(Part):
    """A text that came too late and waits for the facilitator; only in exports made with hidden things."""

    table: int | None = None
    field: str = ""
    text: str
    details: dict[str, str] | None = None
    offered: datetime
    author: str | None = None


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
    written as its choices alone. Of a vote by name, an export made with names has `voters` beside the ballots, each in
    the place of their ballot, and null beside one that is not from a phone.
    """

    method: Words
    tie_rule: Words
    secret: bool
    voted: int = Field(ge=0)
    eligible: int = Field(ge=0)
    options: list[Option]
    ballots: list[Annotated[Ballot | dict[str, Any], Field(union_mode="left_to_right")]] | None = None
    voters: list[str | None] | None = None
    result: Result | None = None


class Answers(Part):
    """A survey: how many answered, of how many, and what they said; no two parts of it are known to be one person's."""

    given: int = Field(ge=0)
    eligible: int
    contents: list[dict[str, Any]] | None = None


class Step(Part):
    """One step of the agenda with what was given in it; `spent` is in seconds, absent if it was not held.

    A step that cannot be shown has a `note` that says so, beside what could be read of it. The facilitator's `memo` is
    only in exports made with hidden things.
    """

    code: str
    kind: str
    title: Words
    instruction: Words = {}
    script: Words = {}
    deliverable: Words | None = None
    at: str | None = None
    memo: str | None = None
    minutes: int
    extra: int = 0
    spent: float | None = None
    settings: dict[str, Any] = {}
    shown: bool = False
    phase: str | None = Field(default=None, pattern="^(discussing|second)$")
    started: datetime | None = None
    opened: datetime | None = None
    moves: list[Move] | None = None
    hands: list[Hand] | None = None
    entries: list[Entry] | None = None
    ideas: list[Idea] | None = None
    photos: list[Photo] | None = None
    offers: list[Offer] | None = None
    vote: Vote | None = None
    answers: Answers | None = None
    note: str | None = None
