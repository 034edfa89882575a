"""SQLite, made to keep what it has acknowledged."""

import sqlite3
from collections.abc import Hashable
from contextlib import suppress
from functools import partial
from pathlib import Path
from threading import Lock
from time import monotonic, sleep
from typing import Any

from sqlalchemy import Connection, Engine, event

# FULL: with NORMAL a power cut loses votes that were already acknowledged.
PRAGMAS: dict[str, Any] = {
    "busy_timeout": 15000, "journal_mode": "wal", "synchronous": 2, "foreign_keys": 1, "secure_delete": 1,
}  # fmt: skip
LONG = 4_000_000  # bytes of a log that is folded back though people write
MORE = 1_000_000  # bytes that it grows by before that is tried again
BREATH = 0.5  # seconds of silence after which the rest is folded back
MOMENT = 20  # milliseconds that readers are waited for, and nobody can write
PAUSE = 0.1  # seconds until that is tried again, in which everybody can

_SAVEPOINTS = {
    "do_savepoint": "SAVEPOINT",
    "do_release_savepoint": "RELEASE SAVEPOINT",
    "do_rollback_to_savepoint": "ROLLBACK TO SAVEPOINT",
}


def prepare(engine: Engine) -> None:
    """Give every connection its safeguards; opening one raises RuntimeError where the disk refuses them."""
    # Each has another name: SQLAlchemy would compile each anew, a third of what a small unit of work costs.
    for name, words in _SAVEPOINTS.items():
        setattr(engine.dialect, name, partial(_say, words))

    @event.listens_for(engine, "do_connect")
    def connecting(_dialect: Any, _record: Any, words: Any, _more: Any) -> None:
        if words[0] != ":memory:":
            _keep_to_its_owner(Path(words[0]))

    @event.listens_for(engine, "connect")
    def connect(connection: Any, _record: Any) -> None:
        _set(connection)

    @event.listens_for(engine, "begin")
    def begin(connection: Connection) -> None:
        # A plain BEGIN that writes later fails at once when another writer was faster.
        writes = connection.get_execution_options().get("writes")
        connection.exec_driver_sql("BEGIN IMMEDIATE" if writes else "BEGIN")


def _set(connection: Any) -> None:
    connection.isolation_level = None
    for name, value in PRAGMAS.items():
        connection.execute(f"PRAGMA {name} = {value}")
        if connection.execute(f"PRAGMA {name}").fetchone()[0] != value:
            raise RuntimeError(f"This disk does not let SQLite keep its promises: {name} is not {value}.")


def _keep_to_its_owner(file: Path) -> None:
    """Let nobody else read the file, in a folder perhaps that was there before; the log takes its rights from it."""
    with suppress(OSError):  # whoever connects says why
        if not file.exists():
            file.touch(mode=0o600)
        elif file.stat().st_mode & 0o077:
            file.chmod(0o600)


def _say(words: str, connection: Connection, name: str) -> None:
    connection.exec_driver_sql(f"{words} {name}")


def empty_log(engine: Engine, patience: float = 0) -> bool:
    """Empty the write-ahead log, trying for so many seconds; say whether nothing is left in it.

    Nobody can write while readers are waited for: so they are waited for a moment at a time.
    """
    until = monotonic() + patience
    while not (empty := _fold(engine)) and monotonic() < until:
        sleep(PAUSE)
    return empty


def _fold(engine: Engine) -> bool:
    connection = engine.raw_connection()
    try:
        cursor = connection.cursor()
        cursor.execute(f"PRAGMA busy_timeout = {MOMENT}")
        busy = cursor.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchone()[0]
        cursor.execute(f"PRAGMA busy_timeout = {PRAGMAS['busy_timeout']}")
    finally:
        connection.close()
    return not busy


class Watch:
    """Tells one state of the database from the next, whoever writes, this program or another; from any thread."""

    def __init__(self, engine: Engine) -> None:
        self._engine, self._lock = engine, Lock()
        self._connection: Any = None
        event.listen(engine, "engine_disposed", lambda _engine: self.close())

    def state(self) -> Hashable:
        """Name the newest state: nothing was written as long as the name stays."""
        try:
            with self._lock:
                self._connection = self._connection or self._connect()
                (version,) = self._connection.execute("PRAGMA data_version").fetchall()[0]
        except (sqlite3.Error, OSError):  # no file, or one that cannot be read: whoever reads is told why
            return object()
        return int(version)

    def _connect(self) -> Any:
        file = Path(self._engine.url.database or "").resolve(strict=True)
        return sqlite3.connect(f"{file.as_uri()}?mode=rw", uri=True, check_same_thread=False)

    def close(self) -> None:
        """Let go of the file."""
        with self._lock:
            if self._connection is not None:
                self._connection.close()
                self._connection = None


class Log:
    """The write-ahead log: folded back by whoever writes, in a moment when nobody reads."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine
        self._file = Path(f"{engine.url.database}-wal")
        self._long = LONG

    def fold(self, *, quiet: bool) -> None:
        """Empty the log if it is long, or if all is `quiet` and anything is in it; whoever reads is not waited for."""
        if self._size() > (0 if quiet else self._long):
            empty_log(self._engine)
            self._long = max(LONG, self._size() + MORE)

    def _size(self) -> int:
        try:
            return self._file.stat().st_size
        except OSError:
            return 0  # none, or a database that is no file
