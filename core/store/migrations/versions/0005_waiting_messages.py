"""an index for the messages that wait in one conversation, in place of one over all that wait"""

import sqlalchemy as sa
from alembic import op

revision = "0005"
down_revision = "0004"
branch_labels = None
depends_on = None

WAITING = sa.text("open")


def upgrade() -> None:
    op.create_index(
        "ix_incoming_waiting",
        "incoming",
        ["conversation", "id"],
        sqlite_where=WAITING,
        postgresql_where=WAITING,
    )
    op.drop_index("ix_incoming_open", "incoming")


def downgrade() -> None:
    op.create_index("ix_incoming_open", "incoming", ["open", "id"])
    op.drop_index("ix_incoming_waiting", "incoming")
