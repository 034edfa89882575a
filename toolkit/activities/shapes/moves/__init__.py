"""Moves: what tables do, one after the other, with the cards that they are dealt."""

from typing import ClassVar

from sqlalchemy.orm import Session

from toolkit.activities.blocks import Account
from toolkit.activities.models import Activity
from toolkit.activities.shapes import Shape
from toolkit.activities.shapes.moves import report
from toolkit.workshops.models import Workshop


class Moves(Shape):
    """Hands are what the moves make of the deck."""

    place: ClassVar[str] = "table"

    def account(self, session: Session, workshop: Workshop, activity: Activity) -> Account:
        """Return every card that came to each table, with what became of it."""
        return report.account(session, workshop, activity)


SHAPE = Moves()
