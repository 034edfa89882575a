"""Storage: a plan made of the rows of an agenda, and the rows made what a plan says."""

from collections.abc import Collection

from sqlalchemy.orm import Session

from toolkit.activities import agenda, contents
from toolkit.activities.models import Activity
from toolkit.activities.planning.plans import FIELDS, Plan
from toolkit.decks import revisions
from toolkit.workshops.models import Workshop
from toolkit.workshops.templates import Step


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


def keep(session: Session, workshop: Workshop, plan: Plan) -> None:
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
