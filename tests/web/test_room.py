"""What was decided when a workshop was made changes later: its title, its tables, the language it opens in."""

import pytest

from toolkit.activities import agenda
from toolkit.activities.models import Option
from toolkit.workshops.models import Participant

ABOUT = {"title": "Tuesday in Nantes", "tables": "3", "language": "en"}


@pytest.fixture
def save(as_chloe, room):
    """Return how Chloé saves what the workshop is about; what she does not name stays as it is."""
    return lambda **changes: as_chloe.send(f"/run/{room.code}/about", {**ABOUT, **changes})


def tables(room):
    return room.write(lambda _session, workshop: [table.number for table in workshop.tables])


def test_title_tables_and_language_change_and_every_screen_is_told(save, room, as_amina):
    before = room.about("version")

    answer = save(title="Monday in Lille", tables="5", language="fr", back=f"/run/{room.code}/preflight")

    assert answer.location == f"/run/{room.code}/preflight"
    assert (room.about("title"), tables(room), room.about("languages")) == (
        "Monday in Lille",
        [1, 2, 3, 4, 5],
        ["fr", "en"],
    )
    assert room.about("version") > before
    assert "Monday in Lille" in as_amina.get(f"/w/{room.code}").text


def test_both_pages_of_the_facilitator_have_the_form(as_chloe, room):
    for page in ("", "/preflight"):
        shown = as_chloe.get(f"/run/{room.code}{page}").text
        assert f'action="/run/{room.code}/about"' in shown
        assert 'name="tables"' in shown


def test_empty_tables_are_taken_away_from_the_last(save, room):
    room.set(focus=3)

    assert save(tables="2").status_code == 303

    assert tables(room) == [1, 2]
    assert room.about("focus") is None


def test_a_table_where_somebody_sits_stays_and_nothing_else_changes(save, room, join):
    join(room, "Bruno", 2)

    refused = save(tables="1", title="Monday")

    assert refused.status_code == 422
    assert "Table 2 stays: somebody sits there, or something was given there." in refused.text
    assert (tables(room), room.about("title")) == ([1, 2, 3], "Tuesday in Nantes")
    assert save(tables="2").status_code == 303


def test_a_table_that_wrote_something_stays_when_its_people_have_moved(save, room, join, as_chloe):
    bruno = join(room, "Bruno", 3)
    pitch = room.go("pitch")
    bruno.send(f"/w/{room.code}/{pitch}/fields/whom", {"text": "A chest", "base": 0})
    number = room.write(lambda session, _workshop: session.query(Participant).one().id)
    as_chloe.send(f"/run/{room.code}/people/{number}/move", {"table": "1"})

    assert "Table 3 stays" in save(tables="2").text

    assert "A chest" in room.frame()


def test_a_table_that_was_dealt_cards_stays_with_them(save, room, as_chloe):
    step = room.go("compose", opened=True)
    as_chloe.send(f"/w/{room.code}/{step}/deal")

    refused = save(tables="2")

    assert refused.status_code == 422
    assert "Table 3 stays" in refused.text
    assert tables(room) == [1, 2, 3]


def test_a_table_whose_proposal_is_in_a_vote_stays(save, room):
    def propose(session, workshop):
        vote = next(step for step in agenda.steps(session, workshop) if step.code == "judgment")
        session.add(
            Option(activity_id=vote.id, code="t3", position=0, label={"en": "A chest"}, tables=[workshop.tables[2].id])
        )

    room.write(propose)

    assert "Table 3 stays" in save(tables="2").text


@pytest.mark.parametrize("count", ["0", "13", "", "four", "-1", "9" * 5000, "²"])
def test_a_room_has_a_sensible_number_of_tables(save, room, count):
    refused = save(tables=count)

    assert refused.status_code == 422
    assert "from 1 to 12" in refused.text
    assert tables(room) == [1, 2, 3]


def test_a_title_is_needed_and_a_language_that_is_not_spoken_is_refused(save, room):
    assert "Please give the workshop a title." in save(title="  ").text
    assert "there is room for 80" in save(title="x" * 81).text
    assert save(language="de").status_code == 422

    assert (room.about("title"), room.about("languages")) == ("Tuesday in Nantes", ["en", "fr"])
