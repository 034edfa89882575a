"""Snapshots that the desk and the console cause."""

from dataclasses import replace

import pytest

from toolkit.backups.snapshots import Keeper, snapshot


class Asked(Keeper):
    """Remembers what it is asked for."""

    def __init__(self):
        self.reasons = []

    def ask(self, reason):
        self.reasons.append(reason)


@pytest.fixture
def asked(app, monkeypatch):
    """The reasons for which a snapshot was asked."""
    keeper = Asked()
    monkeypatch.setitem(app.extensions, "house", replace(app.extensions["house"], keeper=keeper))
    return keeper.reasons


def test_each_change_of_step_is_kept(asked, as_chloe, room):
    going = {"leaving": room.step("welcome"), "going": room.step("frame")}

    as_chloe.send(f"/run/{room.code}/advance", going)

    assert asked == [f"step-{room.code}"]


def test_a_change_that_is_refused_is_not(asked, as_chloe, room):
    as_chloe.send(f"/run/{room.code}/advance", {"leaving": room.step("pitch"), "going": room.step("frame")})

    assert asked == []


@pytest.mark.usefixtures("other_room")
def test_erasing_a_workshop_takes_it_out_of_the_snapshots_and_the_log(asked, as_owner, room, database, tmp_path):
    kept = snapshot(database.engine.url)

    as_owner.send(f"/console/{room.code}/purge", {"again": room.code})

    assert not kept.exists()
    assert asked == ["timed"]
    assert (tmp_path / "musette.db-wal").read_bytes() == b""
