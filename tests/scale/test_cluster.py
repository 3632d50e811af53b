"""The crash proof with several processes on PostgreSQL, in short; `tests.scale.cluster` at length.

Here time is real, since what is tested are processes.
"""

from __future__ import annotations

import random
from pathlib import Path

from cryptography.fernet import Fernet

from core.store.database import parse_url
from core.store.store import Store
from core.store.vault import Vault
from core.work.dispatch.postgres import schema
from tests.crash.audit import audit
from tests.crash.bot import LOG
from tests.scale.cluster import Cluster, Plan, crash
from tests.scale.postgres import Server

KEY = Fernet.generate_key().decode()


async def test_nothing_is_lost_when_one_process_dies_at_a_time(
    own_postgres: Server, tmp_path: Path
) -> None:
    """Six deaths of gateway and workers and a database restart: all is answered, charged once."""
    report = await crash(tmp_path, own_postgres, Plan(kills=6, users=8, restarts=1))
    assert report.audit.clean, report.audit.notes
    assert report.settled
    assert report.audit.facts["ended: result"] > 0
    assert report.kills.total() == 6
    assert report.restarts["in order"] == 1


async def test_what_the_audit_looks_at(postgres_url: str, tmp_path: Path) -> None:
    """A token in any table of the database is found, also inside of bytes."""
    store = await Store.open(parse_url(postgres_url, tmp_path), Vault([KEY]), (schema,))
    async with store.begin() as tx:
        await tx.intake.put_note("adapter/x", "nmv_usr_in_a_note")
        await tx.connection.exec_driver_sql(
            "insert into incoming (event, conversation, payload, open, received)"
            " values ('e', 'c', convert_to('{\"text\": \"nmv_usr_in_bytes\"}', 'UTF8'), false, 0)"
        )
        await tx.connection.exec_driver_sql(
            "insert into procrastinate_jobs (queue_name, task_name, args)"
            " values ('q', 't', '{\"token\": \"nmv_usr_in_the_queue\"}')"
        )
    await store.close()
    async with Cluster.open(tmp_path, random.Random(1)) as world:
        assert isinstance(world, Cluster)
        world.populate(postgres_url, 0)
        (tmp_path / LOG).write_text("")
        found = await audit(world)
    places = sorted(note.split("'")[1] for note in found.notes if "plaintext" in note)
    assert places == ["incoming.payload", "notes.value", "procrastinate_jobs.args"]
