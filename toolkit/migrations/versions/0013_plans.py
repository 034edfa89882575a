"""When a workshop begins, what a step leaves, is locked to and reminds of, and the edits of its agenda."""

from typing import Any

import sqlalchemy as sa
from alembic import op

revision = "0013"
down_revision = "0012"
branch_labels = None
depends_on = None


def _columns() -> list[sa.Column[Any]]:
    return [
        sa.Column("memo", sa.String(), nullable=False, server_default=""),
        sa.Column("deliverable", sa.JSON(), nullable=False, server_default="{}"),
        sa.Column("at", sa.String(), nullable=False, server_default=""),
    ]


def upgrade() -> None:
    op.add_column("workshop", sa.Column("starts", sa.String(), nullable=False, server_default=""))
    for column in _columns():
        op.add_column("activity", column)
    op.create_table(
        "agenda_edit",
        sa.Column("workshop_id", sa.Integer(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("what", sa.String(), nullable=False),
        sa.Column("subject", sa.JSON(), nullable=False),
        sa.Column("before", sa.JSON(), nullable=False),
        sa.Column("after", sa.JSON(), nullable=False),
        sa.Column("undone", sa.Boolean(), nullable=False),
        sa.Column("made_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["workshop_id"], ["workshop.id"], name=op.f("fk_agenda_edit_workshop_id_workshop"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("workshop_id", "number", name=op.f("pk_agenda_edit")),
    )


def downgrade() -> None:
    op.drop_table("agenda_edit")
    for column in _columns():
        op.drop_column("activity", column.name)
    op.drop_column("workshop", "starts")
