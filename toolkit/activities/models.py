"""Activities, and the rows of what people give: answers, entries, moves; secret ballots are kept apart."""

from datetime import datetime

from sqlalchemy import ForeignKey, UniqueConstraint
from sqlalchemy.engine.default import DefaultExecutionContext
from sqlalchemy.orm import Mapped, mapped_column

from toolkit import clock
from toolkit.activities.kinds import Kind
from toolkit.activities.rulesets import make_or_note
from toolkit.activities.shapes import Shape, of_kind, shapes
from toolkit.db import Base, Id, Json, JsonList, Moment

_ACTIVITY, _TABLE = "activity.id", "table.id"
_OF_MOVES = {"tables": lambda move: [*map(int, move.get("hands", ())), *filter(None, [move.get("table")])]}


class ActivityClosed(Exception):
    """Something was given too late, or too early."""


class WorkshopPaused(ActivityClosed):
    """Something was given while the facilitator holds the room: sent again later, it may still be taken."""


def _shown_at_first(context: DefaultExecutionContext) -> bool:
    """Say whether everybody sees what a new step gives, unless it is hidden, or only once it is shown."""
    return of_kind(context.get_current_parameters()["kind"]).shown_at_first  # type: ignore[no-untyped-call]


class Activity(Base):
    """One step of the agenda, of some kind: open or not, shown or not, with its minutes."""

    __tablename__ = "activity"
    __table_args__ = (UniqueConstraint("workshop_id", "code"),)

    id: Mapped[Id]
    workshop_id: Mapped[int] = mapped_column(ForeignKey("workshop.id", ondelete="CASCADE"), index=True)
    position: Mapped[int]
    code: Mapped[str]
    kind: Mapped[str]
    minutes: Mapped[int]
    extra: Mapped[int] = mapped_column(default=0)
    title: Mapped[Json]
    instruction: Mapped[Json] = mapped_column(default=dict)
    script: Mapped[Json] = mapped_column(default=dict)
    settings: Mapped[Json] = mapped_column(default=dict)
    memo: Mapped[str] = mapped_column(default="")  # the facilitator's own
    deliverable: Mapped[Json] = mapped_column(default=dict)
    at: Mapped[str] = mapped_column(default="")  # the time of the clock that it is locked to, "12:30"
    is_open: Mapped[bool] = mapped_column(default=False)
    is_shown: Mapped[bool] = mapped_column(default=_shown_at_first)
    round: Mapped[int] = mapped_column(default=1)  # how often it was begun
    earlier_of: Mapped[str | None]  # of a round that another has replaced: the code of the step
    phase: Mapped[str] = mapped_column(default="gathering")  # those of its shape come after
    started_at: Mapped[Moment | None]
    running_since: Mapped[Moment | None]
    spent: Mapped[float] = mapped_column(default=0.0)
    opened_at: Mapped[Moment | None]
    closed_at: Mapped[Moment | None]  # none while it is open
    revealed_at: Mapped[Moment | None]  # when the room first saw what answers without names come to
    hidden_words: Mapped[JsonList] = mapped_column(default=list)  # of a survey, as `folded` compares them
    electorate: Mapped[JsonList | None]  # of a vote that has closed: the ids of all who could vote
    seal: Mapped[str | None]  # of a secret vote while it is open: the name of the key to its envelopes

    @property
    def rules(self) -> Kind:
        """The kind of this activity, holding the facilitator's settings; made once, and again when they change."""
        made: Kind | None
        of, made = self.__dict__.get("_made", (None, None))
        if made is None or of != (self.kind, self.settings):
            self.__dict__["_made"] = (self.kind, dict(self.settings)), (made := make_or_note(self))
        return made

    @property
    def shape(self) -> Shape:
        """The way in which people give here."""
        return shapes()[self.rules.shape]

    @property
    def total(self) -> int:
        """The seconds this step may take, extensions included."""
        return (self.minutes + self.extra) * 60

    def remaining(self, now: datetime | None = None) -> float:
        """Return the seconds left on the timer; below zero when the step overruns."""
        running = (now or clock.now()) - self.running_since if self.running_since else None
        return self.total - self.spent - (running.total_seconds() if running else 0)


class Option(Base):
    """One of the things a vote is about; fixed when the vote first opens."""

    __tablename__ = "option"

    activity_id: Mapped[int] = mapped_column(ForeignKey(_ACTIVITY, ondelete="CASCADE"), primary_key=True)
    code: Mapped[str] = mapped_column(primary_key=True)
    position: Mapped[int]
    label: Mapped[Json]
    tables: Mapped[JsonList] = mapped_column(default=list, info={"tables": list})


class Answer(Base):
    """What one participant has answered by name; answering again replaces it."""

    __tablename__ = "answer"

    activity_id: Mapped[int] = mapped_column(ForeignKey(_ACTIVITY, ondelete="CASCADE"), primary_key=True)
    participant_id: Mapped[int] = mapped_column(ForeignKey("participant.id", ondelete="CASCADE"), primary_key=True)
    content: Mapped[Json]
    given_at: Mapped[Moment] = mapped_column(default=clock.now, onupdate=clock.now)
    table_number: Mapped[int | None]  # where they sat as a vote opened in which each table counts for one; 0: at none


class Ballot(Base):
    """A ballot without person or time, under a random key that gives no order: secret, or not from a phone."""

    __tablename__ = "ballot"
    __table_args__ = {"sqlite_with_rowid": False}  # noqa: RUF012 - SQLAlchemy reads a plain dictionary here

    activity_id: Mapped[int] = mapped_column(ForeignKey(_ACTIVITY, ondelete="CASCADE"), primary_key=True)
    key: Mapped[str] = mapped_column(primary_key=True)
    content: Mapped[Json]
    weight: Mapped[int] = mapped_column(default=1)  # people it speaks for; 1 from phones, so that these are alike
    origin: Mapped[str] = mapped_column(default="phone")  # or "paper", or "hand": counted in the room


class Envelope(Base):
    """A secret ballot while its vote is open: of what it says, and under which key, nothing can be read from here."""

    __tablename__ = "envelope"
    __table_args__ = {"sqlite_with_rowid": False}  # noqa: RUF012 - as above

    activity_id: Mapped[int] = mapped_column(ForeignKey(_ACTIVITY, ondelete="CASCADE"), primary_key=True)
    mark: Mapped[str] = mapped_column(primary_key=True)
    sealed: Mapped[bytes]


class Voter(Base):
    """Who has cast a secret ballot, without a word on what it says."""

    __tablename__ = "voter"
    __table_args__ = {"sqlite_with_rowid": False}  # noqa: RUF012 - as above

    activity_id: Mapped[int] = mapped_column(ForeignKey(_ACTIVITY, ondelete="CASCADE"), primary_key=True)
    participant_id: Mapped[int] = mapped_column(ForeignKey("participant.id", ondelete="CASCADE"), primary_key=True)


class Entry(Base):
    """One version of one field of a table's sheet; every version is kept."""

    __tablename__ = "entry"

    activity_id: Mapped[int] = mapped_column(ForeignKey(_ACTIVITY, ondelete="CASCADE"), primary_key=True)
    table_id: Mapped[int] = mapped_column(ForeignKey(_TABLE, ondelete="CASCADE"), primary_key=True)
    field: Mapped[str] = mapped_column(primary_key=True)
    version: Mapped[int] = mapped_column(primary_key=True)
    text: Mapped[str]
    participant_id: Mapped[int | None] = mapped_column(ForeignKey("participant.id", ondelete="SET NULL"))
    written_at: Mapped[Moment] = mapped_column(default=clock.now)


class Photo(Base):
    """A photo of a table's paper; the files that show it, large and small, are on a shelf under these names."""

    __tablename__ = "photo"
    __table_args__ = (UniqueConstraint("activity_id", "table_id", "large"),)

    id: Mapped[Id]
    activity_id: Mapped[int] = mapped_column(ForeignKey(_ACTIVITY, ondelete="CASCADE"))
    table_id: Mapped[int] = mapped_column(ForeignKey(_TABLE, ondelete="CASCADE"), index=True)
    large: Mapped[str]
    small: Mapped[str]
    width: Mapped[int]
    height: Mapped[int]
    alt: Mapped[str]
    participant_id: Mapped[int | None] = mapped_column(ForeignKey("participant.id", ondelete="SET NULL"))
    added_at: Mapped[Moment] = mapped_column(default=clock.now)


class TableStatus(Base):
    """How far a table says it is: working, done, or in need of help."""

    __tablename__ = "table_status"

    activity_id: Mapped[int] = mapped_column(ForeignKey(_ACTIVITY, ondelete="CASCADE"), primary_key=True)
    table_id: Mapped[int] = mapped_column(ForeignKey(_TABLE, ondelete="CASCADE"), primary_key=True)
    state: Mapped[str]


class Move(Base):
    """One move of the deal, in order: hands are what the moves make of the deck."""

    __tablename__ = "move"

    activity_id: Mapped[int] = mapped_column(ForeignKey(_ACTIVITY, ondelete="CASCADE"), primary_key=True)
    number: Mapped[int] = mapped_column(primary_key=True)
    content: Mapped[Json] = mapped_column(info=_OF_MOVES)
    made_at: Mapped[Moment] = mapped_column(default=clock.now)
