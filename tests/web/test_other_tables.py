"""What was written at one table never lands on the sheet of another."""

import pytest

from tests.web.conftest import HTMX, JSON
from toolkit.activities import agenda
from toolkit.activities.late import Offer
from toolkit.activities.models import Entry, Move
from toolkit.activities.shapes.ideas.models import Idea
from toolkit.activities.shapes.moves import hands


def stored(room, model):
    with room.database.read() as session:
        return [(row.table.number, row.text) for row in session.query(model)]


def texts(room, model):
    with room.database.read() as session:
        return [row.text for row in session.query(model)]


@pytest.fixture
def moved(room, as_amina):
    """Amina, who had the sheet of table 1 before her and sits at table 2 by now."""
    step = room.go("pitch")
    assert as_amina.get(f"/w/{room.code}").status_code == 200
    assert as_amina.send(f"/w/{room.code}/sit", {"table": 2}).status_code == 303
    return step


def write(person, room, step, **more):
    form = {"text": "A chest", "base": 0, "table": 1, **more}
    return person.send(f"/w/{room.code}/{step}/fields/whom", form, **JSON)


def test_a_text_of_table_1_is_not_written_on_the_sheet_of_table_2(room, as_amina, moved):
    answer = write(as_amina, room, moved)

    assert answer.status_code == 423
    assert "table 1" in answer.text
    assert texts(room, Entry) == []


def test_handed_in_all_the_same_it_is_offered_for_the_table_where_it_was_written(room, as_amina, as_chloe, moved):
    assert write(as_amina, room, moved, late="yes").status_code == 202
    assert stored(room, Offer) == [(1, "A chest")]

    as_chloe.send(f"/run/{room.code}/offers/1/take-in", **HTMX)
    assert stored(room, Offer) == []
    sheets = as_chloe.get(f"/run/{room.code}/report").text
    assert "A chest" in sheets
    assert as_amina.get(f"/w/{room.code}").text.count("A chest") == 0  # it is on the sheet of table 1, not hers


def test_a_text_of_their_own_table_is_written(room, as_amina, moved):
    assert write(as_amina, room, moved, table=2).json["version"] == 1


def test_a_field_that_names_no_table_is_written_at_their_own(room, as_amina, moved):
    assert as_amina.send(f"/w/{room.code}/{moved}/fields/whom", {"text": "A chest", "base": 0}).status_code == 303
    assert texts(room, Entry) == ["A chest"]


@pytest.fixture
def round_of_ideas(room, as_amina):
    step = room.begin("round", kind="ideas", minutes=4)
    as_amina.send(f"/w/{room.code}/sit", {"table": 2})
    return step


def test_an_idea_of_table_1_is_none_of_table_2(room, as_amina, round_of_ideas):
    address, idea = f"/w/{room.code}/{round_of_ideas}/ideas", {"text": "A boat", "table": 1}

    assert as_amina.send(address, idea, **JSON).status_code == 423
    assert as_amina.send(address, {**idea, "late": "yes"}, **JSON).status_code == 202
    assert (stored(room, Idea), stored(room, Offer)) == ([], [(1, "A boat")])


def test_a_card_invented_at_table_1_is_none_of_table_2(room, as_amina):
    compose = room.go("compose")
    room.write(lambda session, here: hands.deal(session, here, agenda.step(session, here, compose), seed="tuesday"))
    as_amina.send(f"/w/{room.code}/sit", {"table": 2})
    before = room.count(Move)

    answer = as_amina.send(f"/w/{room.code}/{compose}/blank", {"title": "A bench", "table": 1}, **HTMX)

    assert answer.status_code == 423
    assert room.count(Move) == before
