"""indexes for what is asked of every job, and for what hangs on it"""

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None

CHILD = sa.text("parent is not null")
POSTING = sa.text("state = 'delivering'")


def upgrade() -> None:
    op.create_index("ix_jobs_project", "jobs", ["project", "id"])
    op.create_index(
        "ix_jobs_parent", "jobs", ["parent"], sqlite_where=CHILD, postgresql_where=CHILD
    )
    op.create_index(
        "ix_deliveries_begun",
        "deliveries",
        ["begun"],
        sqlite_where=POSTING,
        postgresql_where=POSTING,
    )


def downgrade() -> None:
    op.drop_index("ix_deliveries_begun", "deliveries")
    op.drop_index("ix_jobs_parent", "jobs")
    op.drop_index("ix_jobs_project", "jobs")
