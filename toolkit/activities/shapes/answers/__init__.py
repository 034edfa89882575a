"""Answers: one of each person, replaceable; secret ballots are kept apart from those who cast them."""

from typing import ClassVar

from sqlalchemy.orm import Session

from toolkit.activities.blocks import Account
from toolkit.activities.models import Activity
from toolkit.activities.shapes import Shape
from toolkit.activities.shapes.answers import report
from toolkit.workshops.models import Workshop


class Answers(Shape):
    """Each person casts one ballot; the result is counted again whenever it is asked for."""

    place: ClassVar[str] = "result"

    def account(self, session: Session, workshop: Workshop, activity: Activity) -> Account:
        """Return how the vote came out; only the turnout while it is not shown."""
        return report.account(session, workshop, activity)


SHAPE = Answers()
