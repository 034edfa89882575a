"""To which desk a workshop was handed over, and the name of whoever leads there."""

import sqlalchemy as sa
from alembic import op

revision = "0025"
down_revision = "0024"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("workshop", sa.Column("leader", sa.String(), nullable=True))
    for table in ("token", "pairing"):
        op.add_column(table, sa.Column("name", sa.String(), nullable=False, server_default=""))


def downgrade() -> None:
    for table in ("pairing", "token"):
        op.drop_column(table, "name")
    op.drop_column("workshop", "leader")
