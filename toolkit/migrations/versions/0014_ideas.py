"""What an idea is beside its text, what the facilitator and the room did with it, and the phase of a step."""

import sqlalchemy as sa
from alembic import op

revision = "0014"
down_revision = "0013"
branch_labels = None
depends_on = None

_IDEA = sa.table("idea", sa.column("hidden", sa.Boolean()), sa.column("state", sa.String()))


def upgrade() -> None:
    op.add_column("idea", sa.Column("details", sa.JSON(), nullable=False, server_default="{}"))
    op.add_column("idea", sa.Column("owner_id", sa.Integer(), nullable=True))
    op.add_column("idea", sa.Column("state", sa.String(), nullable=False, server_default="shown"))
    op.execute(sa.update(_IDEA).where(_IDEA.c.hidden).values(state="hidden"))
    op.drop_column("idea", "hidden")
    op.add_column("idea", sa.Column("original", sa.JSON(), nullable=True))
    op.add_column("idea", sa.Column("pinned", sa.Boolean(), nullable=False, server_default=sa.false()))
    op.add_column("idea", sa.Column("under", sa.Integer(), nullable=True))
    op.add_column("idea", sa.Column("heading", sa.JSON(), nullable=False, server_default="{}"))
    op.add_column("offer", sa.Column("details", sa.JSON(), nullable=False, server_default="{}"))
    op.add_column("workshop", sa.Column("spotlight", sa.Integer(), nullable=True))
    op.add_column("activity", sa.Column("phase", sa.String(), nullable=False, server_default="gathering"))


def downgrade() -> None:
    op.drop_column("activity", "phase")
    op.drop_column("workshop", "spotlight")
    op.drop_column("offer", "details")
    op.add_column("idea", sa.Column("hidden", sa.Boolean(), nullable=False, server_default=sa.false()))
    op.execute(sa.update(_IDEA).where(_IDEA.c.state != "shown").values(hidden=True))
    for name in ("details", "owner_id", "state", "original", "pinned", "under", "heading"):
        op.drop_column("idea", name)
