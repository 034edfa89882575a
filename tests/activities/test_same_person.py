"""Somebody who has joined twice becomes one person: in every table that names people."""

import json

import pytest

from toolkit.activities import agenda, same_person
from toolkit.activities.agenda import Brief
from toolkit.activities.kinds import InvalidAnswer
from toolkit.activities.late import Offer
from toolkit.activities.models import Answer, Entry, Photo, Voter
from toolkit.activities.shapes import shapes
from toolkit.activities.shapes.ideas import ideas
from toolkit.activities.shapes.ideas.models import Idea, Support
from toolkit.db import Base
from toolkit.language import use
from toolkit.workshops import joining, participants, services
from toolkit.workshops.models import Participant, Workshop

AGAIN = 987_654_321  # the number of whoever joins again: nothing else is called so


@pytest.fixture
def session(database):
    with database.read() as session:
        yield session


@pytest.fixture
def room(session):
    return agenda.prepare(session, Brief("musette-180", "Deux fois", ["fr"], 2))


@pytest.fixture
def steps(session, room):
    return {step.code: step for step in agenda.steps(session, room)}


@pytest.fixture
def amina(session, room):
    return joining.join(session, room, name="Amina", table=1, language="fr")[0]


@pytest.fixture
def again(session, room, steps):
    """Amina once more, who has left something in every table where one can."""
    table = room.tables[0]
    person = Participant(id=AGAIN, workshop_id=room.id, name="Amina 2", language="fr", table=table, role="scribe")
    session.add(person)
    session.flush()
    services.grant(session, room, "participant", person)
    by = {"table_id": table.id, "participant_id": AGAIN}
    files = {"large": "x/1.jpg", "small": "x/2.jpg", "width": 1, "height": 1, "alt": "Le plan"}
    session.add_all(
        [
            Entry(activity_id=steps["story"].id, **by, field="title", version=1, text="Un titre"),
            Photo(activity_id=steps["story"].id, **by, **files),
            Idea(activity_id=steps["ideas"].id, **by, number=1, text="Une idée"),
            Idea(activity_id=steps["ideas"].id, table_id=table.id, number=2, text="L’idée d’une autre"),
            Offer(activity_id=steps["story"].id, **by, field="title", text="Trop tard"),
            Voter(activity_id=steps["judgment"].id, participant_id=AGAIN),
            Answer(activity_id=steps["dots"].id, participant_id=AGAIN, content={"a": 1}),
            Participant(workshop_id=room.id, name="Amina 3", language="fr", present=False, same_as=AGAIN),
        ]
    )
    session.flush()
    session.add(Support(activity_id=steps["ideas"].id, number=2, participant_id=AGAIN))
    steps["judgment"].electorate = [AGAIN]
    session.flush()
    return person


def naming(session, *, but=()):
    """List the columns of the database in which Amina's second number stands."""
    found = set()
    for table in Base.metadata.tables.values():
        for row in session.execute(table.select()).mappings():
            found |= {column for column in table.columns if str(AGAIN) in json.dumps(row[column.name], default=str)}
    return found - {*but}


NAME = Participant.__table__.c.id


def keys():
    """List every column that is a key to the people."""
    columns = (column for table in Base.metadata.tables.values() for column in table.columns)
    return {column for column in columns if any(key.column is NAME for key in column.foreign_keys)}


def test_every_column_that_names_people_has_a_rule():
    of_shapes = (column for shape in shapes().values() for column in (*shape.follows, *shape.decides))
    ruled = {column.property.columns[0] for column in (*same_person.FOLLOWS, *of_shapes)}

    assert not keys() - ruled, "say in its shape, or in same_person.py, what happens there when two people become one"


def test_whatever_the_second_gave_is_the_first_ones(session, amina, again):
    assert keys() <= naming(session), "leave something of hers in that table too"

    same_person.make_one(session, amina, again)
    session.flush()
    session.expire_all()

    assert naming(session, but=[NAME]) == set()
    assert (again.present, again.same_as, amina.role) == (False, amina.id, "scribe")


def test_two_who_gave_in_one_step_have_both_and_may_take_each_back(session, room, steps, amina, again):
    step = steps["ideas"]
    step.is_open = True
    ideas.give(session, step, amina, "Une autre idée")

    same_person.make_one(session, amina, again)
    session.expire_all()

    listed = [idea.text for idea in ideas.seen_by(session, step, amina)]
    assert listed == ["Une autre idée", "L’idée d’une autre", "Une idée"]  # that of her table in between
    assert ideas.withdraw(session, step, amina, 1).withdrawn
    assert room.tables


@pytest.mark.parametrize(("seat", "then"), [(None, 1), (2, 2)])
def test_a_seat_follows_to_somebody_who_has_none(session, room, amina, again, seat, then):
    amina.table = next((table for table in room.tables if table.number == seat), None)

    same_person.make_one(session, amina, again)

    assert amina.table.number == then
    assert amina.role == ("scribe" if then == 1 else "participant")


def test_whoever_had_left_and_joined_again_is_here(session, amina, again):
    amina.present = False

    same_person.make_one(session, amina, again)

    assert amina.present
    assert participants.whoever(session, AGAIN) is amina
    assert AGAIN in participants.before(session, amina)


@pytest.mark.parametrize("name", participants.NOTES)
@pytest.mark.parametrize("noted", [(True, False), (False, True), (False, False)])
def test_what_was_noted_of_either_is_noted_of_the_one(session, amina, again, name, noted):
    for one, on in zip((amina, again), noted, strict=True):
        participants.note(one, name, on=on)

    same_person.make_one(session, amina, again)

    assert {note: getattr(amina, note) for note in participants.NOTES} == {
        note: note == name and any(noted) for note in participants.NOTES
    }


def test_a_person_of_another_workshop_is_never_touched(session, amina, again):
    other = agenda.prepare(session, Brief("musette-90", "Ailleurs", ["fr"], 1))
    bruno, _token = joining.join(session, other, name="Bruno", table=1, language="fr")

    same_person.make_one(session, amina, again)

    assert session.get_one(Workshop, other.id).participants == [bruno]
    assert (bruno.present, bruno.same_as) == (True, None)


def test_an_idea_is_supported_once_and_never_by_its_author(session, steps, amina, again):
    step = steps["ideas"].id
    session.add_all(
        [
            Support(activity_id=step, number=2, participant_id=amina.id),  # as her second number does
            Support(activity_id=step, number=1, participant_id=amina.id),  # which that number has given
        ]
    )
    session.flush()

    same_person.make_one(session, amina, again)

    assert [(one.number, one.participant_id) for one in session.query(Support)] == [(2, amina.id)]


def test_two_who_have_both_answered_without_a_name_stay_two_and_read_why(session, steps, amina, again):
    steps["welcome"].kind, steps["welcome"].settings = "mood", {}
    steps["welcome"].title = {"fr": "Humeur"}
    session.add_all(Voter(activity_id=steps["welcome"].id, participant_id=one.id) for one in (amina, again))
    session.flush()

    with use("en"), pytest.raises(InvalidAnswer, match="have both answered in “Humeur”, without a name"):
        same_person.make_one(session, amina, again)
