"""The rounds of a step that was begun again: which one it is, and of which step it is an earlier one."""

import sqlalchemy as sa
from alembic import op

revision = "0023"
down_revision = "0022"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("activity", sa.Column("round", sa.Integer(), nullable=False, server_default="1"))
    op.add_column("activity", sa.Column("earlier_of", sa.String(), nullable=True))


def downgrade() -> None:
    op.drop_column("activity", "earlier_of")
    op.drop_column("activity", "round")
