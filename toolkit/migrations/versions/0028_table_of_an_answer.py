"""The table that somebody sat at as a vote opened in which each table counts for one."""

import sqlalchemy as sa
from alembic import op

revision = "0028"
down_revision = "0027"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("answer", sa.Column("table_number", sa.Integer(), nullable=True))


def downgrade() -> None:
    op.drop_column("answer", "table_number")
