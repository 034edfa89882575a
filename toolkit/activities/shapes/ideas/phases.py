"""Phases: everybody writes alone, then all is revealed and talked about, then more may be added."""

from toolkit.activities.kinds import InvalidAnswer
from toolkit.activities.models import Activity
from toolkit.activities.shapes.ideas.rules import rules_of
from toolkit.language import gettext as _

GATHERING, DISCUSSING, SECOND = PHASES = ("gathering", "discussing", "second")


def alone(activity: Activity) -> bool:
    """Say whether everybody still writes alone, so that nobody sees what others write."""
    return rules_of(activity).silent and activity.phase == GATHERING


def takes(activity: Activity) -> bool:
    """Say whether people may add something now."""
    return activity.is_open and activity.phase != DISCUSSING


def enter(activity: Activity, phase: str) -> None:
    """Go to a phase; raises InvalidAnswer for one that there is not, and where nobody writes alone first."""
    if phase not in PHASES or not rules_of(activity).silent:
        raise InvalidAnswer(_("This step has no such phase."))
    activity.phase = phase
