"""A backup carries photos and decks, and brings them back to where they were or to another laptop."""

import os
import shutil
import sqlite3
import time
from contextlib import closing
from pathlib import Path
from types import SimpleNamespace
from zipfile import ZipFile

import pytest

from tests.backups.conftest import contents
from toolkit.activities import agenda, photos
from toolkit.activities.models import Photo
from toolkit.backups import archives
from toolkit.backups.archives import pack
from toolkit.backups.copies import BackupRefused, copy
from toolkit.backups.restores import restore
from toolkit.cli.sweeping import sweep
from toolkit.config import Settings
from toolkit.decks import library
from toolkit.media import shelves
from toolkit.workshops import erasures
from toolkit.workshops.models import Workshop

HOSTILE = ["media/ABC234/../../x.jpg", "decks/../musette.db", "decks/mine/../../x", "decks/mine/C:x", "/etc/x", "x"]


@pytest.fixture(autouse=True)
def shelf(tmp_path):
    """The shelf of this laptop."""
    shelves.keep_in(tmp_path)
    return tmp_path / "media"


@pytest.fixture
def add_photo(database, workshop, shelf):
    """Return how a table adds a photo, an hour ago and more; the name of its file is returned."""

    def add(content):
        name = shelves.name_of(workshop.code, content)
        shelves.in_use().put(name, content)
        os.utime(shelf / name, (time.time() - 9000,) * 2)

        def unit(session):
            here = session.get_one(Workshop, workshop.id)
            step = agenda.steps(session, here)[0].id
            about = {"large": name, "small": name, "width": 2, "height": 1, "alt": "Paper"}
            session.add(Photo(activity_id=step, table_id=here.tables[0].id, **about))

        database.write(unit)
        return name

    return add


@pytest.fixture
def start(tmp_path):
    """Return how to start Musette."""
    return lambda: sweep(Settings(data=tmp_path, secret=""))


def readable(shelf, *names):
    return [name for name in names if (shelf / name).is_file()]


@pytest.mark.parametrize("suffix", ["zip", "db"])
def test_there_and_back_again_both_photos_are_readable(add_photo, database, url, tmp_path, start, suffix):
    write = (lambda file: pack(url, tmp_path, file)) if suffix == "zip" else (lambda file: copy(url, file))
    first = add_photo(b"first")
    write(tmp_path / f"a.{suffix}")
    second = add_photo(b"second")
    write(tmp_path / f"b.{suffix}")
    database.close()

    restore(tmp_path / f"a.{suffix}", url)
    start()
    database.close()
    restore(tmp_path / f"b.{suffix}", url)
    start()

    assert readable(tmp_path / "media", first, second) == [first, second]
    with database.read() as session:
        assert session.query(Photo).count() == 2
        assert photos.unnamed(session) == []


def test_a_database_that_was_empty_once_costs_no_photo(add_photo, database, tmp_path, shelf, start):
    name = add_photo(b"first")
    database.close()
    (tmp_path / "musette.db").rename(tmp_path / "aside.db")

    start()
    (tmp_path / "aside.db").replace(tmp_path / "musette.db")
    start()

    assert readable(shelf, name) == [name]


def test_what_another_database_names_is_said_until_then(add_photo, database, url, tmp_path, start):
    copy(url, tmp_path / "a.db")
    name = add_photo(b"first")
    database.close()

    restore(tmp_path / "a.db", url)
    start()

    with database.read() as session:
        assert [file.name for file in photos.unnamed(session)] == [name]


def test_a_workshop_erased_on_purpose_leaves_no_photo_whatever_was_restored(
    add_photo, database, workshop, url, tmp_path, shelf
):
    copy(url, tmp_path / "a.db")
    add_photo(b"first")
    database.close()
    restore(tmp_path / "a.db", url)

    photos.erase(database.write(lambda session: erasures.purge(session, session.get_one(Workshop, workshop.id))))

    assert not [file for file in shelf.rglob("*") if file.is_file()]


@pytest.fixture
def deck(tmp_path):
    """A deck of this laptop, with an image, and what an edit of it left."""
    folder = tmp_path / "decks" / "mine"
    shutil.copytree(library.location("musette"), folder)
    (folder / "images").mkdir(exist_ok=True)
    (folder / "images" / "sun.png").write_bytes(b"a picture")
    (tmp_path / "decks" / ".history" / "mine").mkdir(parents=True)
    (tmp_path / "decks" / ".history" / "mine" / "000001.json").write_text("{}")
    return folder


def test_another_laptop_takes_over_photos_and_decks(add_photo, url, tmp_path, deck):
    name = add_photo(b"first")
    other = tmp_path / "laptop"
    other.mkdir()
    pack(url, tmp_path, tmp_path / "stick.zip")

    kept = restore(tmp_path / "stick.zip", f"sqlite:///{other}/musette.db", other)

    assert kept.database is kept.decks is None
    assert contents(other / "musette.db") == contents(tmp_path / "musette.db")
    assert (other / "media" / name).read_bytes() == b"first"
    assert (other / "media" / name).stat().st_mode & 0o077 == 0
    assert archives._decks(other / "decks") == archives._decks(tmp_path / "decks")
    assert (other / "decks" / "mine" / "images" / "sun.png").read_bytes() == b"a picture"
    assert deck.is_dir()


def test_a_deck_that_was_changed_since_is_kept_aside(url, database, tmp_path, deck):
    pack(url, tmp_path, tmp_path / "a.zip")
    (deck / "images" / "sun.png").write_bytes(b"another picture")
    shutil.copytree(deck, tmp_path / "decks" / "later")
    database.close()

    kept = restore(tmp_path / "a.zip", url)

    assert (deck / "images" / "sun.png").read_bytes() == b"a picture"
    assert (kept.decks / "mine" / "images" / "sun.png").read_bytes() == b"another picture"
    assert [file.name for file in kept.decks.iterdir()] == ["mine"]
    assert (tmp_path / "decks" / "later").is_dir()


def test_decks_that_are_the_same_stay_where_they_are(url, database, tmp_path, deck):
    pack(url, tmp_path, tmp_path / "a.zip")
    database.close()
    before = deck.stat().st_ino

    assert restore(tmp_path / "a.zip", url).decks is None

    assert deck.stat().st_ino == before


def test_a_backup_is_readable_by_its_owner_only_and_leaves_nothing_beside_it(url, tmp_path):
    (tmp_path / "stick").mkdir()

    pack(url, tmp_path, tmp_path / "stick" / "a.zip")

    assert [file.name for file in (tmp_path / "stick").iterdir()] == ["a.zip"]
    assert (tmp_path / "stick" / "a.zip").stat().st_mode & 0o077 == 0


def test_a_photo_that_is_gone_does_not_stop_a_backup(add_photo, url, tmp_path, shelf):
    (shelf / add_photo(b"first")).unlink()

    pack(url, tmp_path, tmp_path / "a.zip")

    with ZipFile(tmp_path / "a.zip") as archive:
        assert archive.namelist() == ["musette.db"]


def test_a_database_from_before_there_were_photos_is_backed_up(url, database, tmp_path):
    database.close()
    with closing(sqlite3.connect(tmp_path / "musette.db")) as connection:
        connection.execute("drop table photo")

    pack(url, tmp_path, tmp_path / "a.zip")

    assert (tmp_path / "a.zip").is_file()


def cut(file: Path) -> None:
    file.write_bytes(file.read_bytes()[: file.stat().st_size // 2])


def spoil(file: Path) -> None:
    content = bytearray(file.read_bytes())
    content[len(content) // 2 : len(content) // 2 + 64] = b"\xa5" * 64
    file.write_bytes(content)


def empty(file: Path) -> None:
    with ZipFile(file, "w") as archive:
        archive.writestr("list.txt", "a shopping list")


@pytest.mark.parametrize("harm", [cut, spoil, empty])
def test_a_backup_that_is_damaged_or_none_changes_nothing(url, database, tmp_path, harm):
    pack(url, tmp_path, tmp_path / "a.zip")
    database.close()
    present = contents(tmp_path / "musette.db")
    harm(tmp_path / "a.zip")

    with pytest.raises(BackupRefused, match=r"a\.zip is (damaged|not a Musette database)"):
        restore(tmp_path / "a.zip", url)

    assert contents(tmp_path / "musette.db") == present
    assert not any((tmp_path / "snapshots").iterdir())


@pytest.mark.parametrize("free", [10, 10_000_000])
def test_a_disk_without_room_is_said(url, database, tmp_path, monkeypatch, add_photo, free):
    add_photo(b"first")
    pack(url, tmp_path, tmp_path / "a.zip")
    database.close()
    shutil.rmtree(tmp_path / "media")
    monkeypatch.setattr(shutil, "disk_usage", lambda _folder: SimpleNamespace(free=free))

    with pytest.raises(BackupRefused, match="no room"):
        restore(tmp_path / "a.zip", url)


@pytest.mark.parametrize("name", HOSTILE)
def test_no_name_in_a_backup_leads_elsewhere(url, tmp_path, name):
    pack(url, tmp_path, tmp_path / "a.zip")
    with ZipFile(tmp_path / "a.zip", "a") as archive:
        archive.writestr(name, b"harm")
    other = tmp_path / "deep" / "laptop"
    other.mkdir(parents=True)

    restore(tmp_path / "a.zip", f"sqlite:///{other}/musette.db")

    assert not [file for file in tmp_path.rglob("*") if file.is_file() and file.read_bytes() == b"harm"]
