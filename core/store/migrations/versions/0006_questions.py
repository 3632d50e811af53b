"""the questions with which turns of the agent end, and how far each is answered"""

import sqlalchemy as sa
from alembic import op

revision = "0006"
down_revision = "0005"
branch_labels = None
depends_on = None

ROW_ID = sa.BigInteger().with_variant(sa.Integer, "sqlite")
ASKING = sa.text("state = 'open'")


def upgrade() -> None:
    op.create_table(
        "questions",
        sa.Column("job", ROW_ID, nullable=False),
        sa.Column("project", ROW_ID, nullable=False),
        sa.Column("state", sa.String(16), nullable=False),
        sa.Column("asked", sa.JSON(), nullable=False),
        sa.Column("answers", sa.JSON(), nullable=False),
        sa.Column("toggles", sa.JSON(), nullable=False),
        sa.Column("typing", sa.Boolean(), nullable=False, server_default=sa.text("false")),
        sa.Column("version", sa.Integer(), nullable=False, server_default="0"),
        sa.ForeignKeyConstraint(["job"], ["jobs.id"], name="fk_questions_job", ondelete="CASCADE"),
        sa.ForeignKeyConstraint(["project"], ["projects.id"], name="fk_questions_project"),
        sa.PrimaryKeyConstraint("job", name="pk_questions"),
    )
    op.create_index(
        "ix_questions_open",
        "questions",
        ["project"],
        sqlite_where=ASKING,
        postgresql_where=ASKING,
    )


def downgrade() -> None:
    op.drop_index("ix_questions_open", "questions")
    op.drop_table("questions")
