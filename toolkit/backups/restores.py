"""The way back: a backup takes the place of the database, which is kept."""

import shutil
import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path

from alembic.util import CommandError
from sqlalchemy import URL
from sqlalchemy.exc import SQLAlchemyError

from toolkit import migrations
from toolkit.backups.archives import DECKS, put_back, unpack
from toolkit.backups.copies import (
    BackupRefused,
    connect,
    copy,
    count,
    file_of,
    named,
    place,
)
from toolkit.db import Database
from toolkit.files import UNFINISHED, sync, sync_folder
from toolkit.language import gettext as _
from toolkit.workshops import expiry


class DatabaseInUse(Exception):
    """Another program uses the database."""


@dataclass(frozen=True)
class Predecessor:
    """Where what was there before is kept: the file of the database, the folder of decks."""

    database: Path | None
    decks: Path | None


def restore(file: Path, target_url: str | URL, data: Path | None = None) -> Predecessor:
    """Put a backup in the place of the database, its photos and decks in the folder `data`; return what is kept aside.

    The backup is verified and brought to the newest shape before anything is replaced. `data` is the folder of the
    database unless given.

    Raises BackupRefused, DatabaseInUse, or OSError when the disk says no.
    """
    target = file_of(target_url)
    if target is None:
        raise BackupRefused(_("This database is not an SQLite file. For PostgreSQL, use pg_dump and pg_restore."))
    with in_use(target_url, alone=True):
        return _replace(target, file, data or target.parent)


def _replace(target: Path, file: Path, data: Path) -> Predecessor:
    ready = Path(f"{place(target, 'restoring')}{UNFINISHED}")
    rows = Path(f"{ready}-rows{UNFINISHED}")
    try:
        source, decks = unpack(file, rows, data)
        copy(URL.create("sqlite", database=str(source)), ready)
        _recognise(ready, file)
        _modernise(ready, file)
        aside = _put_aside(target)
        ready.replace(target)
        sync_folder(target.parent)
        return Predecessor(aside, put_back(decks, data / DECKS, data / named("before-restore", "-decks")))
    finally:
        _remove(rows, "")
        _remove(ready, "", "-wal", "-shm")


@contextmanager
def in_use(database_url: str | URL, *, alone: bool = False) -> Iterator[None]:
    """Tell other programs that this one uses the database, or needs to be `alone` with it.

    The lock is SQLite's own, on an empty file: every system has it, and it ends with the program.

    Raises DatabaseInUse.
    """
    file = file_of(database_url)
    if file is None:
        yield
        return
    with closing(sqlite3.connect(f"{file}.lock", timeout=0, isolation_level=None)) as lock:
        try:
            lock.execute("BEGIN EXCLUSIVE" if alone else "BEGIN")
            lock.execute("SELECT * FROM sqlite_master").fetchall()
        except sqlite3.OperationalError as error:
            message = _("Musette is running on %(folder)s: stop it there first, with Ctrl+C.", folder=file.parent)
            raise DatabaseInUse(message) from error
        yield


def _recognise(ready: Path, file: Path) -> None:
    with closing(connect(ready)) as connection:
        rows = count(connection)
        if "workshop" not in rows or not rows.get("alembic_version"):
            raise BackupRefused(_("%(file)s is not a Musette database.", file=file))
        shapes = {row[0] for row in connection.execute("SELECT version_num FROM alembic_version")}
    if shapes - migrations.known():
        raise BackupRefused(
            _("%(file)s was made by a later version of Musette: install that version first.", file=file)
        )


def _modernise(ready: Path, file: Path) -> None:
    database = Database(f"sqlite:///{ready}")
    try:
        migrations.upgrade(database.engine)
        # What somebody read of its workshops may be long ago, and was perhaps answered since: they are told again.
        database.write(expiry.void)
    except (CommandError, SQLAlchemyError) as error:
        why = str(error).split("\n")[0]
        raise BackupRefused(_("%(file)s cannot be brought up to date: %(why)s.", file=file, why=why)) from error
    finally:
        database.close()
    sync(ready)


def _put_aside(target: Path) -> Path | None:
    """Keep what is about to be replaced; the log beside it must not meet the new file."""
    if not target.exists():
        return None
    aside = place(target, "before-restore")
    try:
        copy(f"sqlite:///{target}", aside)
    except BackupRefused:  # it is damaged, which may be why a backup is put back: its bytes are kept
        for log in ("", "-wal"):
            with suppress(FileNotFoundError):
                shutil.copyfile(f"{target}{log}", f"{aside}{log}")
    _remove(target, "-wal", "-shm")
    return aside


def _remove(file: Path, *endings: str) -> None:
    for ending in endings:
        Path(f"{file}{ending}").unlink(missing_ok=True)
