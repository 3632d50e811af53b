"""The tables, for both databases; `migrations/` holds the same as steps.

Moments are UTC epoch seconds (one form on both databases); `JSON` columns hold the packed values
of `codec`. Backend and claim tokens, and everything a person typed before it was understood, are
in encrypted columns (`LargeBinary`, see `vault`).
"""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

from sqlalchemy import (
    JSON,
    BigInteger,
    Boolean,
    Column,
    Dialect,
    Double,
    ForeignKey,
    Index,
    Integer,
    LargeBinary,
    MetaData,
    String,
    Table,
    Text,
    TypeDecorator,
    UniqueConstraint,
    text,
)


class Moment(TypeDecorator[datetime]):
    """An aware UTC datetime, stored as seconds since the epoch."""

    impl = Double
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> float | None:
        return None if value is None else value.timestamp()

    def process_result_value(self, value: Any, dialect: Dialect) -> datetime | None:
        return None if value is None else datetime.fromtimestamp(value, UTC)


# SQLite numbers rows by itself for INTEGER keys alone.
RowId = BigInteger().with_variant(Integer, "sqlite")

metadata = MetaData(
    naming_convention={
        "ix": "ix_%(column_0_label)s",
        "uq": "uq_%(table_name)s_%(column_0_name)s",
        "fk": "fk_%(table_name)s_%(column_0_name)s",
        "pk": "pk_%(table_name)s",
    }
)

users = Table(
    "users",
    metadata,
    Column("id", RowId, primary_key=True),
    Column("person", String(200), nullable=False, unique=True),
    Column("client_id", String(36), nullable=False, unique=True),
    Column("language", String(16)),
    Column("created", Moment, nullable=False),
)

accounts = Table(
    "accounts",
    metadata,
    Column("id", RowId, primary_key=True),
    Column("user", RowId, ForeignKey("users.id"), nullable=False),
    Column("kind", String(16), nullable=False),
    Column("token", LargeBinary, nullable=False),
    Column("backend_user", String(200), nullable=False, server_default=""),
    Column("expires", Moment),
    Column("refused", Boolean, nullable=False, server_default=text("false")),
    Column("created", Moment, nullable=False),
    UniqueConstraint("user", "kind"),
)

projects = Table(
    "projects",
    metadata,
    Column("id", RowId, primary_key=True),
    Column("conversation", String(300), nullable=False, index=True),
    Column("user", RowId, ForeignKey("users.id"), nullable=False),
    Column("address", JSON, nullable=False),
    Column("title", Text, nullable=False, server_default=""),
    Column("account", String(64), nullable=False, server_default=""),
    Column("task", String(200), nullable=False, server_default=""),
    Column("session", String(200), nullable=False, server_default=""),
    Column("claim", LargeBinary),
    Column("claim_until", Moment),
    Column("active", Boolean, nullable=False),
    Column("created", Moment, nullable=False),
    Column("used", Moment, nullable=False),
    Index("ix_projects_user", "user", "used"),
)

# Queries say this and the conditions below as the indexes do: a planner does not look into
# parameters. Here the indexes say it to SQLite alone: the steps in `migrations`, which make them,
# say it to both, and PostgreSQL's dialect is imported only where it is used.
WAITING = text("open")

incoming = Table(
    "incoming",
    metadata,
    Column("id", RowId, primary_key=True),
    Column("event", String(300), nullable=False, unique=True),
    Column("message", String(300), unique=True),
    Column("conversation", String(300), nullable=False),
    Column("album", String(100), nullable=False, server_default=""),
    Column("payload", LargeBinary, nullable=False),
    Column("open", Boolean, nullable=False),
    Column("received", Moment, nullable=False),
    Index(
        "ix_incoming_waiting",
        "conversation",
        "id",
        sqlite_where=WAITING,
    ),
)

places = Table(
    "places",
    metadata,
    Column("platform", String(32), primary_key=True),
    Column("bot", String(64), primary_key=True),
    Column("chat", String(64), primary_key=True),
    Column("thread", String(64), primary_key=True),
    Column("message", String(64), nullable=False),
    Column("seen", Moment, nullable=False),
)

OPEN = text("state not in ('done', 'failed', 'cancelled')")
ENDED = text("state in ('done', 'failed', 'cancelled')")
UNTIDY = text("state in ('done', 'failed', 'cancelled') and progress is not null")
CHILD = text("parent is not null")
DOUBTFUL = text("deliveries.state = 'doubtful'")
_DOUBTFUL = text("state = 'doubtful'")
KEPT = text("deliveries.state = 'kept'")
_KEPT = text("state = 'kept'")

jobs = Table(
    "jobs",
    metadata,
    Column("id", RowId, primary_key=True),
    Column("lane", String(300), nullable=False),
    Column("kind", String(16), nullable=False),
    Column("state", String(16), nullable=False),
    Column("origin", String(300), nullable=False, unique=True),
    Column("parent", RowId, ForeignKey("jobs.id")),
    Column("user", RowId, ForeignKey("users.id"), nullable=False),
    Column("project", RowId, ForeignKey("projects.id"), nullable=False),
    Column("address", JSON, nullable=False),
    Column("language", String(16), nullable=False),
    Column("request", JSON, nullable=False),
    Column("before", JSON),
    Column("result", JSON),
    Column("causes", JSON, nullable=False),
    Column("polls", Integer, nullable=False, server_default="0"),
    Column("tries", Integer, nullable=False, server_default="0"),
    Column("due", Moment),
    Column("progress", JSON),
    Column("engine", BigInteger),
    Column("created", Moment, nullable=False),
    Column("updated", Moment, nullable=False),
    Column("sent", Moment),
    Column("used", Double),
    Index("ix_jobs_open", "lane", "id", sqlite_where=OPEN),
    Index("ix_jobs_untidy", "id", sqlite_where=UNTIDY),
    Index("ix_jobs_ended", "updated", sqlite_where=ENDED),
    Index("ix_jobs_user", "user", "kind", "created"),
    Index("ix_jobs_project", "project", "id"),
    Index("ix_jobs_parent", "parent", sqlite_where=CHILD),
    # Old buttons name jobs by their number: no other job may ever get it.
    sqlite_autoincrement=True,
)

job_files = Table(
    "job_files",
    metadata,
    Column("job", RowId, ForeignKey("jobs.id", ondelete="CASCADE"), primary_key=True),
    Column("n", Integer, primary_key=True),
    Column("source", JSON, nullable=False),
    Column("state", String(16), nullable=False),
    Column("upload_name", String(200), nullable=False, unique=True),
    Column("uploaded", JSON),
    Column("reason", Text, nullable=False, server_default=""),
)

render_attempts = Table(
    "render_attempts",
    metadata,
    Column("job", RowId, ForeignKey("jobs.id", ondelete="CASCADE"), primary_key=True),
    Column("n", Integer, primary_key=True),
    Column("render_id", String(100), nullable=False, unique=True),
    Column("draft", JSON, nullable=False),
)

deliveries = Table(
    "deliveries",
    metadata,
    Column("job", RowId, ForeignKey("jobs.id", ondelete="CASCADE"), primary_key=True),
    Column("part", Integer, primary_key=True),
    Column("state", String(16), nullable=False),
    Column("content", JSON, nullable=False),
    Column("message_ref", JSON),
    Column("tries", Integer, nullable=False, server_default="0"),
    Column("begun", Moment),
    Index("ix_deliveries_kept", "job", sqlite_where=_KEPT),
    Index("ix_deliveries_doubtful", "job", sqlite_where=_DOUBTFUL),
)

ASKING = text("state = 'open'")

questions = Table(
    "questions",
    metadata,
    Column("job", RowId, ForeignKey("jobs.id", ondelete="CASCADE"), primary_key=True),
    Column("project", RowId, ForeignKey("projects.id"), nullable=False),
    Column("state", String(16), nullable=False),
    Column("asked", JSON, nullable=False),
    Column("answers", JSON, nullable=False),
    Column("toggles", JSON, nullable=False),
    Column("typing", Boolean, nullable=False, server_default=text("false")),
    Column("version", Integer, nullable=False, server_default="0"),
    Index("ix_questions_open", "project", sqlite_where=ASKING),
)

notes = Table(
    "notes",
    metadata,
    Column("key", String(200), primary_key=True),
    Column("value", Text, nullable=False),
)

# Who was let in, kept out, made an admin or given other caps, beside the lists of the settings.
members = Table(
    "members",
    metadata,
    Column("user", RowId, ForeignKey("users.id", ondelete="CASCADE"), primary_key=True),
    Column("standing", String(16), nullable=False),
    Column("admin", Boolean, nullable=False, server_default=text("false")),
    Column("turns", Integer),
    Column("exports", Integer),
    Column("name", String(255), nullable=False, server_default=""),
    Column("address", JSON),
    Column("asked", Moment),
    Index("ix_members_standing", "standing", "asked"),
)

# What admins did, for the other admins to read.
audit = Table(
    "audit",
    metadata,
    Column("id", RowId, primary_key=True),
    Column("at", Moment, nullable=False),
    Column("admin", String(200), nullable=False),
    Column("action", String(32), nullable=False),
    Column("detail", String(255), nullable=False, server_default=""),
)

# What stands in a conversation of a platform that keeps no messages itself: the web page.
transcript = Table(
    "transcript",
    metadata,
    Column("id", RowId, primary_key=True),
    Column("conversation", String(300), nullable=False),
    Column("key", String(100)),
    Column("body", LargeBinary, nullable=False),
    Column("files", JSON, nullable=False),
    Column("at", Moment, nullable=False),
    UniqueConstraint("conversation", "key"),
    Index("ix_transcript_shown", "conversation", "id"),
    # A page that was away knows messages by their numbers: no other may ever get one.
    sqlite_autoincrement=True,
)
