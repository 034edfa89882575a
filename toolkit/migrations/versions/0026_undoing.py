"""When a workshop was erased and a key withdrawn, for as long as either can be undone."""

import sqlalchemy as sa
from alembic import op

revision = "0026"
down_revision = "0025"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("workshop", sa.Column("erased_at", sa.DateTime(timezone=True), nullable=True))
    op.add_column("token", sa.Column("withdrawn_at", sa.DateTime(timezone=True), nullable=True))


def downgrade() -> None:
    op.drop_column("token", "withdrawn_at")
    op.drop_column("workshop", "erased_at")
