"""Snapshots that the desk and the console cause."""

from dataclasses import replace
from datetime import timedelta

import pytest

from tests.web.conftest import HTMX
from toolkit import clock
from toolkit.activities import agenda
from toolkit.activities.models import Voter
from toolkit.backups.restores import restore
from toolkit.backups.snapshots import Keeper, snapshot
from toolkit.dates import clock_time
from toolkit.language import use


class Asked(Keeper):
    """Remembers what it is asked for."""

    def __init__(self, url):
        super().__init__(url)
        self.reasons = []

    def ask(self, reason):
        self.reasons.append(reason)


@pytest.fixture
def asked(app, database, monkeypatch):
    """The reasons for which a snapshot was asked."""
    keeper = Asked(str(database.engine.url))
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
def test_erasing_a_workshop_takes_it_out_of_the_snapshots_and_the_log(
    asked, as_owner, room, database, tmp_path, cannot_undo
):
    kept = snapshot(database.engine.url)

    as_owner.send(f"/console/{room.code}/purge", {"again": room.code})
    assert kept.exists(), "it can be undone"
    cannot_undo()

    assert not kept.exists()
    assert asked == ["timed"]
    assert (tmp_path / "musette.db-wal").read_bytes() == b""


@pytest.fixture
def vote(room, as_amina):
    """Go to the vote on what the table of Amina wrote; return its number."""
    as_amina.send(f"/w/{room.code}/{room.go('pitch')}/fields/whom", {"text": "A chest for Nadia", "base": 0})
    return room.go("judgment")


@pytest.mark.parametrize("closing", [{"name": "open", "on": "no"}, {"name": "shown", "on": "yes"}])
def test_closing_a_vote_is_kept_and_opening_one_is_not(asked, as_chloe, room, vote, closing):
    as_chloe.send(f"/run/{room.code}/{vote}/switch", {"name": "open", "on": "yes"})
    assert asked == []

    as_chloe.send(f"/run/{room.code}/{vote}/switch", closing)

    assert asked == [f"step-{room.code}"]


def test_a_ballot_that_a_restored_snapshot_lacks_is_taken_when_the_phone_sends_it_again(as_amina, room, database, vote):
    room.write(lambda session, here: agenda.switch(session, here, agenda.step(session, here, vote), "open", on=True))
    ballot = {"blank": "1", "key": "tapped once"}
    as_amina.send(f"/w/{room.code}/{vote}/vote", ballot)
    made = snapshot(database.engine.url)
    database.close()

    restore(made, database.engine.url)

    assert room.count(Voter) == len(room.ballots()) == 0
    assert "is received" in as_amina.send(f"/w/{room.code}/{vote}/vote", ballot, **HTMX).text
    assert room.count(Voter) == len(room.ballots()) == 1


@pytest.fixture
def keeper(app, database, monkeypatch):
    """Whoever takes snapshots; here, nobody does it for them."""
    keeper = Keeper(str(database.engine.url))
    monkeypatch.setitem(app.extensions, "house", replace(app.extensions["house"], keeper=keeper))
    return keeper


@pytest.mark.parametrize("place", ["/console", "/run/{code}", "/run/{code}/snapshots"])
def test_desk_and_console_say_when_the_last_snapshot_was(keeper, as_owner, room, monkeypatch, place):
    def said():
        return as_owner.get(place.format(code=room.code)).text

    assert "No copy yet" in said()

    keeper.last = clock.now()
    with use("en"):
        then = clock_time(keeper.last)
    assert f"Last copy: {then}" in said()

    monkeypatch.setattr(clock, "_STARTED", clock._STARTED + timedelta(minutes=16))
    assert f"No copy has been made since {then}." in said()


def test_where_no_snapshot_is_taken_nothing_is_said_of_them(as_owner, room):
    assert "copy" not in as_owner.get("/console").text
    assert 'id="snapshots"' not in as_owner.get(f"/run/{room.code}").text
