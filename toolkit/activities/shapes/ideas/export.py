"""Ideas as data: one taken back has no words, nor has a hidden or waiting one unless hidden things are asked for."""

from collections.abc import Sequence
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from toolkit.activities.models import Activity
from toolkit.activities.shapes.ideas import phases, supports
from toolkit.activities.shapes.ideas.models import Idea
from toolkit.workshops.models import Workshop


def ideas(
    session: Session, workshop: Workshop, activity: Activity, *, names: bool, hidden: bool
) -> list[dict[str, Any]]:
    """Return the ideas of a step in the order they came, with `names` whose they are."""
    numbers = {table.id: table.number for table in workshop.tables}
    named = names and not getattr(activity.rules, "anonymous", False)
    people = {person.id: person.name for person in workshop.participants} if named else {}
    counts = supports.counts(session, activity)
    supported = bool(counts) or getattr(activity.rules, "supports", False)
    shown = _shown(activity, rows := _rows(session, activity))
    return [
        {
            "number": row.number,
            "table": numbers[row.table_id] if row.table_id else None,
            "given": row.given_at,
            "withdrawn": row.withdrawn,
            "author": people.get(row.participant_id or 0),
            "owner": people.get(row.owner_id or 0),
            "pinned": row.pinned or None,
            "under": row.under,
        }
        | ({"supports": counts.get(row.number, 0), "answered": row.answered} if supported else {})
        | _state(row, hidden=hidden)
        | _words(row, hidden=hidden, seen={row.number, row.under or row.number} <= shown)
        for row in rows
    ]


def _rows(session: Session, activity: Activity) -> Sequence[Idea]:
    return session.scalars(select(Idea).filter_by(activity_id=activity.id).order_by(Idea.number)).all()


def _shown(activity: Activity, rows: Sequence[Idea]) -> set[int]:
    return set() if _alone(activity) else {row.number for row in rows if row.shown}


def _alone(activity: Activity) -> bool:
    """Say whether everybody still writes alone; of a step that cannot run, nothing says so."""
    return getattr(activity.rules, "silent", False) and phases.alone(activity)


def _state(row: Idea, *, hidden: bool) -> dict[str, Any]:
    """Say whether it is hidden or waits: without hidden things, one that waits is hidden."""
    return {"hidden": row.hidden or (row.waiting and not hidden), "waiting": (row.waiting and hidden) or None}


def _words(row: Idea, *, hidden: bool, seen: bool) -> dict[str, Any]:
    """Return what was written, and with hidden things what it was at first."""
    if row.withdrawn or not (seen or hidden):
        return {}
    original = {"original": row.original} if hidden else {}
    return {"text": row.text, "details": row.details or None, "heading": row.heading or None, **original}
