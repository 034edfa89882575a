"""Owners: who has said that they take an idea on."""

from sqlalchemy.orm import Session

from toolkit.activities.kinds import InvalidAnswer
from toolkit.activities.models import Activity
from toolkit.activities.shapes.ideas.ideas import find, touch
from toolkit.activities.shapes.ideas.models import Idea
from toolkit.activities.shapes.ideas.phases import alone
from toolkit.activities.shapes.ideas.rules import rules_of
from toolkit.language import gettext as _
from toolkit.workshops.models import Participant


def take_on(session: Session, activity: Activity, participant: Participant, number: int, *, on: bool) -> Idea:
    """Agree to take an idea on, or no longer; also once the step is closed, when people come and say so.

    Raises InvalidAnswer for an idea that cannot be taken on, and for one that somebody else has.
    """
    idea = find(session, activity, number)
    if not rules_of(activity).owners or not idea.shown or alone(activity):
        raise InvalidAnswer(_("There is no such idea."))
    if idea.owner and idea.owner_id != participant.id:
        raise InvalidAnswer(_("%(name)s has taken this on: speak with them.", name=idea.owner.name))
    idea.owner_id = participant.id if on else None
    touch(idea.table)
    return idea
