"""What a workshop is called in every database that holds it.

Of one made before: a name that follows from its code and the moment it was made, so that a file exported before and
the workshop in its database are known as the same.
"""

from datetime import UTC
from uuid import NAMESPACE_URL, uuid5

import sqlalchemy as sa
from alembic import op

revision = "0011"
down_revision = "0010"
branch_labels = None
depends_on = None

_WORKSHOP = sa.table(
    "workshop",
    sa.column("id", sa.Integer()),
    sa.column("code", sa.String()),
    sa.column("created_at", sa.DateTime(timezone=True)),
    sa.column("uid", sa.String()),
)


def upgrade() -> None:
    # Added with an empty name and not in another table: SQLite would empty those that refer to this one.
    op.add_column("workshop", sa.Column("uid", sa.String(), nullable=False, server_default=""))
    connection = op.get_bind()
    for row in connection.execute(sa.select(_WORKSHOP.c.id, _WORKSHOP.c.code, _WORKSHOP.c.created_at)).all():
        moment = row.created_at.astimezone(UTC) if row.created_at.tzinfo else row.created_at.replace(tzinfo=UTC)
        uid = str(uuid5(NAMESPACE_URL, f"musette:{row.code}:{moment.isoformat()}"))
        connection.execute(sa.update(_WORKSHOP).where(_WORKSHOP.c.id == row.id).values(uid=uid))
    op.create_index(op.f("ix_workshop_uid"), "workshop", ["uid"], unique=True)


def downgrade() -> None:
    op.drop_index(op.f("ix_workshop_uid"), "workshop")
    op.drop_column("workshop", "uid")
