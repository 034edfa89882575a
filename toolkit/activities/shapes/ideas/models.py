"""The rows of ideas: the ideas themselves, and who supports them."""

from sqlalchemy import ForeignKey, ForeignKeyConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from toolkit import clock
from toolkit.db import Base, Moment
from toolkit.workshops.models import Participant, Table


class Idea(Base):
    """One idea of one person, who may give many; none is ever changed, only taken back, hidden or answered."""

    __tablename__ = "idea"

    activity_id: Mapped[int] = mapped_column(ForeignKey("activity.id", ondelete="CASCADE"), primary_key=True)
    number: Mapped[int] = mapped_column(primary_key=True)
    participant_id: Mapped[int | None] = mapped_column(ForeignKey("participant.id", ondelete="SET NULL"))
    table_id: Mapped[int | None] = mapped_column(ForeignKey("table.id", ondelete="CASCADE"))
    text: Mapped[str]
    given_at: Mapped[Moment] = mapped_column(default=clock.now)
    hidden: Mapped[bool] = mapped_column(default=False)
    withdrawn: Mapped[bool] = mapped_column(default=False)
    answered: Mapped[bool] = mapped_column(default=False)

    author: Mapped[Participant | None] = relationship(lazy="joined")
    table: Mapped[Table | None] = relationship()


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
