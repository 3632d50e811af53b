"""the messages of the web page"""

import sqlalchemy as sa
from alembic import op

revision = "0009"
down_revision = "0008"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "transcript",
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer, "sqlite"), primary_key=True),
        sa.Column("conversation", sa.String(300), nullable=False),
        sa.Column("key", sa.String(100)),
        sa.Column("body", sa.LargeBinary, nullable=False),
        sa.Column("files", sa.JSON, nullable=False),
        sa.Column("at", sa.Double, nullable=False),
        sa.UniqueConstraint("conversation", "key"),
        sqlite_autoincrement=True,
    )
    op.create_index("ix_transcript_shown", "transcript", ["conversation", "id"])


def downgrade() -> None:
    op.drop_table("transcript")
