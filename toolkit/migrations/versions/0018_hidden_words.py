"""Words of a survey that the facilitator hides; notes without a name forget their table."""

import sqlalchemy as sa
from alembic import op

revision = "0018"
down_revision = "0017"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("activity", sa.Column("hidden_words", sa.JSON(), nullable=False, server_default="[]"))
    op.execute("UPDATE idea SET table_id = NULL WHERE activity_id IN (SELECT id FROM activity WHERE kind = 'hopes')")


def downgrade() -> None:
    op.drop_column("activity", "hidden_words")
