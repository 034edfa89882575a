"""Envelopes: what secret ballots lie in while their vote is open."""

import sqlalchemy as sa
from alembic import op

revision = "0017"
down_revision = "0016"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("activity", sa.Column("seal", sa.String(), nullable=True))
    op.create_table(
        "envelope",
        sa.Column("activity_id", sa.Integer(), nullable=False),
        sa.Column("mark", sa.String(), nullable=False),
        sa.Column("sealed", sa.LargeBinary(), nullable=False),
        sa.ForeignKeyConstraint(
            ["activity_id"], ["activity.id"], name=op.f("fk_envelope_activity_id_activity"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("activity_id", "mark", name=op.f("pk_envelope")),
        sqlite_with_rowid=False,
    )


def downgrade() -> None:
    op.drop_table("envelope")
    op.drop_column("activity", "seal")
