"""an index for the posts of which nobody knows whether they are out"""

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0003"
branch_labels = None
depends_on = None

DOUBTFUL = sa.text("state = 'doubtful'")


def upgrade() -> None:
    op.create_index(
        "ix_deliveries_doubtful",
        "deliveries",
        ["job"],
        sqlite_where=DOUBTFUL,
        postgresql_where=DOUBTFUL,
    )


def downgrade() -> None:
    op.drop_index("ix_deliveries_doubtful", "deliveries")
