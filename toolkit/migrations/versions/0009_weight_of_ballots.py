"""How many people a ballot speaks for, and how it came in."""

import sqlalchemy as sa
from alembic import op

revision = "0009"
down_revision = "0008"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("ballot", sa.Column("weight", sa.Integer(), nullable=False, server_default="1"))
    op.add_column("ballot", sa.Column("origin", sa.String(), nullable=False, server_default="phone"))


def downgrade() -> None:
    op.drop_column("ballot", "origin")
    op.drop_column("ballot", "weight")
