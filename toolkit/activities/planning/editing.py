"""Editing: the agenda of a workshop changed one edit at a time, each of which can be undone and done again."""

import hashlib
from collections.abc import Collection, Sequence
from dataclasses import replace
from typing import Any

from pydantic import ValidationError
from sqlalchemy import delete, select
from sqlalchemy.orm import Session

from toolkit.activities import agenda, contents
from toolkit.activities.models import Activity
from toolkit.activities.planning import differences
from toolkit.activities.planning.checks import EditRefused, check
from toolkit.activities.planning.edits import Edit
from toolkit.activities.planning.models import AgendaEdit
from toolkit.activities.planning.plans import FIELDS, Plan
from toolkit.decks import revisions
from toolkit.language import gettext as _
from toolkit.workshops.models import Workshop
from toolkit.workshops.templates import Step

KEPT = 100  # edits of a workshop


class ChangedMeanwhile(EditRefused):
    """Somebody has changed the same thing since it was looked at."""


def seen(step: Step) -> str:
    """Return a word that changes whenever what a step says does, wherever it stands."""
    return hashlib.sha256(step.model_dump_json().encode()).hexdigest()[:16]


def check_unchanged(step: Step, version: str) -> None:
    """Raise ChangedMeanwhile unless a step still says what it said when it was `seen`."""
    if seen(step) != version:
        raise ChangedMeanwhile(_("Somebody has changed this since you opened the page."))


def plan_of(session: Session, workshop: Workshop) -> Plan:
    """Return the agenda of a workshop as it stands."""
    rows = agenda.steps(session, workshop)
    return Plan(
        tuple(_step(row) for row in rows),
        workshop.starts,
        begun=frozenset(_begun(session, rows)),
        deck=revisions.load(session, workshop.deck_revision_id),
        tables=len(workshop.tables),
    )


def _step(row: Activity) -> Step:
    """Read a step as it is in the database, be it right or wrong."""
    return Step.model_construct(**{name: getattr(row, name) for name in FIELDS})


def _begun(session: Session, rows: Collection[Activity]) -> list[str]:
    """List the steps that people have begun with: those that were held or opened, and those in which anything lies."""
    full = contents.filled(session, [row.id for row in rows])
    return [row.code for row in rows if row.started_at or row.is_open or row.opened_at or row.id in full]


def edit(session: Session, workshop: Workshop, work: Edit, what: str, subject: Any = None) -> Plan:
    """Do an edit and remember it: `what` is a word for it, and `subject` the title of the step that it is about.

    Raises EditRefused, or KeyError for a step that is no longer there.
    """
    before = plan_of(session, workshop)
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
    _keep(session, workshop, after)
    return after


def newest(session: Session, workshop: Workshop) -> AgendaEdit | None:
    """Return the edit that would be undone, if there is one: those that can no longer be are passed over."""
    plan = plan_of(session, workshop)
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
    before = plan_of(session, workshop)
    after = differences.swapped(before, now, then)
    check(before, after)
    done.undone = not again
    _keep(session, workshop, after)
    return done


def _turn(session: Session, workshop: Workshop, number: int) -> AgendaEdit | None:
    """Return the edit of a number, be it that it can no longer be undone, unless a newer one would be undone first."""
    first = newest(session, workshop)
    newer = first is not None and first.number > number
    return None if newer else next((one for one in _done(session, workshop) if one.number == number), None)


def _keep(session: Session, workshop: Workshop, plan: Plan) -> None:
    """Make the rows what the plan says; the room stays on its step, or goes to the first if it has not begun."""
    rows = {row.code: row for row in agenda.steps(session, workshop)}
    for code in rows.keys() - set(plan.codes):
        session.delete(rows.pop(code))
    session.flush()
    for position, step in enumerate(plan.steps):
        row = rows.get(step.code)
        if row is None:
            session.add(Activity(workshop_id=workshop.id, position=position, **step.model_dump()))
            continue
        row.position = position
        for name in FIELDS:
            if getattr(row, name) != getattr(step, name):
                setattr(row, name, getattr(step, name))
    workshop.starts = plan.starts
    session.flush()
    _stand(session, workshop, plan)


def _stand(session: Session, workshop: Workshop, plan: Plan) -> None:
    rows = agenda.steps(session, workshop)
    if not plan.begun or workshop.current_id not in {row.id for row in rows}:
        reached = [row for row in rows if row.code in plan.begun]
        workshop.current_id = (reached[-1] if reached else rows[0]).id
    workshop.touch()


def draft(plan: Plan, step: Step) -> Plan:
    """Return the plan with a step as it is being written, right or wrong, for whoever looks at it."""
    return replace(plan, steps=tuple(step if one.code == step.code else one for one in plan.steps))
