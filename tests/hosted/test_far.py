"""What people give in one room runs abreast: none waits for another's way to the database, and none is lost by that."""

import time
from threading import Barrier

import pytest
from sqlalchemy import event, select

from tests.hosted.far import Road
from tests.hosted.test_postgres import GRADES, close, opened, together, voting
from toolkit.activities import agenda
from toolkit.activities.kinds import InvalidAnswer
from toolkit.activities.models import Activity, ActivityClosed, Entry, Voter
from toolkit.activities.shapes import changes
from toolkit.activities.shapes.answers import ballot_box
from toolkit.activities.shapes.changes import Giving
from toolkit.activities.shapes.entries.sheets import FieldConflict
from toolkit.activities.shapes.ideas.models import Idea
from toolkit.db import Database
from toolkit.workshops.models import Participant, Table, Workshop

AWAY = 0.010  # seconds, either way
AT_ONCE, EACH = 8, 3
TABLES, FIELDS = 3, ("whom", "change", "needs")
LAST = {"votes": "INSERT INTO envelope", "lines": 'UPDATE "table"', "ideas": 'UPDATE "table"'}  # what each does last


@pytest.fixture
def far(database, postgres):
    """The same database, twenty milliseconds away."""
    road = Road(postgres.port, AWAY)
    found = Database(str(database.engine.url).replace(f":{postgres.port}/", f":{road.port}/"))
    yield found
    found.close()
    road.close()


@pytest.fixture
def give(workshop):
    """Return how somebody gives something: as the web does, abreast where their shape says so, or in turn."""

    def give(database, step, person, address, form, *, abreast=True):
        first, _slash, what = address.partition("/")
        wanted = changes()[f"{first}/*" if what else first]

        def unit(session):
            here, who = session.get_one(Workshop, workshop.id), session.get_one(Participant, person.id)
            return wanted.work(Giving(session, here, session.get_one(Activity, step), who, person.token, what, form))

        return database.write(unit, workshop.id, person.id if abreast and wanted.abreast else None)

    return give


@pytest.fixture
def ballot(give):
    """Return how somebody votes."""

    def ballot(database, step, person, *, abreast=True, number=0):
        give(database, step, person, "vote", GRADES[number % len(GRADES)], abreast=abreast)

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


def ideas(database, workshop):
    """Open a round of ideas, and return its number."""

    def unit(session):
        here = session.get_one(Workshop, workshop.id)
        words = {"title": {"en": "Round", "fr": "Tour"}, "settings": {"most": 40}}
        made = Activity(workshop_id=here.id, position=99, code="round", kind="ideas", minutes=4, **words)
        session.add(made)
        session.flush()
        agenda.switch(session, here, made, "open", on=True)
        return made.id

    return database.write(unit)


def versions(database):
    with database.read() as session:
        return [table.version for table in session.scalars(select(Table).order_by(Table.number))]


def test_ideas_given_at_one_moment_have_each_a_number_of_their_own(database, workshop, join, give):
    step, people = ideas(database, workshop), [join(f"Person {number}") for number in range(AT_ONCE)]
    before = versions(database)

    def write(one):
        return lambda: [give(database, step, one, "ideas", {"text": f"{one.id} {turn}"}) for turn in range(6)]

    results = together(*map(write, people))

    assert not [one for one in results if isinstance(one, Exception)], results
    with database.read() as session:
        kept = session.scalars(select(Idea).filter_by(activity_id=step).order_by(Idea.number)).all()
    assert [idea.number for idea in kept] == list(range(1, 6 * AT_ONCE + 1))
    assert {idea.text for idea in kept} == {f"{one.id} {turn}" for one in people for turn in range(6)}
    assert sum(versions(database)) - sum(before) == 6 * AT_ONCE, "each phone of the table looks again for each"


def test_one_person_at_many_phones_gives_no_more_ideas_than_the_round_takes(database, workshop, join, give):
    step, person = ideas(database, workshop), join("Amina")

    def write(number):
        return lambda: [give(database, step, person, "ideas", {"text": f"{number} {turn}"}) for turn in range(12)]

    results = together(*map(write, range(4)))

    assert any(isinstance(one, InvalidAnswer) for one in results)
    with database.read() as session:
        assert session.query(Idea).filter_by(activity_id=step).count() == 40


def test_lines_written_on_one_field_at_one_moment_are_all_kept_or_shown_beside_the_one_that_is(
    database, workshop, join, give
):
    step, people = opened(database, workshop, "pitch"), [join(f"Person {number}", 1) for number in range(AT_ONCE)]
    before = versions(database)[0]

    def write(one):
        return lambda: give(database, step, one, "fields/whom", {"text": f"by {one.id}", "base": "0"})["version"]

    results = together(*map(write, people))

    clashes = [one for one in results if isinstance(one, FieldConflict)]
    assert (results.count(1), len(clashes)) == (1, AT_ONCE - 1), results
    with database.read() as session:
        kept = session.scalars(select(Entry).filter_by(activity_id=step)).one().text
    assert {clash.theirs.text for clash in clashes} == {kept}
    assert {kept, *(clash.yours for clash in clashes)} == {f"by {one.id}" for one in people}
    assert versions(database)[0] - before == 1


def test_late_lines_on_one_field_at_one_moment_are_all_in_its_history(database, workshop, join, give):
    step, people = opened(database, workshop, "pitch"), [join(f"Person {number}", 1) for number in range(3)]
    form = {"base": "0", "late": "yes", "ago": "5"}

    def write(one):
        return lambda: give(database, step, one, "fields/whom", {"text": f"by {one.id}", **form})

    results = together(*map(write, people))

    assert not [one for one in results if isinstance(one, Exception)], results
    with database.read() as session:
        kept = session.scalars(select(Entry.text).filter_by(activity_id=step)).all()
    assert set(kept) == {f"by {one.id}" for one in people}


@pytest.fixture
def errand(database, workshop, give):
    """Return what eight people give again and again: as `errand(database, row, turn, person)`, abreast or in turn."""
    forms = {
        "votes": (voting, lambda _row: "vote", lambda _row, turn: GRADES[turn % len(GRADES)]),
        "lines": (
            lambda *where: opened(*where, "pitch"),
            lambda row: f"fields/{FIELDS[row // TABLES]}",
            lambda row, turn: {"text": f"{row} {turn}", "base": str(turn)},
        ),
        "ideas": (ideas, lambda _row: "ideas", lambda row, turn: {"text": f"{row} {turn}"}),
    }

    def errand(what):
        begin, address, form = forms[what]
        step = begin(database, workshop)
        return lambda where, row, turn, one, **how: give(where, step, one, address(row), form(row, turn), **how)

    return errand


@pytest.mark.parametrize("what", LAST)
def test_nobody_waits_for_what_another_has_yet_to_keep(database, join, errand, what):
    do, people = errand(what), [join(f"Person {row}", 1 + row % TABLES) for row in range(AT_ONCE)]
    do(database, AT_ONCE, 0, join("The first", 3))  # whose vote makes the seal that all others share
    meeting = Barrier(AT_ONCE, timeout=60)

    @event.listens_for(database.engine, "before_cursor_execute")
    def meet(_connection, _cursor, words, *_more):
        if words.startswith(LAST[what]):
            meeting.wait()  # everybody comes to their last statement, and nobody has kept anything

    results = together(*[lambda row=row, one=one: do(database, row, 0, one) for row, one in enumerate(people)])

    event.remove(database.engine, "before_cursor_execute", meet)
    assert not [one for one in results if isinstance(one, Exception)], results


@pytest.mark.parametrize("what", LAST)
def test_what_many_give_to_a_database_that_is_far_is_acknowledged(far, join, errand, record_property, what):
    do, rates = errand(what), {}
    for abreast in (False, True):
        turns = [EACH * abreast + turn for turn in range(EACH)]
        people = [{turn: join(f"{row} {turn}", 1 + row % TABLES) for turn in turns} for row in range(AT_ONCE)]

        def go(row, abreast=abreast, people=people):
            for turn, one in people[row].items():
                do(far, row, turn, one, abreast=abreast)

        began = time.monotonic()
        results = together(*[lambda row=row, go=go: go(row) for row in range(AT_ONCE)])
        rates[abreast] = AT_ONCE * EACH / (time.monotonic() - began)
        assert results == [None] * AT_ONCE

    record_property(f"{what} a second in turn, and abreast", rates)
