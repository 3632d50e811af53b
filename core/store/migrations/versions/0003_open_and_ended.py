"""indexes for what is looked at often and must not cost more as history grows; a column less"""

import sqlalchemy as sa
from alembic import op

from core.store.tables import Moment

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None

ENDED = "state in ('done', 'failed', 'cancelled')"
UNTIDY = sa.text(f"{ENDED} and progress is not null")


def upgrade() -> None:
    op.create_index("ix_jobs_untidy", "jobs", ["id"], sqlite_where=UNTIDY, postgresql_where=UNTIDY)
    op.create_index(
        "ix_jobs_ended",
        "jobs",
        ["updated"],
        sqlite_where=sa.text(ENDED),
        postgresql_where=sa.text(ENDED),
    )
    op.drop_column("users", "seen")


def downgrade() -> None:
    op.add_column("users", sa.Column("seen", Moment(), nullable=False, server_default="0"))
    op.drop_index("ix_jobs_ended", "jobs")
    op.drop_index("ix_jobs_untidy", "jobs")
