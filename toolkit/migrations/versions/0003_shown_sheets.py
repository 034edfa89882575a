"""What tables write and their hands are shown unless somebody hides them: so are those of earlier workshops."""

from alembic import op

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.execute("UPDATE activity SET is_shown = true WHERE kind IN ('deal', 'sheet')")


def downgrade() -> None:
    op.execute("UPDATE activity SET is_shown = false WHERE kind IN ('deal', 'sheet')")
