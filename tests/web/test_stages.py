"""Rounds in stages: one after the other, each with its heading; the facilitator writes for those without a phone."""

import pytest

from tests.web.conftest import JSON
from toolkit.activities.models import Activity
from toolkit.activities.shapes.ideas.models import Idea
from toolkit.language import use
from toolkit.reports import imports
from toolkit.reports.exports import export, written
from toolkit.reports.formats import FORMATS
from toolkit.workshops import erasures, services


@pytest.fixture
def step(room):
    """A debrief, with the room in it."""

    return room.begin("back", kind="debrief", title={"en": "Looking back", "fr": "Retour"})


@pytest.fixture
def say(room, step):
    return lambda person, text, **more: person.send(f"/w/{room.code}/{step}/ideas", {"text": text, **more}, **JSON)


@pytest.fixture
def enter(room, step, as_chloe):
    return lambda phase: as_chloe.send(f"/w/{room.code}/{step}/ideas/all/phase", {"phase": phase})


@pytest.mark.usefixtures("step")
def test_with_nothing_in_it_each_screen_asks_what_the_first_stage_asks(room, as_amina, as_chloe):
    assert "What did you see and hear?" in room.frame()
    assert "Qu’avez-vous vu et entendu" in room.frame(language="fr")
    assert "What did you see and hear?" in as_amina.get(f"/w/{room.code}").text
    assert "Stage 1 of 4: The facts" in as_chloe.get(f"/run/{room.code}").text


def test_what_is_said_stands_under_the_stage_in_which_it_was_said(room, say, enter, as_amina, as_bruno):
    say(as_amina, "Nobody came late")
    enter("meaning")
    say(as_bruno, "We like <b>mornings", heading="1")

    wall = room.frame()
    assert (
        wall.index("The facts<") < wall.index("Nobody came late") < wall.rindex("The meaning<") < wall.index("We like")
    )
    assert "We like &lt;b&gt;mornings" in wall
    assert "What does it say about our work?" in as_amina.get(f"/w/{room.code}").text


@pytest.mark.parametrize("phase", ["second", "gathering", "", "x" * 3000, "decide"])
def test_a_stage_that_there_is_not_is_refused(room, step, enter, phase):
    assert enter(phase).status_code == 422
    assert "Stage 1 of 4" in room.frame() or step


def test_the_desk_writes_for_somebody_without_a_phone(room, step, enter, as_chloe, as_amina):
    enter("reactions")
    write = f"/w/{room.code}/{step}/ideas/0/write"
    assert as_chloe.send(write, {"text": "It was cold"}).status_code in {200, 303}
    assert as_amina.send(write, {"text": "It was hot"}).status_code == 403
    assert as_chloe.send(write, {"text": "x" * 1000}).status_code == 422

    with room.database.read() as session:
        [idea] = session.query(Idea).all()
        assert (idea.text, idea.heading["en"], idea.participant_id) == ("It was cold", "The reactions", None)
    assert "It was cold" in room.frame()


def test_every_report_has_the_stages_and_another_database_the_same(room, database, say, enter, as_amina):
    say(as_amina, "Nobody came late")
    enter("decision")
    say(as_amina, "Begin with coffee")
    with room.database.read() as session, use("en"):
        workshop = services.find(session, room.code)
        made = {name: FORMATS[name].make(session, workshop).decode() for name in ("html", "md", "csv")}
        content = written(export(session, workshop, names=True, hidden=True))
    room.write(erasures.purge)

    arrival = database.write(lambda session: imports.bring_in(session, imports.read(content)))

    assert made["md"].index("The facts") < made["md"].index("Nobody came late") < made["md"].index("Begin with coffee")
    with database.read() as session:
        again = services.find(session, arrival.code)
        step = session.query(Activity).filter_by(workshop_id=again.id, code="back").one()
        assert step.phase == "decision"
        assert {idea.heading["en"] for idea in session.query(Idea)} == {"The facts", "What we take away"}
