"""Ideas as data: one taken back has no text, nor has one that is hidden unless hidden things are asked for."""

from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from toolkit.activities.models import Activity
from toolkit.activities.shapes.ideas import supports
from toolkit.activities.shapes.ideas.models import Idea
from toolkit.workshops.models import Workshop


def ideas(
    session: Session, workshop: Workshop, activity: Activity, *, names: bool, hidden: bool
) -> list[dict[str, Any]]:
    """Return the ideas of a step in the order they came, with `names` whose they are."""
    numbers = {table.id: table.number for table in workshop.tables}
    people = {person.id: person.name for person in workshop.participants} if names else {}
    counts = supports.counts(session, activity)
    supported = bool(counts) or getattr(activity.rules, "supports", False)
    rows = session.scalars(select(Idea).filter_by(activity_id=activity.id).order_by(Idea.number)).all()
    shown = {row.number for row in rows if row.shown}
    return [
        {
            "number": row.number,
            "table": numbers[row.table_id] if row.table_id else None,
            **_words(row, readable=hidden or {row.number, row.under or row.number} <= shown, corrected=hidden),
            "given": row.given_at,
            **_state(row, hidden=hidden),
            "author": people.get(row.participant_id or 0),
            "supports": counts.get(row.number, 0) if supported else None,
            "answered": row.answered if supported else None,
            "owner": people.get(row.owner_id or 0),
        }
        for row in rows
    ]


def _state(row: Idea, *, hidden: bool) -> dict[str, Any]:
    """Return whether an idea is seen and where it stands: that one waits is said where `hidden` things are."""
    return {
        "hidden": row.hidden or (row.waiting and not hidden),
        "waiting": (row.waiting and hidden) or None,
        "pinned": row.pinned or None,
        "under": row.under,
        "heading": row.heading or None,
        "withdrawn": row.withdrawn,
    }


def _words(row: Idea, *, readable: bool, corrected: bool) -> dict[str, Any]:
    """Return what an idea says, unless nobody may read it; what was `corrected` with how its author wrote it."""
    if row.withdrawn or not readable:
        return {"text": None, "details": None, "original": None}
    return {"text": row.text, "details": row.details or None, "original": row.original if corrected else None}
