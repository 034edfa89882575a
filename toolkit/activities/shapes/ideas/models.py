"""The rows of ideas: the ideas themselves, and who supports them."""

from sqlalchemy import ForeignKey, ForeignKeyConstraint
from sqlalchemy.orm import Mapped, foreign, mapped_column, relationship

from toolkit import clock
from toolkit.db import Base, Json, Moment
from toolkit.workshops.models import Participant, Table

WAITING, SHOWN, HIDDEN = "waiting", "shown", "hidden"


class Idea(Base):
    """One idea of one person, who may give many: its text, and in `details` what its kind asks for beside.

    `state` is "waiting" for the facilitator, "shown" or "hidden". `original` is what its author wrote, where somebody
    else has corrected it; `under` the number of the idea that stands for it; `heading`, in each language, where it was
    put. `owner` has said that they take it on.
    """

    __tablename__ = "idea"

    activity_id: Mapped[int] = mapped_column(ForeignKey("activity.id", ondelete="CASCADE"), primary_key=True)
    number: Mapped[int] = mapped_column(primary_key=True)
    participant_id: Mapped[int | None] = mapped_column(ForeignKey("participant.id", ondelete="SET NULL"))
    table_id: Mapped[int | None] = mapped_column(ForeignKey("table.id", ondelete="CASCADE"))
    text: Mapped[str]
    given_at: Mapped[Moment] = mapped_column(default=clock.now)
    details: Mapped[Json] = mapped_column(default=dict)
    owner_id: Mapped[int | None]
    state: Mapped[str] = mapped_column(default=SHOWN)
    original: Mapped[Json | None]
    pinned: Mapped[bool] = mapped_column(default=False)
    under: Mapped[int | None]
    heading: Mapped[Json] = mapped_column(default=dict)
    withdrawn: Mapped[bool] = mapped_column(default=False)
    answered: Mapped[bool] = mapped_column(default=False)

    author: Mapped[Participant | None] = relationship(lazy="joined")
    owner: Mapped[Participant | None] = relationship(
        lazy="joined", primaryjoin=lambda: foreign(Idea.owner_id) == Participant.id, viewonly=True
    )
    table: Mapped[Table | None] = relationship()

    @property
    def hidden(self) -> bool:
        """Whether the facilitator has taken it from the room."""
        return self.state == HIDDEN

    @property
    def waiting(self) -> bool:
        """Whether the facilitator has not let it in yet."""
        return self.state == WAITING

    @property
    def shown(self) -> bool:
        """Whether the room may see it."""
        return self.state == SHOWN


class Support(Base):
    """Somebody who supports an idea of somebody else, once."""

    __tablename__ = "support"
    __table_args__ = (
        ForeignKeyConstraint(
            ["activity_id", "number"],
            ["idea.activity_id", "idea.number"],
            name="fk_support_activity_id_idea",
            ondelete="CASCADE",
        ),
    )

    activity_id: Mapped[int] = mapped_column(primary_key=True)
    number: Mapped[int] = mapped_column(primary_key=True)
    participant_id: Mapped[int] = mapped_column(ForeignKey("participant.id", ondelete="CASCADE"), primary_key=True)
