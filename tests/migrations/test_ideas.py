"""What was hidden is in a state by that name, and all that stands beside an idea begins with nothing."""

import sqlite3
from contextlib import closing

import pytest
from alembic import command

from toolkit import migrations
from toolkit.db import Database

COLUMNS = "number, text, state, details, owner_id, original, pinned, under, heading, withdrawn"


@pytest.fixture
def file(tmp_path):
    return tmp_path / "musette.db"


@pytest.fixture
def move(file):
    """Return how to give the file another shape."""

    def to(shape, how=command.upgrade):
        with closing(Database(f"sqlite:///{file}")) as database, database.engine.begin() as opened:
            how(migrations._config(opened), shape)

    to("0012")
    return to


def test_the_ideas_of_before_are_there_as_they_were_on_the_way_there_and_back(file, move):
    def ask(query):
        with closing(sqlite3.connect(file)) as opened:
            found = opened.execute(query).fetchall()
            opened.commit()
            return found

    for number, hidden in ((1, 0), (2, 1)):
        ask(
            "INSERT INTO idea (activity_id, number, text, given_at, hidden, withdrawn, answered)"
            f" VALUES (1, {number}, 'Idea {number}', '2026-11-01', {hidden}, 0, 0)"
        )
    ask("INSERT INTO support VALUES (1, 1, 1)")

    move("0014")

    assert ask(f"SELECT {COLUMNS} FROM idea ORDER BY number") == [
        (1, "Idea 1", "shown", "{}", None, None, 0, None, "{}", 0),
        (2, "Idea 2", "hidden", "{}", None, None, 0, None, "{}", 0),
    ]
    assert ask("SELECT number FROM support") == [(1,)]
    ask("UPDATE idea SET state = 'waiting' WHERE number = 1")

    move("0012", command.downgrade)

    assert ask("SELECT number, text, hidden FROM idea ORDER BY number") == [(1, "Idea 1", 1), (2, "Idea 2", 1)]
    assert ask("SELECT number FROM support") == [(1,)]
