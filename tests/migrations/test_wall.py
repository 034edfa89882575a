"""What was named in the bag of the wall is in columns of its own, and goes back into it."""

import json
import sqlite3
from contextlib import closing

import pytest
from alembic import command

from toolkit import migrations
from toolkit.db import Database

BAGS = {
    "{}": (None, False, 100, "", False, 0),
    '{"table": 2, "join": true, "zoom": "130", "address": "10.0.0.7", "tested": true, "withdrawn": 3}': (
        *(2, True, 130, "10.0.0.7", True, 3),
    ),
    '{"table": null, "join": false, "withdrawn": 1}': (None, False, 100, "", False, 1),
}


@pytest.fixture
def move(tmp_path):
    """Return how to give the file another shape."""

    def to(shape, how=command.upgrade):
        with closing(Database(f"sqlite:///{tmp_path / 'musette.db'}")) as database, database.engine.begin() as opened:
            how(migrations._config(opened), shape)

    to("0011")
    return to


@pytest.mark.parametrize(("bag", "columns"), BAGS.items())
def test_the_values_are_kept_on_the_way_there_and_back(tmp_path, move, bag, columns):
    def ask(query):
        with closing(sqlite3.connect(tmp_path / "musette.db")) as opened:
            found = opened.execute(query).fetchall()
            opened.commit()
            return found

    ask("INSERT INTO deck_revision VALUES (1, 'musette', 1, 'print', '{}', '2026-11-01')")
    ask(
        "INSERT INTO workshop (id, code, title, template, languages, deck_revision_id, names, writers, joining, photos,"
        " paused, wall, version, created_at, purge_on, uid)"
        " VALUES (1, 'ABC234', 'Tuesday', 'musette-90', '[\"en\"]', 1,"
        f" 'free', 'everyone', 1, 1, 0, '{bag}', 0, '2026-11-01', '2099-01-01', 'u')"
    )
    ask('INSERT INTO "table" VALUES (1, 1, 1, 0)')

    move("0012")

    assert ask("SELECT focus, join_layer, zoom, address, phone_tested, keys_withdrawn FROM workshop") == [columns]
    assert ask('SELECT workshop_id FROM "table"') == [(1,)]

    move("0011", command.downgrade)

    back = json.loads(ask("SELECT wall FROM workshop")[0][0])
    assert back == back | json.loads(bag)
