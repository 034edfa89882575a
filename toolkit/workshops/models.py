"""What is kept of a workshop and of the people in it."""

from datetime import date, datetime

from sqlalchemy import ForeignKey, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from toolkit import clock
from toolkit.db import Base, Id, Json, JsonList, Moment
from toolkit.language import lazy
from toolkit.workshops.codes import new_uid

# Told apart by name and by number, never by colour alone.
COLOURS = {
    "poppy": lazy("Poppy"),
    "saffron": lazy("Saffron"),
    "moss": lazy("Moss"),
    "lagoon": lazy("Lagoon"),
    "cornflower": lazy("Cornflower"),
    "plum": lazy("Plum"),
    "slate": lazy("Slate"),
    "cinnamon": lazy("Cinnamon"),
    "fuchsia": lazy("Fuchsia"),
    "sky": lazy("Sky"),
    "anise": lazy("Anise"),
    "coral": lazy("Coral"),
}


class Watched:
    """What screens show: they look again when its version has moved."""

    version: Mapped[int] = mapped_column(default=0)

    def touch(self) -> None:
        """Have the screens that show it look again: the database counts, as several may do so at the same moment."""
        self.version = type(self).version + 1


class Workshop(Watched, Base):
    """One workshop: prepared from a template, joined by its code."""

    __tablename__ = "workshop"

    id: Mapped[Id]
    uid: Mapped[str] = mapped_column(default=new_uid, unique=True, index=True)  # in every database
    code: Mapped[str] = mapped_column(unique=True)  # in this one
    title: Mapped[str]
    template: Mapped[str]
    languages: Mapped[JsonList]
    deck_revision_id: Mapped[int] = mapped_column(ForeignKey("deck_revision.id"))
    variant: Mapped[str | None]
    names: Mapped[str] = mapped_column(default="free")
    writers: Mapped[str] = mapped_column(default="everyone")
    joining: Mapped[bool] = mapped_column(default=True)
    photos: Mapped[bool] = mapped_column(default=True)
    paused: Mapped[bool] = mapped_column(default=False)
    starts: Mapped[str] = mapped_column(default="")  # by the clock, "09:30"; empty: whenever people are there
    current_id: Mapped[int | None]
    focus: Mapped[int | None]  # the number of the table that the wall shows alone
    spotlight: Mapped[int | None]  # the number of the one contribution that stands on every screen
    join_layer: Mapped[bool] = mapped_column(default=False)  # on the wall, over everything
    zoom: Mapped[int] = mapped_column(default=100)  # of the text on the wall, in per cent
    leaf: Mapped[int] = mapped_column(default=0)  # how many pages the desk has turned on the wall
    turning: Mapped[bool] = mapped_column(default=True)  # whether pages of the wall turn by themselves
    address: Mapped[str] = mapped_column(default="")  # which of this machine phones use; empty: the first
    phone_tested: Mapped[bool] = mapped_column(default=False)
    leader: Mapped[str | None]  # the fingerprint of the token to which it was handed over
    keys_withdrawn: Mapped[int] = mapped_column(default=0)  # from devices: walls ask whether it was theirs
    created_at: Mapped[Moment] = mapped_column(default=clock.now)
    finished_at: Mapped[Moment | None]  # none while it is prepared or runs
    archived: Mapped[bool] = mapped_column(default=False)  # put away in the console, and kept
    notice: Mapped[Json] = mapped_column(default=dict)  # what the organiser says of people's data
    purge_on: Mapped[date]
    erase_on: Mapped[date | None]  # its last day, once that day has passed and somebody has read of it
    erased_at: Mapped[Moment | None]  # while that can be undone; nobody finds it meanwhile
    rehearsal_of: Mapped[int | None] = mapped_column(ForeignKey("workshop.id", ondelete="CASCADE"))
    owner: Mapped[str | None]  # the id of the facilitator who made it, on a hosted Musette

    tables: Mapped[list["Table"]] = relationship(order_by="Table.number", cascade="all, delete-orphan")
    participants: Mapped[list["Participant"]] = relationship(order_by="Participant.id", cascade="all, delete-orphan")

    @property
    def language(self) -> str:
        """The language the workshop opens in; each person may choose another."""
        return str(self.languages[0])

    @property
    def last_day(self) -> date:
        """The day after which it may be erased."""
        return max(self.purge_on, self.erase_on or self.purge_on)


class Table(Watched, Base):
    """A table of the room: a number, a colour, and what its people write together."""

    __tablename__ = "table"
    __table_args__ = (UniqueConstraint("workshop_id", "number"),)

    id: Mapped[Id]
    workshop_id: Mapped[int] = mapped_column(ForeignKey("workshop.id", ondelete="CASCADE"), index=True)
    number: Mapped[int]

    @property
    def colour(self) -> str:
        """The code of the table's colour."""
        return list(COLOURS)[(self.number - 1) % len(COLOURS)]

    @property
    def name(self) -> str:
        """The name of the table, that of its colour, in the current language."""
        return str(COLOURS[self.colour])


class Participant(Base):
    """Someone in the room, known by a first name, an invented name or nothing."""

    __tablename__ = "participant"

    id: Mapped[Id]
    workshop_id: Mapped[int] = mapped_column(ForeignKey("workshop.id", ondelete="CASCADE"), index=True)
    table_id: Mapped[int | None] = mapped_column(ForeignKey("table.id"))
    name: Mapped[str]
    role: Mapped[str] = mapped_column(default="participant")
    language: Mapped[str]
    present: Mapped[bool] = mapped_column(default=True)
    remote: Mapped[bool] = mapped_column(default=False)  # takes part from somewhere else
    more_time: Mapped[bool] = mapped_column(default=False)  # needs more than the others
    joined_at: Mapped[Moment] = mapped_column(default=clock.now)
    seated_at: Mapped[Moment | None] = mapped_column(default=clock.now)  # at the present table
    seats: Mapped[JsonList] = mapped_column(default=list)  # before: until when, and the id of the table
    same_as: Mapped[int | None]  # the id of the person who joined again as this one

    table: Mapped[Table | None] = relationship()

    def table_at(self, moment: datetime | None) -> int | None:
        """Return the id of the table at which they sat at a moment, or at first if they came later."""
        left = (table for until, table in self.seats if moment and datetime.fromisoformat(until) > moment)
        return next(left, self.table_id)


class Token(Base):
    """A key that a browser holds: only its fingerprint is kept, with the role it gives."""

    __tablename__ = "token"

    fingerprint: Mapped[str] = mapped_column(primary_key=True)
    workshop_id: Mapped[int] = mapped_column(ForeignKey("workshop.id", ondelete="CASCADE"), index=True)
    role: Mapped[str]
    name: Mapped[str] = mapped_column(default="")  # of whoever a workshop was handed over to
    participant_id: Mapped[int | None] = mapped_column(ForeignKey("participant.id", ondelete="CASCADE"))
    created_at: Mapped[Moment] = mapped_column(default=clock.now)
    withdrawn_at: Mapped[Moment | None]  # from a device; for a minute that can be undone

    participant: Mapped[Participant | None] = relationship(lazy="joined")  # every request asks for both


class Pairing(Base):
    """A one-time code that gives another device a role for a few minutes."""

    __tablename__ = "pairing"

    code: Mapped[str] = mapped_column(primary_key=True)
    workshop_id: Mapped[int] = mapped_column(ForeignKey("workshop.id", ondelete="CASCADE"), index=True)
    role: Mapped[str]
    name: Mapped[str] = mapped_column(default="")  # of whoever takes over, where it hands over
    expires_at: Mapped[Moment]


class Receipt(Base):
    """An action already done, so that doing it again changes nothing."""

    __tablename__ = "receipt"

    holder: Mapped[str] = mapped_column(primary_key=True)
    key: Mapped[str] = mapped_column(primary_key=True)
    result: Mapped[Json] = mapped_column(default=dict)
    at: Mapped[Moment] = mapped_column(default=clock.now)


class Erased(Base):
    """The code of a workshop that was erased: its screens end, those of one that is merely not here do not."""

    __tablename__ = "erased"

    code: Mapped[str] = mapped_column(primary_key=True)


class Heartbeat(Base):
    """When this database was last in use, by the clock of then; one row.

    If the clock has jumped, from when; and once somebody could read of it, the day after which copies may go by age.
    """

    __tablename__ = "heartbeat"

    id: Mapped[Id]
    seen_at: Mapped[Moment]
    jumped_from: Mapped[Moment | None]
    erase_on: Mapped[date | None]
