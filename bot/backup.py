"""`reelay backup` and `reelay restore`: everything the bot knows, in a folder of its own.

The database is written as lines of JSON, the same from SQLite and PostgreSQL; the studio's files
and what the page's messages show are copied. Uploads that wait for their work are not: a restore
begins none. The key is not in it: who has both has the stored tokens.
"""

from __future__ import annotations

import asyncio
import gzip
import os
import shutil
import sqlite3
from contextlib import closing
from io import TextIOWrapper
from pathlib import Path

from bot.app import open_store
from bot.screen import Screen
from bot.settings import Settings
from core.clock import SystemClock
from core.store import backup
from core.store.database import DatabaseError, parse_url
from core.store.reseal import check
from core.store.vault import VaultError
from core.work import restored

ROWS = "rows.jsonl.gz"
FOLDERS = ("studio", "page/kept")


async def back_up(settings: Settings, screen: Screen, folder: Path) -> int:
    """Write a backup into a new folder, and tell what it needs; raises DatabaseError."""
    count, files = await write(settings, folder)
    screen.print(f"✓ {count} rows and {files} files are in {folder}.", markup=False)
    key_file = settings.reelay_data_dir / "reelay.key"
    key = "REELAY_SECRET_KEY" if settings.reelay_secret_key.get_secret_value() else str(key_file)
    screen.print(
        f"! Without its key it cannot be restored: keep a copy of {key}, but not beside it.",
        style="yellow",
        markup=False,
    )
    return 0


async def write(settings: Settings, folder: Path) -> tuple[int, int]:
    """Write a backup into a new folder, while the bot runs: how many rows and files.

    Raises DatabaseError, and OSError where there is no room.
    """
    await asyncio.to_thread(_new, folder)
    url = parse_url(settings.database_url, settings.reelay_data_dir)
    count = -1  # the header is no row
    with _open(folder / ROWS) as out:
        async for line in backup.dump(url):
            out.write(next(backup.written([line])) + "\n")
            count += 1
    data = settings.reelay_data_dir
    found = [name for name in FOLDERS if (data / name).is_dir()]
    copied = [await asyncio.to_thread(_copy, data / name, folder / name) for name in found]
    return count, sum(copied)


async def restore(settings: Settings, screen: Screen, folder: Path) -> int:
    """Put a backup into an empty database and begin none of its work; 2 where that cannot be.

    Raises DatabaseError and VaultError with what to do.
    """
    rows = folder / ROWS
    if not rows.is_file():
        screen.print(
            f"✗ There is no backup in {folder}: {ROWS} is missing.", style="red", markup=False
        )
        return 2
    copies = {
        folder / name: settings.reelay_data_dir / name
        for name in FOLDERS
        if (folder / name).is_dir()
    }
    for there in copies.values():
        if there.is_dir() and any(there.iterdir()):
            screen.print(f"✗ {there} is not empty: move it away first.", style="red", markup=False)
            return 2
    store = await open_store(settings)
    try:
        with gzip.open(rows, "rt", encoding="utf-8") as lines:
            async with store.begin() as tx:
                count = await backup.load(tx.connection, backup.read(lines))
                ended = await restored.settle(tx, SystemClock().now())
                await check(tx.connection, store.vault)
    except VaultError:
        key = settings.reelay_data_dir / "reelay.key"
        screen.print(
            "✗ Nothing was restored: the backup was sealed with another key. "
            f"Put that one into {key} or REELAY_SECRET_KEY, and start again.",
            style="red",
            markup=False,
        )
        return 2
    except (backup.BackupError, OSError, EOFError) as error:
        screen.print(f"✗ Nothing was restored: {error}", style="red", markup=False)
        return 2
    finally:
        await store.close()
    for copy, there in copies.items():
        try:
            await asyncio.to_thread(shutil.copytree, copy, there, dirs_exist_ok=True)
        except OSError as error:
            text = f"✗ The rows are restored, but {there} could not be written: {error}"
            screen.print(f"{text}; copy {copy} there yourself.", markup=False)
            return 2
    told = "No request was open then."
    if ended:
        told = f"Requests that were open then: {ended}. They are not begun again; their people are"
        told += " told at the start, with the way to their project."
    screen.print(
        f"✓ {count} rows are restored. {told}",
        markup=False,
    )
    return 0


def _new(folder: Path) -> None:
    try:
        folder.mkdir(parents=True, mode=0o700)
    except FileExistsError:
        if any(folder.iterdir()):
            raise DatabaseError(f"{folder} is not empty: name a new folder") from None
    except OSError as error:
        raise DatabaseError(f"{folder} cannot be made: {error.strerror}") from error


def _open(file: Path) -> TextIOWrapper:
    """A new file for text, readable by its owner alone from its first byte."""
    os.close(os.open(file, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600))
    return gzip.open(file, "wt", encoding="utf-8")


def _copy(source: Path, target: Path) -> int:
    """Copy a folder, a database in it by SQLite's own backup; how many files."""
    count = 0
    for path in sorted(source.rglob("*")):
        there = target / path.relative_to(source)
        if path.is_dir():
            there.mkdir(parents=True, exist_ok=True, mode=0o700)
        elif path.suffix == ".sqlite3":
            with closing(sqlite3.connect(path)) as old, closing(sqlite3.connect(there)) as new:
                old.backup(new)
            count += 1
        elif not path.name.endswith(("-wal", "-shm")):
            there.parent.mkdir(parents=True, exist_ok=True)
            try:
                shutil.copy2(path, there)
            except FileNotFoundError:
                continue  # it was tidied away meanwhile
            count += 1
    return count
