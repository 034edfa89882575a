"""Sheets of an exported workshop, into this database, with what the photos beside them show."""

from collections.abc import Container

from toolkit.activities.models import Entry, Photo
from toolkit.activities.shapes.imports import Bringing, check_once, check_tables
from toolkit.activities.transcripts.steps import Step


def check(step: Step, tables: Container[int]) -> None:
    """Refuse what is from no table, or stands there twice."""
    entries, photos = step.entries or [], step.photos or []
    check_tables((entry.table for entry in entries), "entries", tables)
    check_once(((entry.table, entry.field, entry.version) for entry in entries), "entries")
    check_tables((photo.table for photo in photos), "photos", tables)
    check_once(((photo.table, photo.file) for photo in photos), "photos")


def bring_in(bringing: Bringing) -> None:
    """Add every version of every field, and the photos: their files come apart."""
    bringing.add(
        Entry,
        (
            {"field": entry.field, "version": entry.version, "text": entry.text, "written_at": entry.written}
            | bringing.whose(entry)
            for entry in bringing.step.entries or []
        ),
    )
    files = {photo.file: f"{bringing.workshop.code}/{photo.file}" for photo in bringing.step.photos or []}
    bringing.add(
        Photo,
        (
            {
                "table_id": bringing.tables[photo.table],
                "large": files[photo.file],
                "small": files[photo.file],
                "alt": photo.alt,
                "width": photo.width,
                "height": photo.height,
                "added_at": photo.added,
            }
            for photo in bringing.step.photos or []
        ),
    )
