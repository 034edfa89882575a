"""Phases: everybody writes alone, then all is revealed and talked about, then more may be added.

Those of a round in stages are its own, one after the other.
"""

from toolkit.activities.kinds import InvalidAnswer
from toolkit.activities.kinds.rounds import Stage
from toolkit.activities.models import Activity
from toolkit.activities.shapes.ideas.rules import rules_of
from toolkit.language import gettext as _

GATHERING, DISCUSSING, SECOND = PHASES = ("gathering", "discussing", "second")


def alone(activity: Activity) -> bool:
    """Say whether everybody still writes alone, so that nobody sees what others write."""
    return rules_of(activity).silent and activity.phase == GATHERING


def takes(activity: Activity) -> bool:
    """Say whether people may add something now."""
    now = stage(activity)
    return activity.is_open and activity.phase != DISCUSSING and bool(now is None or now.asks)


def stage(activity: Activity) -> Stage | None:
    """Return the stage that a round is in, if it has any: it begins with the first."""
    stages = rules_of(activity).stages
    return next((one for one in stages if one.code == activity.phase), stages[0]) if stages else None


def next_stage(activity: Activity) -> Stage | None:
    """Return the stage that comes after the present one, if one does."""
    now, stages = stage(activity), rules_of(activity).stages
    return next(iter(stages[stages.index(now) + 1 :]), None) if now else None


def enter(activity: Activity, phase: str) -> None:
    """Go to a phase; raises InvalidAnswer for one that there is not, and where there are none."""
    rules = rules_of(activity)
    known = [one.code for one in rules.stages] or (PHASES if rules.silent else ())
    if phase not in known:
        raise InvalidAnswer(_("This step has no such phase."))
    activity.phase = phase
