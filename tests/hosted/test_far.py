"""Votes in one room run abreast: none waits for another's way to the database, and none is lost by that."""

import time

import pytest

from tests.hosted.far import Road
from tests.hosted.test_postgres import GRADES, close, together, voting
from toolkit.activities.models import Activity, ActivityClosed, Voter
from toolkit.activities.shapes.answers import ballot_box, votes
from toolkit.db import Database
from toolkit.workshops.models import Participant

AWAY = 0.010  # seconds, either way
AT_ONCE, EACH = 8, 3


@pytest.fixture
def far(database, postgres):
    """The same database, twenty milliseconds away."""
    road = Road(postgres.port, AWAY)
    found = Database(str(database.engine.url).replace(f":{postgres.port}/", f":{road.port}/"))
    yield found
    found.close()
    road.close()


@pytest.fixture
def ballot(workshop):
    """Return how somebody votes, in turn or abreast."""

    def ballot(database, step, person, *, abreast=True, number=0):
        def unit(session):
            voter = session.get_one(Participant, person.id)
            votes.cast(session, session.get_one(Activity, step), voter, person.token, GRADES[number % len(GRADES)])

        database.write(unit, workshop.id, abreast=abreast)

    return ballot


def kept(database, step):
    with database.read() as session:
        vote = session.get_one(Activity, step)
        return len(ballot_box.unsigned(session, vote)), session.query(Voter).filter_by(activity_id=step).count()


def test_all_who_vote_first_at_one_moment_share_one_seal(database, workshop, join, ballot):
    step, people = voting(database, workshop), [join(f"Voter {number}") for number in range(AT_ONCE)]

    results = together(*[lambda one=one: ballot(database, step, one) for one in people])

    assert results == [None] * AT_ONCE
    assert kept(database, step) == (AT_ONCE, AT_ONCE), "every envelope can be opened"
    close(database, workshop, step)
    assert kept(database, step) == (AT_ONCE, AT_ONCE)


def test_one_person_who_votes_twice_at_one_moment_has_one_ballot(database, workshop, join, ballot):
    step, person = voting(database, workshop), join("Amina")

    results = together(*[lambda number=number: ballot(database, step, person, number=number) for number in range(4)])

    assert results == [None] * 4
    assert kept(database, step) == (1, 1)


def test_a_vote_that_closes_meanwhile_has_each_ballot_that_was_acknowledged_and_no_other(
    database, workshop, join, ballot
):
    step, people = voting(database, workshop), [join(f"Voter {number}") for number in range(AT_ONCE)]

    results = together(
        *[lambda one=one: ballot(database, step, one) for one in people], lambda: close(database, workshop, step)
    )

    *voted, closed = results
    assert closed is None
    assert all(one is None or isinstance(one, ActivityClosed) for one in voted)
    assert kept(database, step) == (voted.count(None), voted.count(None))


def test_votes_do_not_take_turns_on_the_way_to_a_database_that_is_far(
    database, far, workshop, join, ballot, record_property
):
    step = voting(database, workshop)
    rates = {}
    for abreast in (False, True):
        people = [[join(f"{abreast} {row} {place}") for place in range(EACH)] for row in range(AT_ONCE)]
        ballot(far, step, people[0][0], abreast=abreast)
        began = time.monotonic()
        results = together(
            *[lambda row=row: [ballot(far, step, one, abreast=abreast) for one in row] for row in people]  # noqa: B023
        )
        rates[abreast] = AT_ONCE * EACH / (time.monotonic() - began)
        assert not [one for one in results if isinstance(one, Exception)]

    record_property("votes a second in turn, and abreast", rates)
    assert rates[True] > 3 * rates[False], rates
