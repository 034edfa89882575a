import logging
import os
import time
from datetime import timedelta
from threading import Event

import pytest

from tests.backups.conftest import contents, wait_until
from toolkit import clock
from toolkit.backups import snapshots as ring
from toolkit.backups.copies import FOLDER
from toolkit.backups.snapshots import Keeper, forget, let_age, snapshot
from toolkit.workshops import erasures, joining, services
from toolkit.workshops.models import Receipt, Workshop

CANARY = "canary7f3a9c"


@pytest.fixture
def canary(database, workshop):
    """The code of a workshop that somebody called Canary is in."""

    def enter(session):
        joining.join(session, session.get_one(Workshop, workshop.id), name=CANARY, table=1, language="fr")

    database.write(enter)
    return workshop.code


def erase(database, code):
    database.write(lambda session: erasures.purge(session, services.find(session, code)))


def complete(snapshots):
    return [name for name in snapshots() if name.endswith(".db")]


def write(database, key):
    database.write(lambda session: session.add(Receipt(holder="test", key=key)))


def test_a_snapshot_says_why_and_when_and_is_complete(url, workshop, tmp_path):
    made = snapshot(url, f"step-{workshop.code}")

    assert made.name.startswith(f"musette-step-{workshop.code}-{clock.now().astimezone():%Y-%m-%d-}")
    assert made.parent == tmp_path / FOLDER
    assert contents(made) == contents(tmp_path / "musette.db")


def test_the_newest_snapshots_of_each_kind_stay(url, monkeypatch, snapshots):
    monkeypatch.setattr(ring, "LIMITS", {"timed": 3, "step": 2})

    made = [snapshot(url, reason) for reason in ["timed", "step-ABC", "step-XYZ"] * 4]

    assert snapshots() == sorted(file.name for file in [*made[::3][-3:], *made[-2:]])


def test_what_was_just_made_stays_when_the_clock_went_back(url, monkeypatch, snapshots):
    monkeypatch.setattr(ring, "LIMITS", {"timed": 1})
    later = time.time() + 1e6
    os.utime(snapshot(url), (later, later))

    made = snapshot(url)

    assert snapshots() == [made.name]


def test_the_newest_stay_when_the_clock_went_back(url, monkeypatch, snapshots):
    monkeypatch.setattr(ring, "LIMITS", {"timed": 3})
    later = time.time() + 1e6
    for _time in range(3):
        os.utime(snapshot(url), (later, later))

    made = [snapshot(url) for _time in range(3)]

    assert snapshots() == [file.name for file in made]


def test_an_erased_workshop_is_in_no_snapshot(database, url, canary, tmp_path):
    snapshot(url)
    snapshot(url, f"step-{canary}")
    (tmp_path / FOLDER / "musette-timed-1.db-x.part").write_text(CANARY)
    (tmp_path / FOLDER / "musette-before-restore-1.db").write_text(f"damaged {CANARY}")

    erase(database, canary)
    database.forget()
    forget(url, canary)
    kept = snapshot(url)

    files = [file for file in tmp_path.rglob("*") if file.is_file()]
    assert kept in files
    assert not [file for file in files if CANARY.encode() in file.read_bytes()]


def test_a_workshop_erased_while_its_snapshot_is_made_is_not_in_it(database, url, canary, monkeypatch, snapshots):
    copy = ring.copy

    def copy_late(*arguments, **how):
        copy(*arguments, **how)
        erase(database, canary)

    monkeypatch.setattr(ring, "copy", copy_late)

    assert snapshot(url) is None
    assert snapshots() == []


@pytest.mark.usefixtures("canary")
def test_snapshots_of_other_workshops_stay(url, snapshots):
    before = snapshot(url)

    forget(url, "XXXXXX")

    assert snapshots() == [before.name]


def test_a_workshop_whose_day_has_passed_and_that_is_here_no_longer_is_in_no_snapshot(database, url, canary, snapshots):
    def pass_the_day(session):
        services.find(session, canary).purge_on = clock.now().date() - timedelta(days=1)

    snapshot(url, "before-restore")
    database.write(pass_the_day)
    snapshot(url, "before-restore")
    let_age(url)
    assert len(snapshots()) == 2

    erase(database, canary)
    let_age(url)

    assert len(snapshots()) == 1


def test_no_snapshot_is_older_than_a_month(url, snapshots):
    old = snapshot(url)
    os.utime(old, (time.time() - 31 * 86400,) * 2)

    let_age(url)

    assert snapshots() == []


def test_a_damaged_file_put_aside_stays_for_a_month(tmp_path, url, snapshots):
    (tmp_path / FOLDER).mkdir()
    (tmp_path / FOLDER / "musette-before-restore-1.db").write_text("damaged")

    forget(url)
    let_age(url)

    assert snapshots() == ["musette-before-restore-1.db"]


def test_what_was_cut_short_goes_at_any_start(tmp_path, url, snapshots):
    (tmp_path / FOLDER).mkdir()
    (tmp_path / FOLDER / "musette-timed-1.db-x.part").write_text("half")

    forget(url)

    assert snapshots() == []


def test_snapshots_are_taken_on_time_and_only_of_what_has_changed(database, url, snapshots):
    with Keeper(url, every=0.02):
        wait_until(lambda: complete(snapshots))
        time.sleep(0.2)
        assert len(complete(snapshots)) == 1
        write(database, "something new")
        wait_until(lambda: len(complete(snapshots)) > 1)


def test_a_snapshot_can_be_asked_for_without_waiting(url, snapshots, monkeypatch):
    copy, asked, before = ring.copy, Event(), []
    monkeypatch.setattr(ring, "copy", lambda *given, **how: (before.append(asked.wait(30)), copy(*given, **how)))

    with Keeper(url) as keeper:
        keeper.ask("step-ABCDEF")
        asked.set()

    assert before == [True]
    assert len(snapshots()) == 1


def test_a_full_disk_is_said_and_tried_again(url, snapshots, monkeypatch, caplog):
    copy, full = ring.copy, [OSError(28, "No space left on device")]
    monkeypatch.setattr(ring, "copy", lambda *given, **how: copy(*given, **how) if not full else _raise(full.pop()))

    with caplog.at_level(logging.WARNING), Keeper(url, every=0.02):
        wait_until(snapshots)

    assert "No space left" in caplog.text


def _raise(error):
    raise error


def test_with_postgresql_nothing_is_kept():
    with Keeper("postgresql+psycopg://musette@db/musette") as keeper:
        keeper.ask("timed")

    assert snapshot("postgresql+psycopg://musette@db/musette") is None
    forget("postgresql+psycopg://musette@db/musette", "ABCDEF")


def test_a_keeper_says_until_when_everything_is_in_a_snapshot(url, monkeypatch):
    now = clock._STARTED
    with Keeper(url, every=0.02) as keeper:
        wait_until(lambda: keeper.last)
        first = keeper.last
        wait_until(lambda: keeper.last > first)  # nothing has changed: all of it is still in the last snapshot
        assert not keeper.late

    monkeypatch.setattr(clock, "_STARTED", now + timedelta(minutes=16))
    assert keeper.late


def test_a_keeper_that_cannot_keep_is_late_a_quarter_of_an_hour_after_it_began(url, monkeypatch):
    now, keeper = clock._STARTED, Keeper(url)
    assert not keeper.late

    monkeypatch.setattr(clock, "_STARTED", now + timedelta(minutes=16))

    assert keeper.late
    assert keeper.last is None


def test_with_postgresql_nothing_is_said_of_snapshots():
    with Keeper("postgresql+psycopg://musette@db/musette") as keeper:
        assert not keeper.works
