"""Sheets as data: every version of every field, and the photos of the tables' paper."""

from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from toolkit.activities import photos
from toolkit.activities.models import Activity, Entry
from toolkit.workshops.models import Workshop


def entries(session: Session, workshop: Workshop, activity: Activity, *, names: bool) -> list[dict[str, Any]]:
    """Return every version, with `names` who wrote it."""
    numbers = {table.id: table.number for table in workshop.tables}
    people = {person.id: person.name for person in workshop.participants} if names else {}
    order = (Entry.table_id, Entry.field, Entry.version)
    return [
        {
            "table": numbers[row.table_id],
            "field": row.field,
            "version": row.version,
            "text": row.text,
            "written": row.written_at,
            "author": people.get(row.participant_id or 0),
        }
        for row in session.scalars(select(Entry).filter_by(activity_id=activity.id).order_by(*order))
    ]


def pictures(session: Session, workshop: Workshop, activity: Activity, *, hidden: bool) -> list[dict[str, Any]]:
    """Return the photos of every table, with `hidden` where they are off too; `file` is named after what it holds."""
    shown = photos.every(session, activity) if hidden else photos.of(session, workshop, activity)
    numbers = {table.id: table.number for table in workshop.tables}
    return [
        {
            "table": numbers[one.table_id],
            "file": one.large.partition("/")[2],
            "alt": one.alt,
            "width": one.width,
            "height": one.height,
            "added": one.added_at,
        }
        for its in shown.values()
        for one in its
    ]
