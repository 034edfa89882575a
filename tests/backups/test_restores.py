import sqlite3
from contextlib import closing

import pytest

from tests.backups.conftest import contents
from toolkit import migrations
from toolkit.backups.copies import BackupRefused, copy
from toolkit.backups.restores import DatabaseInUse, Predecessor, in_use, restore
from toolkit.db import Database
from toolkit.workshops.models import Receipt, Workshop


@pytest.fixture
def backup(url, workshop, tmp_path):
    """A backup of a database with a workshop."""
    file = tmp_path / f"{workshop.code}.db"
    copy(url, file)
    return file


@pytest.fixture
def fresh(tmp_path):
    """Another laptop, where Musette was never started."""
    (tmp_path / "laptop").mkdir()
    return tmp_path / "laptop" / "musette.db"


def change(file, *statements):
    with closing(sqlite3.connect(file)) as connection, connection:
        for statement in statements:
            connection.execute(statement)


def test_a_fresh_laptop_takes_over_everything(backup, fresh, workshop):
    before = contents(backup)

    assert restore(backup, f"sqlite:///{fresh}") == Predecessor(None, None)

    assert contents(fresh) == contents(backup) == before
    taken_over = Database(f"sqlite:///{fresh}")
    with taken_over.read() as session:
        assert session.query(Workshop).one().code == workshop.code
    taken_over.close()
    migrations.check(taken_over.engine)
    taken_over.close()


def test_what_was_there_is_kept_aside(backup, database, url, tmp_path):
    database.write(lambda session: session.add(Receipt(holder="test", key="since")))
    database.close()
    present = contents(tmp_path / "musette.db")

    kept = restore(backup, url).database

    assert contents(tmp_path / "musette.db") == contents(backup)
    assert contents(kept) == present != contents(backup)
    assert kept.name.startswith("musette-before-restore-")


def test_a_restore_can_be_taken_back(backup, database, url, tmp_path):
    database.write(lambda session: session.add(Receipt(holder="test", key="since")))
    database.close()
    present = contents(tmp_path / "musette.db")

    restore(restore(backup, url).database, url)

    assert contents(tmp_path / "musette.db") == present


def test_a_damaged_database_is_replaced_and_its_bytes_are_kept(backup, database, url, tmp_path, damage):
    damage(database, tmp_path / "musette.db")
    spoilt = (tmp_path / "musette.db").read_bytes()

    kept = restore(backup, url).database

    assert contents(tmp_path / "musette.db") == contents(backup)
    assert kept.read_bytes() == spoilt


def test_an_older_backup_is_brought_up_to_date(backup, fresh, monkeypatch):
    asked = []
    monkeypatch.setattr(migrations, "upgrade", lambda engine: asked.append(engine.url.database))

    restore(backup, f"sqlite:///{fresh}")

    assert asked
    assert asked != [str(fresh)]


@pytest.mark.parametrize(
    ("statements", "said"),
    [
        (["update alembic_version set version_num = '9999'"], "was made by a later version of Musette"),
        (["drop table alembic_version"], "is not a Musette database"),
        (["delete from alembic_version"], "is not a Musette database"),
    ],
)
def test_a_database_of_an_unknown_shape_is_refused(backup, fresh, statements, said):
    change(backup, *statements)

    with pytest.raises(BackupRefused, match=said) as refusal:
        restore(backup, f"sqlite:///{fresh}")

    assert str(backup) in str(refusal.value)
    assert not fresh.exists()


@pytest.mark.parametrize("content", [b"", b"a shopping list " * 400, b"SQLite format 3\0" + b"\xff" * 8000])
def test_a_foreign_file_is_refused(fresh, tmp_path, content):
    (tmp_path / "other.db").write_bytes(content)

    with pytest.raises(BackupRefused, match=r"other\.db is (not a Musette database|damaged)"):
        restore(tmp_path / "other.db", f"sqlite:///{fresh}")

    assert not fresh.exists()
    assert not any((fresh.parent / "snapshots").iterdir())


def test_a_truncated_backup_is_refused_and_changes_nothing(backup, url, tmp_path):
    present = contents(tmp_path / "musette.db")
    backup.write_bytes(backup.read_bytes()[: backup.stat().st_size // 2])

    with pytest.raises(BackupRefused, match="is damaged"):
        restore(backup, url)

    assert contents(tmp_path / "musette.db") == present
    assert not any((tmp_path / "snapshots").iterdir())


def test_nothing_is_replaced_while_a_server_runs(backup, url, tmp_path):
    with in_use(url), pytest.raises(DatabaseInUse, match="stop it there first"):
        restore(backup, url)

    assert not (tmp_path / "snapshots").exists()
    restore(backup, url)


def test_a_server_does_not_start_while_a_backup_is_put_back(url):
    with in_use(url, alone=True), pytest.raises(DatabaseInUse), in_use(url):
        pass


def test_several_programs_may_use_a_database(url):
    with in_use(url), in_use(url):
        pass
