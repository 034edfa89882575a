"""A step as data, with the moves, texts, ideas and photos that were given in it."""

from datetime import datetime
from typing import Any

from pydantic import Field

from toolkit.activities.transcripts.answers import Answers, Vote
from toolkit.activities.transcripts.parts import Part, Words

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
    swapped: list[str] = Field(default=[])


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
    details: dict[str, str] = Field(default={})


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


class Step(Part):
    """One step of the agenda with what was given in it; `spent` is in seconds, absent if it was not held.

    A step that cannot be shown has a `note` that says so, beside what could be read of it. The facilitator's `script`
    and `memo` are only in exports made with hidden things. A step that was begun again has its `earlier` rounds, each
    under the same code.
    """

    code: str
    kind: str
    title: Words
    instruction: Words = Field(default={})
    script: Words = Field(default={})
    deliverable: Words | None = None
    at: str | None = None
    memo: str | None = None
    minutes: int
    extra: int = 0
    spent: float | None = None
    settings: dict[str, Any] = Field(default={})
    shown: bool = False
    phase: str | None = Field(default=None, pattern="^[a-z]{1,30}$")
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
    round: int | None = Field(default=None, ge=1, le=1000)
    earlier: list["Step"] | None = Field(default=None, max_length=50)
    note: str | None = None

    @property
    def rounds(self) -> list["Step"]:
        """The step as it is now, and its earlier rounds."""
        return [self, *(self.earlier or ())]
