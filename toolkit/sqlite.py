"""SQLite, made to keep what it has acknowledged."""

from functools import partial
from typing import Any

from sqlalchemy import Connection, Engine, event

# FULL: with NORMAL a power cut loses votes that were already acknowledged.
PRAGMAS = {"busy_timeout": 15000, "journal_mode": "wal", "synchronous": 2, "foreign_keys": 1, "secure_delete": 1}

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

    @event.listens_for(engine, "connect")
    def connect(connection: Any, _record: Any) -> None:
        connection.isolation_level = None
        for name, value in PRAGMAS.items():
            connection.execute(f"PRAGMA {name} = {value}")
            if connection.execute(f"PRAGMA {name}").fetchone()[0] != value:
                raise RuntimeError(f"This disk does not let SQLite keep its promises: {name} is not {value}.")

    @event.listens_for(engine, "begin")
    def begin(connection: Connection) -> None:
        # A plain BEGIN that writes later fails at once when another writer was faster.
        writes = connection.get_execution_options().get("writes")
        connection.exec_driver_sql("BEGIN IMMEDIATE" if writes else "BEGIN")


def _say(words: str, connection: Connection, name: str) -> None:
    connection.exec_driver_sql(f"{words} {name}")


def empty_log(engine: Engine) -> bool:
    """Empty the write-ahead log, waiting 15 s for those who read; say whether nothing is left in it."""
    connection = engine.raw_connection()
    try:
        busy = connection.cursor().execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchone()[0]
    finally:
        connection.close()
    return not busy
