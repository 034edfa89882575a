"""What is in a database file, and the files around it."""

import sqlite3
import time
from contextlib import closing
from hashlib import sha256

import pytest

from toolkit.backups.copies import FOLDER
from toolkit.language import use
from toolkit.workshops.models import Receipt


@pytest.fixture(autouse=True)
def in_english():
    with use("en"):
        yield


@pytest.fixture
def url(database):
    return str(database.engine.url)


@pytest.fixture
def snapshots(tmp_path):
    """Return how to list the names in the folder of snapshots."""
    return lambda: sorted(file.name for file in (tmp_path / FOLDER).glob("*"))


def contents(file):
    """Return the number of rows of each table of a file, and what is in them, as a hash."""
    with closing(sqlite3.connect(file)) as connection:
        tables = [row[0] for row in connection.execute("select name from sqlite_master where type = 'table'")]
        rows = {table: sorted(map(repr, connection.execute(f'select * from "{table}"'))) for table in tables}
    return {table: (len(found), sha256("".join(found).encode()).hexdigest()) for table, found in rows.items()}


def wait_until(met):
    end = time.monotonic() + 30
    while not met() and time.monotonic() < end:
        time.sleep(0.01)
    assert met()


def keys(file):
    """Return the keys of the receipts in a file that is sound."""
    with closing(sqlite3.connect(file)) as connection:
        assert connection.execute("pragma integrity_check").fetchone() == ("ok",)
        return {row[0] for row in connection.execute("select key from receipt")}


@pytest.fixture
def damage():
    """Return how to spoil the pages of a database in the middle of its file."""

    def spoil(database, file):
        database.write(lambda session: session.add_all(_receipts()))
        database.close()
        content = bytearray(file.read_bytes())
        half = len(content) // 2
        content[half : half + 8192] = b"\xa5" * 8192
        file.write_bytes(content)

    return spoil


def _receipts():
    return [Receipt(holder="test", key=f"damage-{number}", result={"said": "x" * 200}) for number in range(500)]
