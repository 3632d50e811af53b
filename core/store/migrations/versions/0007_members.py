"""who was let in, kept out or made an admin, and what admins did"""

import sqlalchemy as sa
from alembic import op

from core.store.tables import Moment, RowId

revision = "0007"
down_revision = "0006"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "members",
        sa.Column("user", RowId, nullable=False),
        sa.Column("standing", sa.String(16), nullable=False),
        sa.Column("admin", sa.Boolean(), server_default=sa.text("false"), nullable=False),
        sa.Column("turns", sa.Integer()),
        sa.Column("exports", sa.Integer()),
        sa.Column("name", sa.String(255), server_default="", nullable=False),
        sa.Column("address", sa.JSON()),
        sa.Column("asked", Moment()),
        sa.ForeignKeyConstraint(["user"], ["users.id"], name="fk_members_user", ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("user", name="pk_members"),
    )
    op.create_index("ix_members_standing", "members", ["standing", "asked"])
    op.create_table(
        "audit",
        sa.Column("id", RowId, nullable=False),
        sa.Column("at", Moment(), nullable=False),
        sa.Column("admin", sa.String(200), nullable=False),
        sa.Column("action", sa.String(32), nullable=False),
        sa.Column("detail", sa.String(255), server_default="", nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_audit"),
    )


def downgrade() -> None:
    op.drop_table("audit")
    op.drop_table("members")
