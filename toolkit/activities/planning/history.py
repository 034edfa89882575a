"""The history of an agenda: its last edits, each of which can be undone and done again."""

from collections.abc import Sequence
from typing import Any

from pydantic import ValidationError
from sqlalchemy import delete, select
from sqlalchemy.orm import Session

from toolkit.activities.planning import differences, storage
from toolkit.activities.planning.checks import ChangedMeanwhile, EditRefused, check
from toolkit.activities.planning.edits import Edit
from toolkit.activities.planning.models import AgendaEdit
from toolkit.activities.planning.plans import Plan
from toolkit.language import gettext as _
from toolkit.workshops.models import Workshop

KEPT = 100  # edits of a workshop


def edit(session: Session, workshop: Workshop, work: Edit, what: str, subject: Any = None) -> Plan:
    """Do an edit and remember it: `what` is a word for it, and `subject` the title of the step that it is about.

    Raises EditRefused, or KeyError for a step that is no longer there.
    """
    before = storage.plan_of(session, workshop)
    after = work(before)
    if after == before:
        return after
    session.execute(delete(AgendaEdit).filter_by(workshop_id=workshop.id, undone=True))
    number = max((one.number for one in _done(session, workshop)), default=0) + 1
    kept = differences.difference(before, after)
    session.add(
        AgendaEdit(
            workshop_id=workshop.id,
            number=number,
            what=what,
            subject=subject or {},
            before=kept.before,
            after=kept.after,
        )
    )
    session.execute(delete(AgendaEdit).where(AgendaEdit.workshop_id == workshop.id, AgendaEdit.number <= number - KEPT))
    storage.keep(session, workshop, after)
    return after


def newest(session: Session, workshop: Workshop) -> AgendaEdit | None:
    """Return the edit that would be undone, if there is one: those that can no longer be are passed over."""
    plan = storage.plan_of(session, workshop)
    return next((one for one in _done(session, workshop) if _can_be_undone(plan, one)), None)


def _done(session: Session, workshop: Workshop) -> Sequence[AgendaEdit]:
    """List the edits that were not undone, the newest first."""
    query = select(AgendaEdit).filter_by(workshop_id=workshop.id, undone=False)
    return session.scalars(query.order_by(AgendaEdit.number.desc())).all()


def _can_be_undone(plan: Plan, done: AgendaEdit) -> bool:
    try:
        check(plan, differences.swapped(plan, done.after, done.before))
    except (EditRefused, ValidationError):
        return False
    return True


def next_undone(session: Session, workshop: Workshop) -> AgendaEdit | None:
    """Return the edit that would be done again, if there is one."""
    query = select(AgendaEdit).filter_by(workshop_id=workshop.id, undone=True)
    return session.scalar(query.order_by(AgendaEdit.number).limit(1))


def undo(session: Session, workshop: Workshop, number: int, *, again: bool = False) -> AgendaEdit:
    """Undo the newest edit that can be undone, whose number it is, or do the one that was undone `again`.

    Raises ChangedMeanwhile when it is another's turn, EditRefused when it can no longer be.
    """
    done = next_undone(session, workshop) if again else _turn(session, workshop, number)
    if done is None or done.number != number:
        raise ChangedMeanwhile(_("Another edit has been made since. Look at it before you undo."))
    now, then = (done.before, done.after) if again else (done.after, done.before)
    before = storage.plan_of(session, workshop)
    after = differences.swapped(before, now, then)
    check(before, after)
    done.undone = not again
    storage.keep(session, workshop, after)
    return done


def _turn(session: Session, workshop: Workshop, number: int) -> AgendaEdit | None:
    """Return the edit of a number, be it that it can no longer be undone, unless a newer one would be undone first."""
    first = newest(session, workshop)
    newer = first is not None and first.number > number
    return None if newer else next((one for one in _done(session, workshop) if one.number == number), None)
