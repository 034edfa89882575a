"""What a start erases, with a clock that was wrong, and the pages that tell of it before."""

import os
import time
from datetime import timedelta

import pytest

from toolkit import clock
from toolkit.activities import agenda
from toolkit.backups.copies import copy
from toolkit.backups.restores import restore
from toolkit.backups.snapshots import snapshot
from toolkit.cli.sweeping import sweep
from toolkit.config import Settings
from toolkit.language import use
from toolkit.workshops import expiry, services
from toolkit.workshops.models import Workshop


@pytest.fixture(autouse=True)
def in_english():
    with use("en"):
        yield


@pytest.fixture
def start(tmp_path, monkeypatch, capsys):
    """Return how to start Musette so many days from now; it says what it does."""
    now, settings = clock._STARTED, Settings(data=tmp_path, secret="")

    def begin(days):
        monkeypatch.setattr(clock, "_STARTED", now + timedelta(days=days))
        sweep(settings)
        return capsys.readouterr().out

    return begin


@pytest.fixture
def slow(start, database):
    """A workshop that is held while the clock is sixty days slow, and a copy made meanwhile."""
    start(-60)
    brief = agenda.Brief(template="musette-90", title="Tuesday", languages=["en"], tables=2)
    code = database.write(lambda session: agenda.prepare(session, brief).code)
    made = snapshot(database.engine.url)
    then = time.time() - 60 * 86400
    os.utime(made, (then, then))
    return code


def is_here(database, code):
    with database.read() as session:
        return services.find(session, code) is not None


def test_a_start_erases_nothing_because_the_clock_was_wrong(start, slow, database, tmp_path):
    assert "The clock has jumped" in start(0)

    assert is_here(database, slow)
    assert list((tmp_path / "snapshots").iterdir())


def test_what_was_read_of_goes_a_day_later_with_its_copies(start, slow, database, tmp_path):
    start(0)
    database.write(expiry.give_notice)

    assert start(1) == ""
    assert "“Tuesday” has passed" in start(2)
    assert not is_here(database, slow)
    assert not list((tmp_path / "snapshots").iterdir())


def test_a_restored_workshop_is_not_erased_by_what_was_read_of_it_before(start, slow, database, tmp_path):
    start(0)
    database.write(expiry.give_notice)
    copy(database.engine.url, tmp_path / "backup.db")
    database.write(lambda session: expiry.keep_longer(session.query(Workshop).one()))
    database.close()

    restore(tmp_path / "backup.db", database.engine.url)

    assert start(20) == ""
    assert is_here(database, slow)
