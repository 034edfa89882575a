"""Shapes of the database only grow: a process of the version before goes on while the next one has begun."""

import pytest
from alembic import command
from alembic.script import ScriptDirectory
from sqlalchemy import create_engine, inspect

from toolkit.migrations import _HERE, _config

FIRST = "0028"  # what was promised from this shape on
LATER = [
    script.revision
    for script in reversed(list(ScriptDirectory(str(_HERE)).walk_revisions()))
    if script.revision > FIRST
]


def at(file, revision):
    """Bring a database to a shape; return its columns by table and name."""
    engine = create_engine(f"sqlite:///{file}")
    with engine.begin() as connection:
        command.upgrade(_config(connection), revision)
    shape = inspect(engine)
    found = {
        (table, column["name"]): (str(column["type"]), column["nullable"], column["default"])
        for table in shape.get_table_names()
        for column in shape.get_columns(table)
    }
    engine.dispose()
    return found


@pytest.mark.parametrize("revision", LATER)
def test_a_migration_takes_nothing_from_the_version_before(tmp_path, revision):
    file = tmp_path / "musette.db"
    before = at(file, [FIRST, *LATER][LATER.index(revision)])
    after = at(file, revision)
    tables = {table for table, _column in before}

    assert {place: after.get(place) for place in before} == before
    added = {place: about for place, about in after.items() if place not in before and place[0] in tables}
    stuck = [place for place, (_type, nullable, default) in added.items() if not nullable and default is None]
    assert stuck == [], "the version before could not add a row"
