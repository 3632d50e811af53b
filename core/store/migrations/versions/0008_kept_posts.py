"""indexes for kept posts and a person's projects; what a prompt used; one index less"""

import sqlalchemy as sa
from alembic import op

revision = "0008"
down_revision = "0007"
branch_labels = None
depends_on = None

KEPT = sa.text("state = 'kept'")
POSTING = sa.text("state = 'delivering'")


def upgrade() -> None:
    op.add_column("jobs", sa.Column("used", sa.Double()))
    op.create_index("ix_projects_user", "projects", ["user", "used"])
    op.drop_index("ix_deliveries_begun", "deliveries")
    op.create_index(
        "ix_deliveries_kept", "deliveries", ["job"], sqlite_where=KEPT, postgresql_where=KEPT
    )


def downgrade() -> None:
    op.drop_index("ix_projects_user", "projects")
    op.drop_index("ix_deliveries_kept", "deliveries")
    op.create_index(
        "ix_deliveries_begun",
        "deliveries",
        ["begun"],
        sqlite_where=POSTING,
        postgresql_where=POSTING,
    )
    op.drop_column("jobs", "used")
