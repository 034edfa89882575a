"""A copy of the database file, made while it is being written: complete, or not there."""

import sqlite3
from collections.abc import Mapping
from contextlib import closing
from pathlib import Path
from sqlite3 import Connection

from sqlalchemy import URL, make_url

from toolkit import clock
from toolkit.files import whole
from toolkit.language import gettext as _

FOLDER = "snapshots"
# Voters and ballots go together, and so do the receipts of having voted: whoever did votes again. Papers go with the
# line that says they were entered, and are entered again; the whole room has seen hands, which stay.
_STEPS = "activity_id IN (SELECT id FROM activity WHERE is_open)"
_OPEN = {
    "receipt": """result IN (SELECT '{"vote": ' || activity_id || '}' FROM voter JOIN activity ON id = activity_id"""
    " WHERE is_open)",
    "voter": _STEPS,
    "envelope": _STEPS,
    "ballot": f"{_STEPS} AND origin != 'hand'",
    "addition": f"{_STEPS} AND origin != 'hand'",
}


class BackupRefused(Exception):
    """What was given cannot be copied or put back; the message says why in one sentence."""


def file_of(database_url: str | URL) -> Path | None:
    """Return the file of a database, or None for one that is not a single file."""
    url = make_url(database_url)
    return Path(url.database) if url.get_backend_name() == "sqlite" and url.database else None


def named(reason: str, ending: str = ".db") -> str:
    """Name a copy after the reason and the local time."""
    return f"musette-{reason}-{clock.now().astimezone():%Y-%m-%d-%H%M%S-%f}"[:-3] + ending


def place(database: Path, reason: str) -> Path:
    """Return where a copy is kept beside the database, in a folder that only its owner can read."""
    folder = database.parent / FOLDER
    folder.mkdir(mode=0o700, exist_ok=True)
    return folder / named(reason)


def copy(database_url: str | URL, target: Path, *, sealed: bool = False) -> None:
    """Copy a database to `target`: complete and verified, or nothing under that name.

    All that was acknowledged before is in it, and nobody waits to write. A `sealed` copy lacks what came in while a
    secret vote is open: two copies around one ballot would tell whose it is.

    Raises BackupRefused for what is no sound SQLite file, OSError when the copy cannot be written.
    """
    source = _source(database_url)
    try:
        with whole(target) as unfinished:
            _fill(source, unfinished, _OPEN if sealed else {})
    except sqlite3.Error as error:
        raise _refusal(source, error) from error


def _source(database_url: str | URL) -> Path:
    file = file_of(database_url)
    if file is None:
        raise BackupRefused(_("This database is not an SQLite file. For PostgreSQL, use pg_dump and pg_restore."))
    if not file.is_file():
        raise BackupRefused(_("%(file)s is not there.", file=file))
    return file


def _fill(source: Path, target: Path, without: Mapping[str, str]) -> None:
    """Copy the rows of one moment, `without` some of a table, and without a trace of those erased before it.

    VACUUM INTO would do both, but not inside the transaction that counts the rows, and a count of another
    moment proves nothing.
    """
    with closing(connect(source)) as original, closing(connect(target)) as copy:
        original.execute("BEGIN")
        rows = count(original)
        original.backup(copy)
        original.rollback()
        for table, which in without.items():
            rows[table] -= copy.execute(f"DELETE FROM {table} WHERE {which}").rowcount  # noqa: S608
        copy.execute("PRAGMA journal_mode = DELETE")  # one file, with no log beside it
        copy.execute("PRAGMA synchronous = OFF")  # it is synced once, when it is complete
        copy.execute("VACUUM")
        sound = copy.execute("PRAGMA integrity_check").fetchone()[0] == "ok"
        if not sound or count(copy) != rows:
            raise BackupRefused(_damaged(source))


def count(connection: Connection) -> dict[str, int]:
    """Count the rows of each table."""
    tables = [row[0] for row in connection.execute("SELECT name FROM sqlite_master WHERE type = 'table'")]
    return {table: connection.execute(f'SELECT count(*) FROM "{table}"').fetchone()[0] for table in tables}  # noqa: S608


def connect(file: Path) -> Connection:
    """Open a database file that is there, without making one."""
    return sqlite3.connect(f"{file.resolve().as_uri()}?mode=rw", uri=True, isolation_level=None, timeout=15)


def _refusal(file: Path, error: sqlite3.Error) -> BackupRefused:
    why = getattr(error, "sqlite_errorname", "")
    if why == "SQLITE_NOTADB":
        return BackupRefused(_("%(file)s is not a Musette database.", file=file))
    if why.startswith("SQLITE_CORRUPT"):
        return BackupRefused(_damaged(file))
    return BackupRefused(_("%(file)s cannot be copied: %(why)s.", file=file, why=error))


def _damaged(file: Path) -> str:
    return _("%(file)s is damaged: SQLite finds errors in it.", file=file)
