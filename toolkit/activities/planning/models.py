"""The edits of an agenda, kept with the workshop as what each changed."""

from sqlalchemy import ForeignKey
from sqlalchemy.orm import Mapped, mapped_column

from toolkit import clock
from toolkit.db import Base, Json, Moment


class AgendaEdit(Base):
    """One edit: a word for it, the title of the step that it was about, and what it changed, before and after.

    One that is `undone` can be done again, until another is made.
    """

    __tablename__ = "agenda_edit"

    workshop_id: Mapped[int] = mapped_column(ForeignKey("workshop.id", ondelete="CASCADE"), primary_key=True)
    number: Mapped[int] = mapped_column(primary_key=True)
    what: Mapped[str]
    subject: Mapped[Json] = mapped_column(default=dict)
    before: Mapped[Json]
    after: Mapped[Json]
    undone: Mapped[bool] = mapped_column(default=False)
    made_at: Mapped[Moment] = mapped_column(default=clock.now)
