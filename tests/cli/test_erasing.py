"""What was erased on the console goes for good: a minute later, or when a laptop stops, and by no clock's word."""

import time
from datetime import timedelta

import pytest

from toolkit import clock
from toolkit.activities import photos
from toolkit.backups.snapshots import snapshot
from toolkit.cli.erasing import erasing
from toolkit.config import Settings
from toolkit.media import shelves
from toolkit.workshops import erasures, services
from toolkit.workshops.models import Workshop

PATIENCE = 20


@pytest.fixture
def settings(tmp_path):
    return Settings(data=tmp_path, secret="")


@pytest.fixture
def code(database, workshop, amina, tmp_path):
    """The code of a workshop with somebody, a photo and a snapshot, erased this moment by a server that died."""
    assert amina
    shelves.keep_in(tmp_path)
    shelves.in_use().put(shelves.name_of(workshop.code, b"x"), b"x")
    snapshot(database.engine.url)
    database.write(lambda session: erasures.erase(session, services.find(session, workshop.code)))
    return workshop.code


@pytest.fixture
def minutes(monkeypatch):
    """Return how minutes pass while Musette runs."""
    return lambda number: monkeypatch.setattr(clock, "_ANCHOR", clock._ANCHOR - 60 * number)


def rows(database):
    with database.read() as session:
        return session.query(Workshop).count()


def left(folder):
    """List the files that still say something of it."""
    files = [file for name in ("musette*", "snapshots/*", "media/**/*") for file in folder.glob(name) if file.is_file()]
    return [file.name for file in files if b"Amina" in file.read_bytes() or file.suffix == ".jpg"]


def wait_until(true):
    end = time.monotonic() + PATIENCE
    while not true():
        assert time.monotonic() < end
        time.sleep(0.02)


@pytest.mark.usefixtures("code")
def test_a_minute_after_a_start_it_has_left_every_file(database, settings, minutes, tmp_path):
    assert len(left(tmp_path)) > 2
    with erasing(settings, every=0.02):
        time.sleep(0.2)
        assert rows(database) == 1, "it can be undone"
        minutes(1)
        wait_until(lambda: not rows(database))

    assert left(tmp_path) == []


@pytest.mark.parametrize("days", [-400, 400])
def test_a_clock_that_jumps_before_the_next_start_neither_erases_nor_keeps(
    database, settings, minutes, code, days, monkeypatch
):
    monkeypatch.setattr(clock, "_STARTED", clock._STARTED + timedelta(days=days))
    with erasing(settings, every=0.02):
        time.sleep(0.2)
        database.write(lambda session: erasures.undo(session, code, {}))
        minutes(2)
        time.sleep(0.2)
        assert rows(database) == 1
        database.write(lambda session: erasures.erase(session, services.find(session, code)))
        minutes(1)
        wait_until(lambda: not rows(database))


@pytest.mark.usefixtures("code")
def test_what_cannot_be_erased_at_once_is_tried_again(database, settings, minutes, tmp_path, monkeypatch):
    tries = []

    def held_by_another_program(*codes):
        tries.append(codes)
        if len(tries) < 3:
            raise PermissionError(codes)
        erase_photos(*codes)

    erase_photos = photos.erase
    monkeypatch.setattr(photos, "erase", held_by_another_program)
    with erasing(settings, every=0.02):
        minutes(1)
        wait_until(lambda: not rows(database))

    assert left(tmp_path) == []


def test_what_can_no_longer_be_undone_is_not(database, code, minutes):
    minutes(1)

    with pytest.raises(erasures.TooLate):
        database.write(lambda session: erasures.undo(session, code, {}))


@pytest.mark.usefixtures("code")
def test_a_laptop_that_stops_leaves_nothing_behind(database, settings, tmp_path):
    with erasing(settings):
        assert rows(database) == 1

    assert rows(database) == 0
    assert left(tmp_path) == []


@pytest.mark.usefixtures("code")
def test_a_server_that_stops_starts_again_and_gives_the_minute_then(database, settings):
    with erasing(settings.with_(hosted=True)):
        pass

    assert rows(database) == 1


def test_what_was_not_erased_stays(database, workshop, settings, minutes):
    with erasing(settings, every=0.02):
        minutes(10)
        time.sleep(0.2)

    with database.read() as session:
        assert services.find(session, workshop.code)
