"""What the facilitator does with an idea, in the sight of the room or not."""

from sqlalchemy.orm import Session

from toolkit.activities.models import Activity
from toolkit.activities.shapes.ideas.ideas import find
from toolkit.activities.shapes.ideas.models import HIDDEN, SHOWN, Idea


def hide(session: Session, activity: Activity, number: int, *, on: bool) -> Idea:
    """Hide an idea from the room, or show it again.

    Raises InvalidAnswer for an idea that is not there.
    """
    idea = find(session, activity, number)
    idea.state = HIDDEN if on else SHOWN
    return idea
