"""When a workshop was finished, and whether it is put away."""

import sqlalchemy as sa
from alembic import op

revision = "0021"
down_revision = "0020"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("workshop", sa.Column("finished_at", sa.DateTime(timezone=True), nullable=True))
    op.add_column("workshop", sa.Column("archived", sa.Boolean(), nullable=False, server_default=sa.false()))


def downgrade() -> None:
    op.drop_column("workshop", "archived")
    op.drop_column("workshop", "finished_at")
