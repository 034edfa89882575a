"""Repeats: a step that is begun again; what was given before is an earlier round, kept and brought back at will."""

from collections.abc import Sequence

from sqlalchemy import select
from sqlalchemy.orm import Session

from toolkit.activities import agenda
from toolkit.activities.agenda import NoSuchStep
from toolkit.activities.contents import filled
from toolkit.activities.models import Activity
from toolkit.language import gettext as _
from toolkit.language import pick
from toolkit.workshops.models import Workshop
from toolkit.workshops.templates import Step


def earlier(session: Session, activity: Activity) -> Sequence[Activity]:
    """List the earlier rounds of a step, the first one first."""
    query = select(Activity).filter_by(workshop_id=activity.workshop_id, earlier_of=activity.code)
    return session.scalars(query.order_by(Activity.round)).all()


def begin_again(session: Session, workshop: Workshop, activity: Activity) -> None:
    """Begin the step that the room is on anew, with nothing given in it; NoSuchStep for any other.

    The new round is a row of its own: what arrives late for the earlier one can never count in it.
    """
    _check_here(workshop, activity)
    last = max(one.round for one in (activity, *earlier(session, activity)))
    planned = {name: getattr(activity, name) for name in ("position", *Step.model_fields)}
    _set_aside(session, workshop, activity)
    anew = Activity(workshop_id=workshop.id, round=last + 1, **planned)
    session.add(anew)
    session.flush()
    agenda.enter(session, workshop, anew)


def bring_back(session: Session, workshop: Workshop, wanted: Activity) -> None:
    """Put the room on an earlier round of its step; the present one is kept in its place, if anything is in it."""
    here = agenda.step(session, workshop, workshop.current_id)
    if here.code != wanted.earlier_of:
        raise NoSuchStep(_("This step has no such round."))
    code = here.code
    _set_aside(session, workshop, here)
    wanted.code, wanted.earlier_of, wanted.position = code, None, here.position
    session.flush()
    agenda.enter(session, workshop, wanted)
    if here.id not in filled(session, [here.id]):
        session.delete(here)


def _check_here(workshop: Workshop, activity: Activity) -> None:
    if activity.id != workshop.current_id:
        raise NoSuchStep(_("Someone else has already moved to another step."))


def _set_aside(session: Session, workshop: Workshop, activity: Activity) -> None:
    """Close a round and take its place in the agenda from it."""
    agenda.stop(activity)
    agenda.switch(session, workshop, activity, "open", on=False)
    activity.earlier_of = activity.code
    activity.code = f"{activity.code}~{activity.round}"
    session.flush()


def title(activity: Activity) -> str:
    """Return the title of a step in the current language, with its round where it was begun again."""
    if activity.round == 1 and not activity.earlier_of:
        return pick(activity.title)
    return _("%(title)s, round %(number)s", title=pick(activity.title), number=activity.round)
