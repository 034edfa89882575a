"""When a step closed and who could vote in it, who has joined twice, who sits where since when, and late texts."""

import sqlalchemy as sa
from alembic import op

revision = "0006"
down_revision = "0005"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("activity", sa.Column("closed_at", sa.DateTime(timezone=True), nullable=True))
    op.add_column("activity", sa.Column("electorate", sa.JSON(), nullable=True))
    op.add_column("participant", sa.Column("same_as", sa.Integer(), nullable=True))


def downgrade() -> None:
    op.drop_column("participant", "same_as")
    op.drop_column("activity", "electorate")
    op.drop_column("activity", "closed_at")
