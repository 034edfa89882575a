"""What people read of their data before they join: who answers for it, why, on what ground, who reads it."""

import sqlalchemy as sa
from alembic import op

revision = "0024"
down_revision = "0023"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("workshop", sa.Column("notice", sa.JSON(), nullable=False, server_default="{}"))


def downgrade() -> None:
    op.drop_column("workshop", "notice")
