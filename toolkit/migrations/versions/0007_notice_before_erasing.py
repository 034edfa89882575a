"""When the database was last in use, and the day after which what is old may be erased."""

import sqlalchemy as sa
from alembic import op

revision = "0007"
down_revision = "0006"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "heartbeat",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("seen_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("jumped_from", sa.DateTime(timezone=True), nullable=True),
        sa.Column("erase_on", sa.Date(), nullable=True),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_heartbeat")),
    )
    op.add_column("workshop", sa.Column("erase_on", sa.Date(), nullable=True))


def downgrade() -> None:
    op.drop_column("workshop", "erase_on")
    op.drop_table("heartbeat")
