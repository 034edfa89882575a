"""Entries: fields of a table's shared sheet, with every version kept, and photos of its paper."""

from typing import ClassVar

from sqlalchemy.orm import Session

from toolkit.activities.blocks import Account
from toolkit.activities.models import Activity
from toolkit.activities.shapes import Shape
from toolkit.activities.shapes.entries import report
from toolkit.workshops.models import Workshop


class Entries(Shape):
    """Each table writes its sheet together."""

    place: ClassVar[str] = "table"

    def account(self, session: Session, workshop: Workshop, activity: Activity) -> Account:
        """Return the sheet of each table."""
        return report.account(session, workshop, activity)


SHAPE = Entries()
