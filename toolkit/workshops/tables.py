"""How many tables a room has: more at any time, fewer only as long as those that go are empty."""

from sqlalchemy import select
from sqlalchemy.orm import Session

from toolkit.db import Base
from toolkit.language import gettext as _
from toolkit.workshops.models import Table, Workshop

MOST_TABLES = 12


class TableStays(ValueError):
    """A table that cannot be taken away, or a number of tables that no room has."""


def furnish(session: Session, workshop: Workshop, count: int) -> None:
    """Give a room so many tables: more come behind the last, of fewer the last go.

    Raises TableStays for a number out of reach, and for a table where somebody has sat or something was given.
    """
    if not 1 <= count <= MOST_TABLES:
        raise TableStays(_("Please give a number of tables from 1 to %(most)s.", most=MOST_TABLES))
    for table in workshop.tables[count:]:
        if not _is_empty(session, table):
            raise TableStays(
                _("Table %(number)s stays: somebody sits there, or something was given there.", number=table.number)
            )
    if workshop.focus in {table.number for table in workshop.tables[count:]}:
        workshop.focus = None
    del workshop.tables[count:]
    last = workshop.tables[-1].number
    missing = count - len(workshop.tables)
    workshop.tables += [Table(number=number) for number in range(last + 1, last + missing + 1)]


def _is_empty(session: Session, table: Table) -> bool:
    """Say whether nothing in the whole database names a table: no key, nor a column whose `info` reads tables in it."""
    columns = [column for rows in Base.metadata.sorted_tables for column in rows.columns]
    keys = [one for one in columns if any(key.target_fullname == "table.id" for key in one.foreign_keys)]
    if any(session.scalar(select(1).where(column == table.id).limit(1)) for column in keys):
        return False
    steps = Base.metadata.tables["activity"]
    own = select(steps.c.id).where(steps.c.workshop_id == table.workshop_id)
    return not any(
        table.id in one.info["tables"](content)
        for one in columns
        if "tables" in one.info
        for content in session.scalars(select(one).where(one.table.c.activity_id.in_(own)))
    )
