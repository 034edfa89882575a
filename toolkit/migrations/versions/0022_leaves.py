"""The pages of the wall: which one the desk has turned to, and whether they turn by themselves."""

import sqlalchemy as sa
from alembic import op

revision = "0022"
down_revision = "0021"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("workshop", sa.Column("leaf", sa.Integer(), nullable=False, server_default="0"))
    op.add_column("workshop", sa.Column("turning", sa.Boolean(), nullable=False, server_default=sa.true()))


def downgrade() -> None:
    op.drop_column("workshop", "turning")
    op.drop_column("workshop", "leaf")
