"""Ideas: appended one after the other, many for each person, never changed."""

from sqlalchemy.orm import Session

from toolkit.activities.blocks import Account
from toolkit.activities.models import Activity
from toolkit.activities.shapes import Shape
from toolkit.activities.shapes.ideas import report
from toolkit.workshops.models import Workshop


class Ideas(Shape):
    """Each person adds what they think of; their author may take one back, the facilitator hide one."""

    def account(self, session: Session, workshop: Workshop, activity: Activity) -> Account:
        """Return the ideas of each table, none hidden or taken back."""
        return report.account(session, workshop, activity)


SHAPE = Ideas()
