"""Facilitators who sign in, and whose a workshop is."""

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "facilitator",
        sa.Column("id", sa.String(), nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("folded", sa.String(), nullable=False),
        sa.Column("passphrase", sa.String(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_facilitator")),
        sa.UniqueConstraint("folded", name=op.f("uq_facilitator_folded")),
    )
    op.create_table(
        "sign_in",
        sa.Column("fingerprint", sa.String(), nullable=False),
        sa.Column("facilitator_id", sa.String(), nullable=False),
        sa.Column("expires_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["facilitator_id"],
            ["facilitator.id"],
            name=op.f("fk_sign_in_facilitator_id_facilitator"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("fingerprint", name=op.f("pk_sign_in")),
    )
    op.create_index(op.f("ix_sign_in_facilitator_id"), "sign_in", ["facilitator_id"], unique=False)
    op.add_column("workshop", sa.Column("owner", sa.String(), nullable=True))


def downgrade() -> None:
    op.drop_column("workshop", "owner")
    op.drop_index(op.f("ix_sign_in_facilitator_id"), "sign_in")
    op.drop_table("sign_in")
    op.drop_table("facilitator")
