"""The rows of what is counted in the room: the trace of each time that ballots were added to a vote."""

from sqlalchemy import ForeignKey
from sqlalchemy.orm import Mapped, mapped_column

from toolkit import clock
from toolkit.db import Base, Id, Json, JsonList, Moment


class Addition(Base):
    """Ballots that the facilitator added at one time: one on paper, or hands, each of which speaks for one person.

    `hands` are those of each proposal, which everybody in the room has seen. The `keys` of the ballots are those of
    the last addition alone, so that it can be taken back: of an earlier paper nobody can tell which one it was.
    """

    __tablename__ = "addition"

    id: Mapped[Id]
    activity_id: Mapped[int] = mapped_column(ForeignKey("activity.id", ondelete="CASCADE"), index=True)
    origin: Mapped[str]  # as that of a ballot
    people: Mapped[int]
    hands: Mapped[Json] = mapped_column(default=dict)
    keys: Mapped[JsonList] = mapped_column(default=list)
    added_at: Mapped[Moment] = mapped_column(default=clock.now)
    taken_back_at: Mapped[Moment | None]
