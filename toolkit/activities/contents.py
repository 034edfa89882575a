"""Contents: in which steps anything lies, whatever it is."""

from collections.abc import Collection

from sqlalchemy import select, union
from sqlalchemy.orm import Session

from toolkit.db import Base


def filled(session: Session, ids: Collection[int]) -> set[int]:
    """Return which of these steps people have given anything in, even if they took it back."""
    columns = [
        column
        for table in Base.metadata.sorted_tables
        for column in table.columns
        if any(key.target_fullname == "activity.id" for key in column.foreign_keys)
    ]
    return set(session.scalars(union(*(select(one).where(one.in_(ids)) for one in columns))))
