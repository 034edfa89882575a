"""A file of an earlier version is copied before its shape changes, and then holds the same workshops."""

import sqlite3
from contextlib import closing
from pathlib import Path
from threading import Event

import pytest
from alembic import command

from toolkit import migrations
from toolkit.cli.databases import open_database
from toolkit.cli.sweeping import Sweeper
from toolkit.db import Database


@pytest.fixture
def old(tmp_path: Path) -> Path:
    """A database as the first version left it, with one workshop."""
    file = tmp_path / "musette.db"
    database = Database(f"sqlite:///{file}")
    with database.engine.begin() as connection:
        command.upgrade(migrations._config(connection), "0001")
    database.close()
    with closing(sqlite3.connect(file)) as connection:
        connection.execute("INSERT INTO deck_revision VALUES (1, 'musette', 1, 'print', '{}', '2026-11-01')")
        connection.execute(
            "INSERT INTO workshop VALUES (1, 'ABC234', 'Tuesday', 'musette-90', '[\"en\"]', 1, NULL, 'free',"
            " 'everyone', 1, 0, NULL, '{}', 0, '2026-11-01', '2099-01-01', NULL)"
        )
        connection.execute('INSERT INTO "table" VALUES (1, 1, 1, 0)')
        connection.execute(
            "INSERT INTO activity (id, workshop_id, position, code, kind, minutes, extra, title, instruction, script,"
            " settings, is_open, is_shown, spent)"
            " VALUES (1, 1, 0, 'v', 'dots', 5, 0, '{}', '{}', '{}', '{}', 0, 0, 0)"
        )
        connection.execute("""INSERT INTO ballot VALUES (1, 'k', '{"A1": 2}')""")
        connection.commit()
    return file


def rows(file, query):
    with closing(sqlite3.connect(file)) as connection:
        return connection.execute(query).fetchall()


def test_a_file_is_copied_before_its_shape_changes_and_keeps_its_rows(old):
    open_database(f"sqlite:///{old}").close()

    [copy] = (old.parent / "snapshots").glob("*before-upgrade*")
    assert rows(copy, "SELECT version_num FROM alembic_version") == [("0001",)]
    assert rows(copy, "SELECT code FROM workshop") == rows(old, "SELECT code FROM workshop") == [("ABC234",)]
    assert rows(old, 'SELECT workshop_id FROM "table"') == [(1,)]
    assert rows(old, "SELECT owner FROM workshop") == [(None,)]


def test_a_ballot_of_an_earlier_version_is_one_from_a_phone(old):
    open_database(f"sqlite:///{old}").close()

    assert rows(old, "SELECT key, content, weight, origin FROM ballot") == [("k", '{"A1": 2}', 1, "phone")]


def test_a_file_of_this_version_and_a_new_one_are_not_copied(tmp_path):
    for _time in range(2):
        open_database(f"sqlite:///{tmp_path / 'musette.db'}").close()

    assert not (tmp_path / "snapshots").exists()


def test_a_sweep_that_fails_is_not_the_last():
    swept, enough = [], Event()

    def sweep():
        swept.append(1)
        if len(swept) == 3:
            enough.set()
        raise OSError("the database is away")

    with Sweeper(sweep, every=0.01):
        assert enough.wait(30)
