"""SQLite's write-ahead log, read as an attacker would: the database as it was after each commit."""

import shutil
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

HEADER, FRAME_HEADER = 32, 24


def states(file: Path, folder: Path) -> Iterator[dict[str, list[tuple]]]:
    """Yield all rows of all tables after each commit that the log of a database still holds."""
    log = Path(f"{file}-wal").read_bytes()
    frame = FRAME_HEADER + int.from_bytes(log[8:12], "big")
    for number, start in enumerate(range(HEADER, len(log) - frame + 1, frame)):
        if log[start + 4 : start + 8] != bytes(4):  # the size of the database: this frame ends a commit
            copy = folder / f"{number}.db"
            shutil.copy(file, copy)
            Path(f"{copy}-wal").write_bytes(log[: start + frame])
            yield rows(copy)


def rows(file: Path) -> dict[str, list[tuple]]:
    """Return all rows of all tables."""
    with closing(sqlite3.connect(file)) as connection:
        names = [name for (name,) in connection.execute("select name from sqlite_master where type = 'table'")]
        return {name: connection.execute(f'select * from "{name}"').fetchall() for name in names}
