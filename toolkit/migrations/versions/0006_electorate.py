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
    op.add_column("participant", sa.Column("seated_at", sa.DateTime(timezone=True), nullable=True))
    op.add_column("participant", sa.Column("same_as", sa.Integer(), nullable=True))
    op.create_table(
        "offer",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("activity_id", sa.Integer(), nullable=False),
        sa.Column("table_id", sa.Integer(), nullable=True),
        sa.Column("participant_id", sa.Integer(), nullable=True),
        sa.Column("field", sa.String(), nullable=False),
        sa.Column("text", sa.String(), nullable=False),
        sa.Column("offered_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["activity_id"], ["activity.id"], name=op.f("fk_offer_activity_id_activity"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(
            ["participant_id"],
            ["participant.id"],
            name=op.f("fk_offer_participant_id_participant"),
            ondelete="SET NULL",
        ),
        sa.ForeignKeyConstraint(["table_id"], ["table.id"], name=op.f("fk_offer_table_id_table"), ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_offer")),
    )
    op.create_index(op.f("ix_offer_activity_id"), "offer", ["activity_id"], unique=False)


def downgrade() -> None:
    op.drop_index(op.f("ix_offer_activity_id"), "offer")
    op.drop_table("offer")
    op.drop_column("participant", "same_as")
    op.drop_column("participant", "seated_at")
    op.drop_column("activity", "electorate")
    op.drop_column("activity", "closed_at")
