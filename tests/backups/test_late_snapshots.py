"""Snapshots that wait until no vote is open: two copies around one ballot would tell whose it is."""

import time

import pytest

from toolkit.activities.models import Activity, Voter
from toolkit.backups.snapshots import Keeper
from toolkit.workshops import services
from toolkit.workshops.models import Workshop


def wait_until(met):
    end = time.monotonic() + 30
    while not met() and time.monotonic() < end:
        time.sleep(0.01)
    assert met()


@pytest.fixture
def vote(database, workshop):
    """Open, or close, the vote of a workshop in which somebody has voted."""

    def cast(session):
        step = Activity(
            workshop_id=workshop.id, position=99, code="poll", kind="dots", minutes=5, title={}, is_open=True
        )
        session.add(step)
        session.flush()
        person, _token = services.join(
            session, session.get_one(Workshop, workshop.id), name="Amina", table=1, language="fr"
        )
        session.add(Voter(activity_id=step.id, participant_id=person.id))
        return step.id

    step = database.write(cast)

    def close():
        database.write(lambda session: setattr(session.get_one(Activity, step), "is_open", False))

    return close


def test_what_is_asked_for_while_a_vote_is_open_is_taken_once_it_closes(url, vote, snapshots):
    with Keeper(url, every=60) as keeper:
        keeper.ask("step-ABCDEF")
        keeper.ask("timed")
        wait_until(keeper._asked.empty)
        time.sleep(0.1)
        assert snapshots() == []

        vote()
        wait_until(snapshots)

    assert [name.startswith("musette-step-ABCDEF-") for name in snapshots()] == [True]


def test_nothing_is_taken_on_time_while_a_vote_is_open(url, vote, snapshots):
    with Keeper(url, every=0.02):
        time.sleep(0.2)
        assert snapshots() == []

        vote()
        wait_until(snapshots)
