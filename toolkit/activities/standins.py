"""What is shown of a step, with one sentence in the place of a step that cannot be shown."""

from collections.abc import Sequence

from sqlalchemy.orm import Session

from toolkit.activities.models import Activity
from toolkit.activities.rulesets import Unplayable
from toolkit.activities.scene import Scene, scene
from toolkit.mishaps import attempt
from toolkit.workshops.models import Table, Workshop

BROKEN = "broken"


def shown(
    session: Session,
    workshop: Workshop,
    activity: Activity,
    *,
    behind: bool = False,
    tables: Sequence[Table] | None = None,
) -> Scene:
    """Return the scene of a step or, when there can be none, one that says so."""
    broken = Scene(BROKEN, activity, activity)
    if isinstance(activity.rules, Unplayable):
        return broken
    made = attempt(activity, broken, lambda: scene(session, workshop, activity, behind=behind, tables=tables))
    return broken if isinstance(made.about.rules, Unplayable) else made
