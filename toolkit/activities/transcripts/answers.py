"""What was answered in a step, as data: a vote with its ballots and its result, or a survey."""

from typing import Annotated, Any, Literal

from pydantic import Field

from toolkit.activities.transcripts.parts import Part, Words


class Option(Part):
    """One of the things a vote is about; tables are those it comes from."""

    code: str
    label: Words
    tables: list[int] = Field(default=[])


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
    """A ballot that is not from one phone: what it says, for how many people, and how it came in.

    Where each table counts for one, every ballot is so written, with the number of its `table`, 0 without one.
    """

    choices: dict[str, Any]
    weight: int = Field(default=1, ge=1, le=1000)
    origin: Literal["phone", "paper", "hand"] = "phone"
    table: int | None = Field(default=None, ge=0)


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
    """A survey: how many answered, of how many, and what they said; no two parts of it are known to be one person's.

    `hidden` are the texts that the facilitator has taken from the room, only in exports made with hidden things.
    """

    given: int = Field(ge=0)
    eligible: int
    contents: list[dict[str, Any]] | None = None
    hidden: list[str] | None = None
