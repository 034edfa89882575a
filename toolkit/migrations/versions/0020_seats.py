"""Where people sat before: a vote that leaves out one's own table asks where that was when it opened."""

import sqlalchemy as sa
from alembic import op

revision = "0020"
down_revision = "0019"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("participant", sa.Column("seats", sa.JSON(), nullable=False, server_default="[]"))


def downgrade() -> None:
    op.drop_column("participant", "seats")
