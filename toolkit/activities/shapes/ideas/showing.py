"""What is seen of ideas: those of all tables side by side, or those that a phone lists."""

from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy.orm import Session

from toolkit.activities.models import Activity, Idea
from toolkit.activities.shapes import Seen, Viewer
from toolkit.activities.shapes.ideas.ideas import TableIdeas, by_table, seen_by
from toolkit.workshops.models import Workshop


@dataclass(frozen=True)
class Given(Seen):
    """The ideas of each table, at the desk the hidden ones too; on a phone `listed`, the newest first."""

    groups: Sequence[TableIdeas] = ()
    listed: Sequence[Idea] = ()


def seen(session: Session, workshop: Workshop, activity: Activity, viewer: Viewer) -> Given:
    """Return the ideas that somebody sees."""
    hidden = not activity.is_shown
    if viewer.person:
        return Given(hidden=hidden, listed=seen_by(session, activity, viewer.person))
    if hidden and not viewer.desk:
        return Given(hidden=True)
    return Given(hidden=hidden, groups=by_table(session, workshop, activity, hidden=viewer.desk))
