"""Who supports an idea, and which the facilitator has answered."""

import sqlalchemy as sa
from alembic import op

revision = "0010"
down_revision = "0009"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("idea", sa.Column("answered", sa.Boolean(), nullable=False, server_default=sa.false()))
    op.create_table(
        "support",
        sa.Column("activity_id", sa.Integer(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("participant_id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["activity_id", "number"],
            ["idea.activity_id", "idea.number"],
            name=op.f("fk_support_activity_id_idea"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["participant_id"],
            ["participant.id"],
            name=op.f("fk_support_participant_id_participant"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("activity_id", "number", "participant_id", name=op.f("pk_support")),
    )


def downgrade() -> None:
    op.drop_table("support")
    op.drop_column("idea", "answered")
