"""PostgreSQL keeps what SQLite keeps, with many programs at once and when it falls over."""

import json
import os
import subprocess
import sys
import time
from threading import Barrier, Thread

import pytest
from sqlalchemy import event, func, select, text
from sqlalchemy.exc import DBAPIError, IntegrityError, OperationalError

from tests.hosted.servers import wait_until
from toolkit.activities import agenda
from toolkit.activities.agenda import NoSuchStep
from toolkit.activities.models import Activity, Entry, Envelope, Move, Voter
from toolkit.activities.shapes.answers import votes
from toolkit.activities.shapes.entries import sheets
from toolkit.activities.shapes.entries.sheets import FieldConflict
from toolkit.activities.shapes.moves import hands
from toolkit.db import Database
from toolkit.migrations import check, upgrade
from toolkit.workshops import erasures, receipts, services
from toolkit.workshops.codes import fingerprint, new_token
from toolkit.workshops.models import Participant, Receipt, Table, Workshop

DOMAIN = (
    *("activities/test_agenda.py", "activities/test_hands.py", "activities/test_options.py"),
    *(
        "activities/test_sheets.py",
        "activities/test_votes.py",
        "workshops/test_services.py",
        "web/test_giving.py",
        "web/test_alike.py",
    ),
)


def together(*works):
    """Do all at the same moment, each in a thread; return what each returned or raised."""
    results, start = [None] * len(works), Barrier(len(works))

    def go(number, work):
        start.wait(60)
        try:
            results[number] = work()
        except Exception as error:  # noqa: BLE001 - the test looks at it
            results[number] = error

    threads = [Thread(target=go, args=one, daemon=True) for one in enumerate(works)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(120)
    return results


@pytest.fixture
def other(database):
    """The same database, as another process sees it."""
    found = Database(database.engine.url.render_as_string(hide_password=False))
    yield found
    found.close()


def step(session, workshop, code):
    return session.scalars(select(Activity).filter_by(workshop_id=workshop.id, code=code)).one()


def opened(database, workshop, code):
    """Open a step for giving, without its options, and return its number."""

    def unit(session):
        found = step(session, workshop, code)
        found.is_open = True
        return found.id

    return database.write(unit)


def test_the_tests_of_the_rooms_pass_on_it(shared_database, root):
    command = [sys.executable, "-m", "pytest", "-q", "--no-cov", "-p", "no:cacheprovider", "-m", "not sqlite"]
    command += [f"tests/{name}" for name in DOMAIN]
    environment = {**os.environ, "MUSETTE_TEST_DATABASE": shared_database}

    done = subprocess.run(command, cwd=root, env=environment, capture_output=True, text=True, check=False)

    assert done.returncode == 0, done.stdout[-3000:]


def test_two_programs_that_start_together_make_the_tables_once(new_database):
    programs = [Database(new_database) for _ in range(4)]

    results = together(*[lambda one=one: upgrade(one.engine) for one in programs])

    check(programs[0].engine)
    for one in programs:
        one.close()
    assert results == [None] * 4


def test_every_connection_has_every_safeguard(database):
    with database.read() as session:
        asked = ("synchronous_commit", "fsync", "full_page_writes", "lock_timeout", "statement_timeout")
        found = {name: session.scalar(text(f"SHOW {name}")) for name in asked}

    assert found == {
        "synchronous_commit": "on", "fsync": "on", "full_page_writes": "on", "lock_timeout": "15s",
        "statement_timeout": "1min",
    }  # fmt: skip


def test_a_server_that_does_not_wait_for_the_disk_is_not_used(database, monkeypatch):
    monkeypatch.setattr("toolkit.postgres.ON_DISK", {"fsync": "off"})
    careless = Database(str(database.engine.url))

    with pytest.raises(RuntimeError, match="fsync is not off"), careless.read() as session:
        session.execute(text("SELECT 1"))
    careless.close()


@pytest.mark.parametrize("scoped", [True, False])
def test_no_update_is_lost_between_programs(database, other, workshop, scoped):
    def count(session):
        session.get_one(Workshop, workshop.id).version += 1

    scope = workshop.id if scoped else None
    results = together(
        *[lambda one=one: [one.write(count, scope) for _ in range(10)] for one in (database, other) for _ in range(5)]
    )

    assert not [error for error in results if isinstance(error, Exception)]
    with database.read() as session:
        assert session.get_one(Workshop, workshop.id).version == 100


def test_workshops_do_not_wait_for_each_other(database, other, workshop):
    with database.read() as session:
        assert session.get_one(Workshop, workshop.id)
    inside, done = Barrier(2), []

    def first(_session):
        inside.wait(60)
        inside.wait(60)

    holding = Thread(target=lambda: database.write(first, workshop.id), daemon=True)
    holding.start()
    inside.wait(60)
    other.write(lambda _session: done.append("another workshop"), workshop.id + 1)
    inside.wait(60)
    holding.join(60)

    assert done == ["another workshop"]


def test_of_two_who_write_the_same_field_one_is_shown_both_texts(database, other, workshop, amina):
    pitch = opened(database, workshop, "pitch")

    def write(one, text):
        def unit(session):
            person = session.get_one(Participant, amina.id)
            entry = sheets.write(session, session.get_one(Activity, pitch), person, "whom", text, 0)
            return entry.version

        return lambda: one.write(unit, workshop.id)

    results = together(*[write(one, f"text {number}") for number, one in enumerate([database, other] * 4)])

    conflicts = [error for error in results if isinstance(error, FieldConflict)]
    assert (results.count(1), len(conflicts)) == (1, 7)
    with database.read() as session:
        kept = session.scalars(select(Entry)).one()
        assert session.get_one(Table, kept.table_id).version == 1
    assert {error.theirs.text for error in conflicts} == {kept.text}


def test_of_two_facilitators_who_go_on_one_moves_the_room(database, other, workshop):
    with database.read() as session:
        steps = [one.id for one in agenda.steps(session, workshop)]

    def advance(one, going):
        return lambda: one.write(
            lambda session: agenda.advance(session, session.get_one(Workshop, workshop.id), steps[0], going),
            workshop.id,
        )

    results = together(*[advance(one, steps[1 + number % 4]) for number, one in enumerate([database, other] * 4)])

    with database.read() as session:
        now = session.get_one(Workshop, workshop.id).current_id
    refused = [error for error in results if isinstance(error, NoSuchStep)]
    assert now in steps[1:5]
    assert results.count(None) == 2  # the one who moved it, and the other who wanted to go there too
    assert len(refused) == 6


def test_moves_of_a_deal_are_numbered_without_a_gap(database, other, workshop):
    compose = opened(database, workshop, "compose")

    def deal(one):
        def unit(session):
            here = session.get_one(Workshop, workshop.id)
            hands.deal(session, here, session.get_one(Activity, compose))

        return lambda: one.write(unit, workshop.id)

    results = together(*[deal(one) for one in [database, other] * 3])

    with database.read() as session:
        numbers = list(session.scalars(select(Move.number).order_by(Move.number)))
        versions = set(session.scalars(select(Table.version)))
    assert results == [None] * 6
    assert (numbers, versions) == ([1, 2, 3, 4, 5, 6], {6})


def test_a_person_who_votes_from_two_devices_at_once_has_one_ballot(database, other, workshop, amina):
    judgment = voting(database, workshop)
    key = [services.new_token() for _ in range(8)]

    def cast(one, token):
        def unit(session):
            form = {"o1": "good", "o2": "poor"}
            activity, person = session.get_one(Activity, judgment), session.get_one(Participant, amina.id)
            votes.cast(session, activity, person, token, form)

        return lambda: one.write(unit, workshop.id)

    results = together(*[cast(one, token) for one, token in zip([database, other] * 4, key, strict=True)])

    with database.read() as session:
        assert session.scalar(select(func.count()).select_from(Envelope)) == 1
        assert session.scalar(select(func.count()).select_from(Voter)) == 1
    assert results.count(None) == 1


def test_an_action_sent_by_two_at_once_is_done_once(database, other, workshop):
    """The receipt is looked for, then written: between the two another may come."""

    def unit(session):
        if session.get(Receipt, ("holder", "key")):
            return "again"
        time.sleep(0.02)
        session.get_one(Workshop, workshop.id).version += 1
        session.add(Receipt(holder="holder", key="key", result={}))
        return "done"

    results = together(*[lambda one=one: one.write(unit, workshop.id) for one in [database, other] * 4])

    assert sorted(results) == ["again"] * 7 + ["done"]


def test_those_who_meet_outside_a_workshop_try_again(database, other):
    """Without a turn to wait for, the unique key decides, and the loser looks again."""

    def unit(session):
        if session.get(Receipt, ("holder", "key")):
            return "again"
        time.sleep(0.05)
        session.add(Receipt(holder="holder", key="key", result={}))
        return "done"

    results = together(lambda: database.write(unit, 1), lambda: other.write(unit, 2))

    assert sorted(results) == ["again", "done"]


def test_what_is_there_for_good_is_refused(database):
    database.write(lambda session: session.add(Receipt(holder="h", key="taken", result={})))

    with pytest.raises(IntegrityError):
        database.write(lambda session: session.add(Receipt(holder="h", key="taken", result={})))


@pytest.mark.usefixtures("workshop")
def test_a_deadlock_is_tried_again(database, other):
    meeting, tries = Barrier(2), []

    def cross(first, second):
        def unit(session):
            tries.append(first)
            session.execute(text('UPDATE "table" SET version = version + 1 WHERE number = :number'), {"number": first})
            if len(tries) < 3:  # the second try comes alone
                meeting.wait(60)
            session.execute(text('UPDATE "table" SET version = version + 1 WHERE number = :number'), {"number": second})

        return unit

    results = together(lambda: database.write(cross(1, 2), -2), lambda: other.write(cross(2, 1), -3))

    with database.read() as session:
        versions = session.scalars(select(Table.version).order_by(Table.number)).all()
    assert results == [None, None]
    assert (versions[:2], len(tries)) == ([2, 2], 3)


def test_reading_sees_one_moment(database, other, workshop):
    with database.read() as session:
        before = session.scalar(select(Workshop.version))
        other.write(lambda writing: setattr(writing.get_one(Workshop, workshop.id), "version", 7), workshop.id)
        during = session.scalar(select(Workshop.version))
        session.rollback()
        after = session.scalar(select(Workshop.version))

    assert (before, during, after) == (0, 0, 7)


def test_a_commit_that_nobody_heard_of_is_not_done_twice(database, postgres):
    """Cut off while it waits for the commit, a unit may have been kept: whoever asked must ask again, with the key."""
    done = []

    def unit(session):
        done.append(1)
        session.add(Receipt(holder="h", key="cut", result={}))

        @event.listens_for(session, "before_commit")
        def cut(session):
            session.flush()
            postgres.restart()

    with pytest.raises(OperationalError):
        database.write(unit)

    assert len(done) == 1
    assert database.write(lambda session: session.get(Receipt, ("h", "cut"))) is None


def test_a_unit_cut_off_before_its_commit_is_done_again(database, postgres):
    done = []

    def unit(session):
        session.add(Receipt(holder="h", key=f"cut {len(done)}", result={}))
        session.flush()
        done.append(1)
        if len(done) == 1:
            postgres.restart()
            session.execute(text("SELECT 1"))

    database.write(unit)

    with database.read() as session:
        assert list(session.scalars(select(Receipt.key))) == ["cut 1"]


class Writer(Thread):
    """Somebody who writes one row after another, and tries again with the same key until there is a definite answer."""

    def __init__(self, database, name):
        super().__init__(daemon=True)
        self.database, self.name, self.going, self.acknowledged = database, name, True, []
        self.start()

    def run(self):
        while self.going:
            key = f"{self.name} {len(self.acknowledged)}"
            try:
                self.database.write(lambda session, key=key: session.add(Receipt(holder="h", key=key, result={})))
            except IntegrityError:
                pass  # it had been kept, and the answer was lost
            except DBAPIError:
                time.sleep(0.05)
                continue
            self.acknowledged.append(key)


def test_five_restarts_lose_nothing_acknowledged(database, postgres):
    """G24: immediate restarts, each while four people write."""
    writers = [Writer(database, f"writer {number}") for number in range(4)]
    for turn in range(1, 6):
        wait_until(lambda: sum(len(writer.acknowledged) for writer in writers) > 20 * turn)  # noqa: B023
        time.sleep(0.3)
        postgres.restart()
    wait_until(lambda: sum(len(writer.acknowledged) for writer in writers) > 120)
    for writer in writers:
        writer.going = False
        writer.join(60)

    with database.read() as session:
        kept = set(session.scalars(select(Receipt.key)))
    acknowledged = {key for writer in writers for key in writer.acknowledged}
    assert len(acknowledged) > 100
    assert not acknowledged - kept


def voting(database, workshop):
    """Open a secret vote on two choices that need no cards, and return its number."""

    def unit(session):
        activity = step(session, workshop, "judgment")
        words = [{"fr": "Un", "en": "One"}, {"fr": "Deux", "en": "Two"}]
        activity.settings = {**activity.settings, "source": "", "choices": words}
        session.flush()
        agenda.switch(session, session.get_one(Workshop, workshop.id), activity, "open", on=True)
        return activity.id

    return database.write(unit)


GRADES = [{"o1": "excellent", "o2": second} for second in ("excellent", "good", "fair", "poor", "reject")]
# Cast by one test only: the server keeps in its log what the tests before have closed.
UNHEARD = [{**grades, "o1": "poor"} for grades in GRADES]


@pytest.fixture
def voted(database, workshop, join):
    """A vote that is open, in which twelve people have voted one after another; the number of the step."""
    return cast_twelve(database, workshop, join, GRADES)


def cast_twelve(database, workshop, join, ballots):
    judgment = voting(database, workshop)
    for number in range(12):
        person = join(f"Voter {number}")

        def unit(session, number=number, person=person):
            voter = session.get_one(Participant, person.id)
            form = ballots[number % len(ballots)]
            votes.cast(session, session.get_one(Activity, judgment), voter, person.token, form)
            receipts.keep(session, fingerprint(person.token), new_token(), {"vote": judgment})

        database.write(unit, workshop.id)
    return judgment


def close(database, workshop, number):
    def unit(session):
        here, vote = session.get_one(Workshop, workshop.id), session.get_one(Activity, number)
        agenda.switch(session, here, vote, "open", on=False)

    database.write(unit, workshop.id)


def test_while_a_vote_is_open_no_byte_of_the_write_ahead_log_or_the_tables_says_what_a_ballot_says(
    database, workshop, join, postgres
):
    voted = cast_twelve(database, workshop, join, UNHEARD)
    said = [json.dumps(grades).encode() for grades in UNHEARD]
    database.forget()

    during = b"".join(postgres.files())
    close(database, workshop, voted)
    with database.engine.connect().execution_options(isolation_level="AUTOCOMMIT") as connection:
        connection.exec_driver_sql("CHECKPOINT")
    after = b"".join(postgres.files())

    assert [one for one in said if one in during] == []
    assert [one for one in said if one not in after] == [], "it is found once the vote has closed, all at once"


def test_nothing_in_the_database_links_a_ballot_to_its_voter(database, workshop, voted):
    """Neither the transaction that wrote a row nor the place it lies in tells who cast which ballot, or when."""
    close(database, workshop, voted)

    with database.read() as session:
        ballots = session.execute(text("SELECT xmin::text, key FROM ballot ORDER BY ctid")).all()
        voters = session.execute(text("SELECT xmin::text, participant_id FROM voter ORDER BY ctid")).all()
        envelopes = session.scalar(text("SELECT count(*) FROM envelope"))
    assert (len(ballots), len(voters), envelopes) == (12, 12, 0)
    assert len({xmin for xmin, _ in ballots} | {xmin for xmin, _ in voters}) == 1
    assert [key for _, key in ballots] == sorted(key for _, key in ballots)
    assert [person for _, person in voters] == sorted(person for _, person in voters)


def test_a_ballot_costs_the_database_the_same_however_many_have_voted(database, workshop, voted, join):
    """The list and the ballot are one row each: nothing is written anew until the vote closes."""
    person, said = join("Late"), []
    event.listen(database.engine, "before_cursor_execute", lambda _c, _cursor, words, *_more: said.append(words))

    def unit(session):
        voter = session.get_one(Participant, person.id)
        votes.cast(session, session.get_one(Activity, voted), voter, person.token, GRADES[0])

    database.write(unit, workshop.id)

    written = [words.split()[2] for words in said if not words.startswith("SELECT")]
    assert written == ["voter", "envelope"], said


@pytest.mark.usefixtures("amina")
def test_erased_rows_are_let_go_of(database, workshop):
    dead = text("SELECT pg_relation_size('participant')")
    database.write(lambda session: erasures.purge(session, session.get_one(Workshop, workshop.id)))

    database.forget()

    with database.read() as session:
        assert session.scalar(dead) == 0
