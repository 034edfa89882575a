"""Numbers that follow each other, of rows that several add at one moment."""

from typing import Any

from sqlalchemy import func, select
from sqlalchemy.orm import InstrumentedAttribute, Session

from toolkit import postgres


def next_number(session: Session, column: InstrumentedAttribute[int], **where: Any) -> int:
    """Return the number after the last in a column, of the rows `where`; another unit meanwhile gets another one."""
    last = select(func.coalesce(func.max(column), 0)).filter_by(**where).scalar_subquery()
    if session.get_bind().dialect.name == "sqlite":
        return 1 + int(session.execute(select(last)).scalar_one())
    return postgres.claim(session, last, f"{column} {where}")
