"""The laptop's clock is set in the middle of a workshop, by hand or by the network: nobody notices (G21)."""

import re
import time
from datetime import datetime, timedelta

import pytest

from tests.web.conftest import JSON, browse
from toolkit import clock
from toolkit.activities.models import Entry
from toolkit.live import tokens
from toolkit.people import services as people
from toolkit.workshops import pairing

JUMPS = {
    "two hours on": timedelta(hours=2),
    "two hours back": timedelta(hours=-2),
    "four hundred days on": timedelta(days=400),
    "four hundred days back": timedelta(days=-400),
}
LEFT = re.compile(r'<time-left[^>]* left="(-?\d+)"')
STREAM = re.compile(r'"/live/[^/"]+/([^"]+)"')


@pytest.fixture(params=JUMPS.values(), ids=JUMPS)
def jump(request, monkeypatch):
    """Return how the clock of the laptop jumps, for whoever reads it."""
    seconds, now, nanoseconds = request.param.total_seconds(), time.time, time.time_ns

    class Jumped(datetime):
        @classmethod
        def now(cls, tz=None):
            return datetime.now(tz) + request.param

    def jump():
        monkeypatch.setattr(time, "time", lambda: now() + seconds)
        monkeypatch.setattr(time, "time_ns", lambda: nanoseconds() + int(seconds) * 10**9)
        monkeypatch.setattr(clock, "datetime", Jumped)

    return jump


@pytest.fixture
def write(room, as_amina):
    """Return how Amina writes on the sheet of her table."""
    pitch = room.go("pitch")

    def write(text, base, key):
        form = {"text": text, "base": base, "key": key}
        return as_amina.send(f"/w/{room.code}/{pitch}/fields/whom", form, **JSON)

    return write


def left(room, desk):
    return int(LEFT.search(desk.get(f"/run/{room.code}/now").text)[1])


@pytest.mark.usefixtures("write")
def test_the_timer_goes_on_as_if_nothing_had_happened(room, as_chloe, jump):
    before, began = left(room, as_chloe), time.monotonic()

    jump()

    assert before > 0
    assert abs(before - left(room, as_chloe) - (time.monotonic() - began)) < 3


def test_what_is_written_after_a_jump_comes_after_what_was_written_before(room, write, jump):
    assert write("Before", 0, "one").status_code == 200
    jump()
    assert write("After", 1, "two").status_code == 200

    with room.database.read() as session:
        first, second = session.query(Entry).order_by(Entry.written_at)
    assert (first.text, second.text) == ("Before", "After")
    assert second.written_at - first.written_at < timedelta(minutes=1)


def test_what_is_sent_again_after_a_jump_has_the_answer_it_had(room, write, jump):
    before = write("Once", 0, "one")
    jump()
    after = write("Once", 0, "one")

    assert after.status_code == before.status_code == 200
    assert after.text == before.text
    assert room.count(Entry) == 1


def test_every_key_opens_after_a_jump_what_it_opened_before(room, settings, as_amina, as_chloe, as_wall, jump):
    visits = [(as_amina, f"/w/{room.code}"), (as_chloe, f"/run/{room.code}"), (as_wall, f"/wall/{room.code}")]
    streams = [STREAM.search(browser.get(path).text)[1] for browser, path in visits]
    assert as_amina.token

    jump()

    assert [browser.get(path).status_code for browser, path in visits] == [200, 200, 200]
    assert {tokens.verify(settings.secret, stream).channel.workshop for stream in streams} == {room.code}
    assert as_amina.send(f"/w/{room.code}/sit", {"table": 2}).status_code == 303


def test_a_code_that_pairs_a_device_lasts_its_ten_minutes_whatever_the_clock_says(app, room, wait, jump):
    first, second = (room.write(lambda session, here: pairing.offer(session, here, "wall")) for _ in "ab")
    jump()

    assert browse(app).send("/pair", {"code": first}).status_code == 303
    wait(11)
    assert browse(app).send("/pair", {"code": second}).status_code == 422


def test_who_has_signed_in_stays_for_fourteen_days_whatever_the_clock_says(database, wait, jump):
    def enter(session):
        return people.sign_in(session, people.add(session, "Chloé", "a digest"))

    token = database.write(enter)
    jump()

    with database.read() as session:
        assert people.signed_in(session, token).name == "Chloé"
        wait(15 * 24 * 60)
        assert people.signed_in(session, token) is None
