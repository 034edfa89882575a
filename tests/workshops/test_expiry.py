"""What goes by the clock goes only after somebody could read of it: clocks are wrong, and are set right."""

from datetime import timedelta

import pytest
from sqlalchemy import select

from toolkit import clock
from toolkit.activities import agenda, rehearsals
from toolkit.workshops import expiry
from toolkit.workshops.models import Receipt, Workshop


@pytest.fixture
def set_clock(monkeypatch):
    """Return how to set the clock to so many days from now."""
    now = clock._STARTED
    return lambda days: monkeypatch.setattr(clock, "_STARTED", now + timedelta(days=days))


@pytest.fixture
def start(database, set_clock):
    """Return how to start Musette so many days from now."""

    def begin(days, **how):
        set_clock(days)
        return database.write(lambda session: expiry.expire(session, **how))

    return begin


@pytest.fixture
def read(database, set_clock):
    """Return how somebody reads in the console, so many days from now, what will go."""

    def look(days):
        set_clock(days)
        database.write(lambda session: expiry.is_news(session) and expiry.give_notice(session))

    return look


@pytest.fixture
def hold(database, start):
    """Return how to hold a workshop so many days from now."""

    def prepare(days, title="Mardi"):
        start(days)
        brief = agenda.Brief(template="musette-90", title=title, languages=["fr"], tables=2)
        return database.write(lambda session: agenda.prepare(session, brief).id)

    return prepare


def titles(database):
    with database.read() as session:
        return sorted(session.scalars(select(Workshop.title)))


def test_a_workshop_held_by_a_slow_clock_is_erased_only_after_somebody_has_read_of_it(hold, start, read, database):
    hold(-60)

    assert start(0).titles == []
    assert start(1).titles == []
    assert start(3).titles == []
    read(3)
    assert start(3).titles == []
    assert start(4).titles == []
    assert titles(database) == ["Mardi"]
    assert start(5).titles == ["Mardi"]
    assert titles(database) == []


def test_a_workshop_whose_day_has_come_is_announced_first_by_a_clock_that_is_right_too(hold, start, read):
    hold(0)
    start(15)

    assert start(31).titles == []
    read(31)
    assert start(33).titles == ["Mardi"]


def test_a_jump_makes_void_what_was_read_before(hold, start, read, database):
    hold(0)
    start(60)
    read(60)  # a clock two months fast

    assert start(1).jumped_from.date() == (clock.now() + timedelta(days=59)).date()
    assert start(70).jumped_from
    assert start(71).titles == []
    assert titles(database) == ["Mardi"]


@pytest.mark.parametrize(("days", "jumped"), [(44, False), (46, True), (-0.02, False), (-1, True), (0, False)])
def test_a_clock_has_jumped_when_it_is_back_or_far_ahead(start, days, jumped):
    start(0)

    assert bool(start(days).jumped_from) == jumped


@pytest.mark.usefixtures("workshop")
def test_a_database_that_never_noted_when_it_was_in_use_knows_it_from_its_newest_row(start):
    assert start(60).jumped_from


def test_an_empty_database_knows_of_no_jump(start):
    assert start(60).jumped_from is None


def test_whoever_keeps_it_longer_has_thirty_days_from_today(hold, start, read, database):
    here = hold(-60)
    start(0)
    read(0)

    database.write(lambda session: expiry.keep_longer(session.get_one(Workshop, here)))

    assert start(29).titles == []
    assert start(31).titles == []
    read(31)
    assert start(33).titles == ["Mardi"]


def test_on_a_hosted_server_time_alone_is_notice_enough_when_nobody_comes(hold, start):
    hold(0)

    assert start(31, hosted=True).titles == []
    assert start(61, hosted=True).titles == []
    assert start(62, hosted=True).titles == ["Mardi"]


def test_on_a_hosted_server_whoever_reads_of_it_need_not_be_waited_for(hold, start, read):
    hold(0)
    start(31, hosted=True)
    read(35)

    assert start(36, hosted=True).titles == []
    assert start(37, hosted=True).titles == ["Mardi"]


def test_a_workshop_goes_with_its_rehearsal_of_the_same_day(hold, start, read, database):
    here = hold(0)
    rehearsal = database.write(lambda session: rehearsals.copy(session, session.get_one(Workshop, here)).code)
    start(31)
    read(31)

    expired = start(33)

    assert rehearsal in expired.codes
    assert len(expired.codes) == 2
    assert titles(database) == []


def test_copies_go_by_their_age_only_after_somebody_has_read_that_the_clock_jumped(start, read):
    start(-60)
    read(-60)
    assert start(-50).copies_age
    assert not start(0).copies_age
    assert not start(3).copies_age
    read(3)
    assert not start(4).copies_age
    assert start(5).copies_age


def test_a_receipt_of_the_last_time_stays_when_the_clock_is_set_right(start, database):
    start(-60)
    database.write(lambda session: session.add(Receipt(holder="phone", key="vote")))

    start(0)
    with database.read() as session:
        assert session.scalars(select(Receipt.key)).all() == ["vote"]

    start(2)
    with database.read() as session:
        assert session.scalars(select(Receipt.key)).all() == []
