"""Runs a migration on the connection it is given."""

from typing import Literal

from alembic import context

import toolkit.activities.asides
import toolkit.activities.late
import toolkit.activities.models
import toolkit.activities.planning.models
import toolkit.decks.revisions
import toolkit.people.models
import toolkit.workshops.models  # noqa: F401 - each adds its tables to the base
from toolkit.activities.shapes import shapes
from toolkit.db import Base, UtcDateTime


def plain_type(kind: str, item: object, _context: object) -> str | Literal[False]:
    """Write moments as what the database knows them by: migrations must not depend on our code."""
    return "sa.DateTime(timezone=True)" if kind == "type" and isinstance(item, UtcDateTime) else False


shapes()  # so do those of them that have tables of their own
context.configure(
    connection=context.config.attributes["connection"],
    target_metadata=Base.metadata,
    render_as_batch=True,
    compare_type=True,
    render_item=plain_type,
)
with context.begin_transaction():
    context.run_migrations()
