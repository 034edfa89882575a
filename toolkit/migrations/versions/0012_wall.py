"""What the wall shows, which address phones use and whether one has tested it: columns, not names in a bag."""

from typing import Any

import sqlalchemy as sa
from alembic import op

revision = "0012"
down_revision = "0011"
branch_labels = None
depends_on = None

# What each was called in the bag, and what it is now.
_NAMES = {
    "focus": "table",
    "join_layer": "join",
    "zoom": "zoom",
    "address": "address",
    "phone_tested": "tested",
    "keys_withdrawn": "withdrawn",
}


def _columns() -> list[sa.Column[Any]]:
    return [
        sa.Column("focus", sa.Integer(), nullable=True),
        sa.Column("join_layer", sa.Boolean(), nullable=False, server_default=sa.false()),
        sa.Column("zoom", sa.Integer(), nullable=False, server_default="100"),
        sa.Column("address", sa.String(), nullable=False, server_default=""),
        sa.Column("phone_tested", sa.Boolean(), nullable=False, server_default=sa.false()),
        sa.Column("keys_withdrawn", sa.Integer(), nullable=False, server_default="0"),
    ]


_WORKSHOP = sa.table(
    "workshop",
    sa.column("id", sa.Integer()),
    sa.column("wall", sa.JSON()),
    *(sa.column(column.name, column.type) for column in _columns()),
)


def upgrade() -> None:
    for column in _columns():
        op.add_column("workshop", column)
    for workshop in op.get_bind().execute(sa.select(_WORKSHOP.c.id, _WORKSHOP.c.wall)).all():
        values = {name: workshop.wall[old] for name, old in _NAMES.items() if workshop.wall.get(old) is not None}
        if values:
            _write(workshop.id, values | {"zoom": int(values.get("zoom", 100))})  # it was a text
    op.drop_column("workshop", "wall")


def downgrade() -> None:
    op.add_column("workshop", sa.Column("wall", sa.JSON(), nullable=False, server_default="{}"))
    for workshop in op.get_bind().execute(sa.select(_WORKSHOP)).all():
        bag = {old: getattr(workshop, name) for name, old in _NAMES.items()}
        _write(workshop.id, {"wall": bag | {"zoom": str(workshop.zoom)}})
    for name in _NAMES:
        op.drop_column("workshop", name)


def _write(workshop: int, values: dict[str, Any]) -> None:
    op.get_bind().execute(sa.update(_WORKSHOP).where(_WORKSHOP.c.id == workshop).values(**values))
