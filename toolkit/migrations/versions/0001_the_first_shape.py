"""The first shape."""

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "deck_revision",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("deck", sa.String(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("fingerprint", sa.String(), nullable=False),
        sa.Column("content", sa.JSON(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_deck_revision")),
        sa.UniqueConstraint("deck", "number", name=op.f("uq_deck_revision_deck")),
    )
    with op.batch_alter_table("deck_revision", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_deck_revision_fingerprint"), ["fingerprint"], unique=False)

    op.create_table(
        "receipt",
        sa.Column("holder", sa.String(), nullable=False),
        sa.Column("key", sa.String(), nullable=False),
        sa.Column("result", sa.JSON(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("holder", "key", name=op.f("pk_receipt")),
    )
    op.create_table(
        "workshop",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("code", sa.String(), nullable=False),
        sa.Column("title", sa.String(), nullable=False),
        sa.Column("template", sa.String(), nullable=False),
        sa.Column("languages", sa.JSON(), nullable=False),
        sa.Column("deck_revision_id", sa.Integer(), nullable=False),
        sa.Column("variant", sa.String(), nullable=True),
        sa.Column("names", sa.String(), nullable=False),
        sa.Column("writers", sa.String(), nullable=False),
        sa.Column("joining", sa.Boolean(), nullable=False),
        sa.Column("paused", sa.Boolean(), nullable=False),
        sa.Column("current_id", sa.Integer(), nullable=True),
        sa.Column("wall", sa.JSON(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("purge_on", sa.Date(), nullable=False),
        sa.Column("rehearsal_of", sa.Integer(), nullable=True),
        sa.ForeignKeyConstraint(
            ["deck_revision_id"], ["deck_revision.id"], name=op.f("fk_workshop_deck_revision_id_deck_revision")
        ),
        sa.ForeignKeyConstraint(
            ["rehearsal_of"], ["workshop.id"], name=op.f("fk_workshop_rehearsal_of_workshop"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_workshop")),
        sa.UniqueConstraint("code", name=op.f("uq_workshop_code")),
    )
    op.create_table(
        "activity",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("workshop_id", sa.Integer(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("code", sa.String(), nullable=False),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("minutes", sa.Integer(), nullable=False),
        sa.Column("extra", sa.Integer(), nullable=False),
        sa.Column("title", sa.JSON(), nullable=False),
        sa.Column("instruction", sa.JSON(), nullable=False),
        sa.Column("script", sa.JSON(), nullable=False),
        sa.Column("settings", sa.JSON(), nullable=False),
        sa.Column("is_open", sa.Boolean(), nullable=False),
        sa.Column("is_shown", sa.Boolean(), nullable=False),
        sa.Column("started_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("running_since", sa.DateTime(timezone=True), nullable=True),
        sa.Column("spent", sa.Double(), nullable=False),
        sa.Column("opened_at", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(
            ["workshop_id"], ["workshop.id"], name=op.f("fk_activity_workshop_id_workshop"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_activity")),
        sa.UniqueConstraint("workshop_id", "code", name=op.f("uq_activity_workshop_id")),
    )
    with op.batch_alter_table("activity", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_activity_workshop_id"), ["workshop_id"], unique=False)

    op.create_table(
        "pairing",
        sa.Column("code", sa.String(), nullable=False),
        sa.Column("workshop_id", sa.Integer(), nullable=False),
        sa.Column("role", sa.String(), nullable=False),
        sa.Column("expires_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["workshop_id"], ["workshop.id"], name=op.f("fk_pairing_workshop_id_workshop"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("code", name=op.f("pk_pairing")),
    )
    with op.batch_alter_table("pairing", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_pairing_workshop_id"), ["workshop_id"], unique=False)

    op.create_table(
        "table",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("workshop_id", sa.Integer(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["workshop_id"], ["workshop.id"], name=op.f("fk_table_workshop_id_workshop"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_table")),
        sa.UniqueConstraint("workshop_id", "number", name=op.f("uq_table_workshop_id")),
    )
    with op.batch_alter_table("table", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_table_workshop_id"), ["workshop_id"], unique=False)

    op.create_table(
        "ballot",
        sa.Column("activity_id", sa.Integer(), nullable=False),
        sa.Column("key", sa.String(), nullable=False),
        sa.Column("content", sa.JSON(), nullable=False),
        sa.ForeignKeyConstraint(
            ["activity_id"], ["activity.id"], name=op.f("fk_ballot_activity_id_activity"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("activity_id", "key", name=op.f("pk_ballot")),
        sqlite_with_rowid=False,
    )
    op.create_table(
        "move",
        sa.Column("activity_id", sa.Integer(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("content", sa.JSON(), nullable=False),
        sa.Column("made_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["activity_id"], ["activity.id"], name=op.f("fk_move_activity_id_activity"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("activity_id", "number", name=op.f("pk_move")),
    )
    op.create_table(
        "option",
        sa.Column("activity_id", sa.Integer(), nullable=False),
        sa.Column("code", sa.String(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("label", sa.JSON(), nullable=False),
        sa.Column("tables", sa.JSON(), nullable=False),
        sa.ForeignKeyConstraint(
            ["activity_id"], ["activity.id"], name=op.f("fk_option_activity_id_activity"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("activity_id", "code", name=op.f("pk_option")),
    )
    op.create_table(
        "participant",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("workshop_id", sa.Integer(), nullable=False),
        sa.Column("table_id", sa.Integer(), nullable=True),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("role", sa.String(), nullable=False),
        sa.Column("language", sa.String(), nullable=False),
        sa.Column("present", sa.Boolean(), nullable=False),
        sa.Column("joined_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["table_id"], ["table.id"], name=op.f("fk_participant_table_id_table")),
        sa.ForeignKeyConstraint(
            ["workshop_id"], ["workshop.id"], name=op.f("fk_participant_workshop_id_workshop"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_participant")),
    )
    with op.batch_alter_table("participant", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_participant_workshop_id"), ["workshop_id"], unique=False)

    op.create_table(
        "table_status",
        sa.Column("activity_id", sa.Integer(), nullable=False),
        sa.Column("table_id", sa.Integer(), nullable=False),
        sa.Column("state", sa.String(), nullable=False),
        sa.ForeignKeyConstraint(
            ["activity_id"], ["activity.id"], name=op.f("fk_table_status_activity_id_activity"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(
            ["table_id"], ["table.id"], name=op.f("fk_table_status_table_id_table"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("activity_id", "table_id", name=op.f("pk_table_status")),
    )
    op.create_table(
        "answer",
        sa.Column("activity_id", sa.Integer(), nullable=False),
        sa.Column("participant_id", sa.Integer(), nullable=False),
        sa.Column("content", sa.JSON(), nullable=False),
        sa.Column("given_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["activity_id"], ["activity.id"], name=op.f("fk_answer_activity_id_activity"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(
            ["participant_id"],
            ["participant.id"],
            name=op.f("fk_answer_participant_id_participant"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("activity_id", "participant_id", name=op.f("pk_answer")),
    )
    op.create_table(
        "entry",
        sa.Column("activity_id", sa.Integer(), nullable=False),
        sa.Column("table_id", sa.Integer(), nullable=False),
        sa.Column("field", sa.String(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("text", sa.String(), nullable=False),
        sa.Column("participant_id", sa.Integer(), nullable=True),
        sa.Column("written_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["activity_id"], ["activity.id"], name=op.f("fk_entry_activity_id_activity"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(
            ["participant_id"],
            ["participant.id"],
            name=op.f("fk_entry_participant_id_participant"),
            ondelete="SET NULL",
        ),
        sa.ForeignKeyConstraint(["table_id"], ["table.id"], name=op.f("fk_entry_table_id_table"), ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("activity_id", "table_id", "field", "version", name=op.f("pk_entry")),
    )
    op.create_table(
        "token",
        sa.Column("fingerprint", sa.String(), nullable=False),
        sa.Column("workshop_id", sa.Integer(), nullable=False),
        sa.Column("role", sa.String(), nullable=False),
        sa.Column("participant_id", sa.Integer(), nullable=True),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["participant_id"], ["participant.id"], name=op.f("fk_token_participant_id_participant"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(
            ["workshop_id"], ["workshop.id"], name=op.f("fk_token_workshop_id_workshop"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("fingerprint", name=op.f("pk_token")),
    )
    with op.batch_alter_table("token", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_token_workshop_id"), ["workshop_id"], unique=False)

    op.create_table(
        "voter",
        sa.Column("activity_id", sa.Integer(), nullable=False),
        sa.Column("participant_id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["activity_id"], ["activity.id"], name=op.f("fk_voter_activity_id_activity"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(
            ["participant_id"], ["participant.id"], name=op.f("fk_voter_participant_id_participant"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("activity_id", "participant_id", name=op.f("pk_voter")),
        sqlite_with_rowid=False,
    )


def downgrade() -> None:
    op.drop_table("voter")
    with op.batch_alter_table("token", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_token_workshop_id"))

    op.drop_table("token")
    op.drop_table("entry")
    op.drop_table("answer")
    op.drop_table("table_status")
    with op.batch_alter_table("participant", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_participant_workshop_id"))

    op.drop_table("participant")
    op.drop_table("option")
    op.drop_table("move")
    op.drop_table("ballot")
    with op.batch_alter_table("table", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_table_workshop_id"))

    op.drop_table("table")
    with op.batch_alter_table("pairing", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_pairing_workshop_id"))

    op.drop_table("pairing")
    with op.batch_alter_table("activity", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_activity_workshop_id"))

    op.drop_table("activity")
    op.drop_table("workshop")
    op.drop_table("receipt")
    with op.batch_alter_table("deck_revision", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_deck_revision_fingerprint"))

    op.drop_table("deck_revision")
