"""On PostgreSQL too: workshops of before get a name and columns for their wall, and one comes from a file."""

from contextlib import closing

from alembic import command
from sqlalchemy import text

from tests.reports.everything import Everything
from toolkit import migrations
from toolkit.db import Database
from toolkit.media import shelves
from toolkit.reports import imports
from toolkit.reports.exports import export, written
from toolkit.workshops import services
from toolkit.workshops.models import Workshop

DECK = "INSERT INTO deck_revision VALUES (1, 'musette', 1, 'print', '{}', '2026-11-01')"
WORKSHOP = (
    "INSERT INTO workshop (id, code, title, template, languages, deck_revision_id, names, writers, joining, photos,"
    " paused, wall, version, created_at, purge_on) VALUES (1, 'ABC234', 'Tuesday', 'musette-90', '[\"en\"]', 1, 'free',"
    " 'everyone', true, true, false, '{\"table\": 2, \"zoom\": \"130\"}', 0, '2026-11-01', '2099-01-01')"
)


def test_a_workshop_of_the_version_before_keeps_its_wall(new_database):
    with closing(Database(new_database)) as database:
        with database.engine.begin() as connection:
            command.upgrade(migrations._config(connection), "0008")
            for statement in (DECK, WORKSHOP):
                connection.execute(text(statement))

        migrations.upgrade(database.engine)

        migrations.check(database.engine)
        with database.read() as session:
            workshop = session.query(Workshop).one()
        assert (workshop.focus, workshop.zoom, workshop.join_layer, len(workshop.uid)) == (2, 130, False, 36)


def test_a_workshop_is_brought_in_from_a_file(database, new_database, tmp_path):
    shelves.keep_in(tmp_path)
    code = database.write(lambda session: Everything(session).play().workshop.code)
    whole = {"names": True, "hidden": True}
    with database.read() as session:
        content = written(export(session, services.find(session, code), **whole))

    with closing(Database(new_database)) as elsewhere:
        migrations.upgrade(elsewhere.engine)
        elsewhere.write(lambda session: imports.bring_in(session, imports.read(content)))
        with elsewhere.read() as session:
            again = written(export(session, services.find(session, code), **whole))

    assert again.partition(b'"workshop"')[2] == content.partition(b'"workshop"')[2]
