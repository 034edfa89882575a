"""Snapshots go on while a vote is open, without its ballots: two copies around one ballot would tell whose it is."""

import sqlite3
from contextlib import closing

import pytest

from tests.backups.conftest import contents, wait_until
from toolkit.activities import rehearsals
from toolkit.activities.models import Activity, Ballot, Voter
from toolkit.activities.shapes.answers.models import Addition
from toolkit.backups.copies import FOLDER, copy
from toolkit.backups.restores import restore
from toolkit.backups.snapshots import Keeper, snapshot
from toolkit.workshops import joining
from toolkit.workshops.models import Receipt, Workshop

SECRET = ("ballot", "voter", "receipt")
CANARY = "canary7f3a9c"


@pytest.fixture
def vote(database, workshop):
    """Return how somebody casts a ballot in a vote that is opened for it; the number of the step is returned."""

    def cast(workshop_id=workshop.id, code="poll", *, is_open=True):
        def unit(session):
            here = session.get_one(Workshop, workshop_id)
            about = {"position": 99, "kind": "dots", "minutes": 5, "title": {}, "is_open": is_open}
            step = Activity(workshop_id=here.id, code=code, **about)
            session.add(step)
            person, token = joining.join(session, here, name="Amina", table=1, language="fr")
            session.add(Voter(activity_id=step.id, participant_id=person.id))
            session.add(Ballot(activity_id=step.id, key=token, content={"choice": CANARY}))
            session.add(Receipt(holder=token, key="vote", result={"vote": step.id}))
            session.add(Receipt(holder=token, key="idea", result={"version": step.id}))
            return step.id

        return database.write(unit)

    return cast


@pytest.fixture
def close(database):
    """Return how a vote is closed."""
    return lambda step: database.write(lambda session: setattr(session.get_one(Activity, step), "is_open", False))


def rows(file, table):
    with closing(sqlite3.connect(file)) as connection:
        return connection.execute(f"select count(*) from {table}").fetchone()[0]


def test_a_snapshot_has_everything_but_the_ballots_of_votes_that_are_open(url, vote, tmp_path):
    vote(code="closed", is_open=False)
    vote(code="open")

    made = snapshot(url)

    assert [rows(made, table) for table in SECRET] == [1, 1, 3]
    same = {table: rest for table, rest in contents(made).items() if table not in SECRET}
    assert same == {table: rest for table, rest in contents(tmp_path / "musette.db").items() if table not in SECRET}


def test_of_what_is_counted_in_while_a_vote_is_open_hands_are_in_a_snapshot_and_papers_are_not(url, vote, database):
    step = vote()

    def count_in(session):
        for origin in ("paper", "hand"):
            session.add(Ballot(activity_id=step, key=origin, content={}, origin=origin))
            session.add(Addition(activity_id=step, origin=origin, people=1))

    database.write(count_in)
    made = snapshot(url)

    with closing(sqlite3.connect(made)) as connection:
        for table in ("ballot", "addition"):
            assert connection.execute(f"select origin from {table}").fetchall() == [("hand",)]


def test_what_is_left_out_leaves_no_trace(url, vote):
    vote()

    assert CANARY.encode() not in snapshot(url).read_bytes()


def test_once_the_vote_is_closed_its_ballots_are_in_the_next_snapshot(url, vote, close):
    step = vote()
    assert rows(snapshot(url), "ballot") == 0

    close(step)

    assert [rows(snapshot(url), table) for table in SECRET] == [1, 1, 2]


def test_a_backup_has_them_all_the_same(url, vote, tmp_path):
    vote()

    copy(url, tmp_path / "backup.db")

    assert [rows(tmp_path / "backup.db", table) for table in SECRET] == [1, 1, 2]


def test_after_a_restore_whoever_had_voted_in_an_open_vote_may_vote_again(url, vote, database):
    vote()
    made = snapshot(url)
    database.close()

    restore(made, url)

    with database.read() as session:
        assert session.query(Voter).count() == session.query(Ballot).count() == 0
        assert [receipt.key for receipt in session.query(Receipt)] == ["idea"]
        assert session.query(Activity).filter_by(code="poll").one().is_open


def test_a_vote_left_open_in_a_rehearsal_holds_up_no_snapshot(url, vote, database, workshop, snapshots):
    rehearsal = database.write(lambda session: rehearsals.copy(session, session.get_one(Workshop, workshop.id)).id)
    vote(rehearsal)

    with Keeper(url, every=60) as keeper:
        keeper.ask("step-ABCDEF")
        keeper.ask("timed")
        wait_until(snapshots)

    assert [name.startswith("musette-step-ABCDEF-") for name in snapshots()] == [True]


def test_snapshots_go_on_while_a_vote_stays_open(url, vote, database, tmp_path):
    vote()
    newest = lambda: max((tmp_path / FOLDER).glob("musette-timed-*.db"), default=None)  # noqa: E731 - it is asked twice

    with Keeper(url, every=0.02) as keeper:
        wait_until(newest)
        database.write(lambda session: session.add(Receipt(holder="phone", key="later")))
        wait_until(lambda: rows(newest(), "receipt") == 2)
        assert keeper.last
        assert not keeper.late
