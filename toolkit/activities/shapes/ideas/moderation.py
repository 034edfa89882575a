"""What the facilitator does with an idea: let it in, hide it, correct it, pin it, show it to everybody at once."""

from collections.abc import Mapping

from sqlalchemy import update
from sqlalchemy.orm import Session

from toolkit.activities.kinds import InvalidAnswer
from toolkit.activities.models import Activity
from toolkit.activities.shapes.ideas.ideas import add, find
from toolkit.activities.shapes.ideas.models import HIDDEN, SHOWN, WAITING, Idea
from toolkit.activities.shapes.ideas.phases import alone, stage
from toolkit.activities.shapes.ideas.rules import read_choice, read_details, rules_of
from toolkit.language import gettext as _
from toolkit.workshops.models import Workshop


def write(session: Session, activity: Activity, form: Mapping[str, str]) -> Idea:
    """Add what somebody says who has no phone, or the facilitator themselves; a form may say under which heading.

    Raises InvalidAnswer or TextRefused for what cannot be kept.
    """
    rules = rules_of(activity)
    details, chosen = read_details(rules, form), form.get("heading", "")
    details |= {"heading": chosen} if chosen else read_choice(rules, form, stage(activity))
    return add(session, activity, None, None, rules.read(form.get("text", ""), 0), **details)


def hide(session: Session, activity: Activity, number: int, *, on: bool) -> Idea:
    """Hide an idea from the room, or show it: one that waits is let in.

    Raises InvalidAnswer for an idea that is not there.
    """
    idea = find(session, activity, number)
    idea.state = HIDDEN if on else SHOWN
    return idea


def let_all_in(session: Session, activity: Activity) -> None:
    """Show every idea that waits."""
    session.execute(update(Idea).filter_by(activity_id=activity.id, state=WAITING).values(state=SHOWN))


def pin(session: Session, activity: Activity, number: int, *, on: bool) -> None:
    """Have an idea stand first, or no longer; raises InvalidAnswer for one that is not there."""
    find(session, activity, number).pinned = on


def correct(session: Session, activity: Activity, number: int, form: Mapping[str, str]) -> None:
    """Write an idea better; what its author wrote is kept, and put back by writing it again.

    Raises InvalidAnswer or TextRefused for what cannot be kept.
    """
    idea, rules = find(session, activity, number), rules_of(activity)
    original = idea.original or {"text": idea.text, "details": dict(idea.details)}
    idea.text, idea.details = rules.read(form.get("text", ""), 0), read_details(rules, form)
    idea.original = None if {"text": idea.text, "details": idea.details} == original else original


def spotlight(session: Session, workshop: Workshop, activity: Activity, number: int) -> None:
    """Show one idea large on every screen, until another is shown or, with 0, it is put back.

    Raises InvalidAnswer for one that the room may not see, and when the room looks at another step by now.
    """
    step = session.get(Activity, workshop.current_id)
    if step is None or step.shape.about(session, step).id != activity.id:
        raise InvalidAnswer(_("The room has gone to another step meanwhile."))
    if number and (alone(activity) or not find(session, activity, number).shown):
        raise InvalidAnswer(_("The room may not see this one: show it again first."))
    workshop.spotlight = number or None
