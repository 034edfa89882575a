"""Ideas over HTTP: once whatever is sent twice, in order, seen by those who may, in every format of the report."""

import json

import pytest
from pypdfium2 import PdfDocument

from tests.web.conftest import HTMX, JSON
from toolkit.activities.shapes.ideas.models import Idea
from toolkit.language import use
from toolkit.reports.exports import export
from toolkit.reports.formats import FORMATS
from toolkit.workshops import erasures, services

FIRST = "A chest of <b>proofs</b>"


@pytest.fixture
def lead(room):
    """Return how the room goes to a step of ideas with some settings."""

    def lead(**settings):
        return room.begin("round", kind="ideas", settings=settings, minutes=4)

    return lead


def send(person, room, step, text, **more):
    return person.send(f"/w/{room.code}/{step}/ideas", {"text": text, **more}, **JSON)


def kept(room):
    with room.database.read() as session:
        return [(idea.number, idea.text) for idea in session.query(Idea).order_by(Idea.number)]


def test_an_idea_sent_again_with_its_key_is_kept_once_and_another_with_its_own_is_another(room, as_amina, lead):
    step = lead()
    for text, key in ((FIRST, "a"), (FIRST, "a"), ("A map", "b"), (FIRST, "a"), ("A map", "c"), ("A map", "b")):
        answer = send(as_amina, room, step, text, key=key, base=0)
        assert isinstance(answer.json["version"], int)

    assert kept(room) == [(1, FIRST), (2, "A map"), (3, "A map")]


def test_without_javascript_a_form_is_enough(room, as_amina, lead):
    step = lead()

    answer = as_amina.send(f"/w/{room.code}/{step}/ideas", {"text": FIRST})

    assert answer.status_code == 303
    assert "A chest of &lt;b&gt;proofs&lt;/b&gt;" in as_amina.get(answer.location).text


def test_the_wall_and_the_table_see_an_idea_and_another_table_only_when_the_step_says_so(
    room, as_amina, as_bruno, lead
):
    step = lead()
    send(as_amina, room, step, "A map")

    wall = room.frame()
    assert "A map" in wall
    assert "1 idea" in wall
    assert "Amina" not in wall
    assert "A map" not in as_bruno.get(f"/w/{room.code}").text


def test_names_and_everybody_are_settings(room, as_amina, as_bruno, lead):
    step = lead(names=True, everyone=True)
    before = room.about("version")
    send(as_amina, room, step, "A map")

    assert "Amina" in room.frame()
    assert "A map" in as_bruno.get(f"/w/{room.code}").text
    assert room.about("version") > before


def test_the_facilitator_hides_an_idea_and_shows_it_again(room, as_amina, as_chloe, lead):
    step = lead()
    send(as_amina, room, step, "A map")

    desk = as_chloe.send(f"/w/{room.code}/{step}/ideas/1/hide", {"hidden": "yes"}, **HTMX).text
    assert "1 hidden" in desk
    assert "Hide: " not in desk
    assert "A map" not in room.frame()
    assert "Hidden from the room" in as_amina.get(f"/w/{room.code}").text

    as_chloe.send(f"/w/{room.code}/{step}/ideas/1/hide", {"hidden": "no"})
    assert "A map" in room.frame()


def test_the_author_takes_an_idea_back_and_nobody_else_does(room, as_amina, as_bruno, lead):
    step = lead()
    send(as_amina, room, step, "A map")

    assert as_bruno.send(f"/w/{room.code}/{step}/ideas/1/withdraw").status_code == 422
    assert "A map" in room.frame()
    as_amina.send(f"/w/{room.code}/{step}/ideas/1/withdraw")
    assert "A map" not in room.frame()
    assert kept(room) == [(1, "A map")]


@pytest.mark.parametrize("text", [" ", "x" * 281])
def test_what_cannot_be_kept_is_refused_in_one_sentence(room, as_amina, lead, text):
    answer = send(as_amina, room, lead(), text)

    assert answer.status_code == 422
    assert answer.text.startswith('<p class="error">')


def test_hidden_ideas_of_a_step_stay_behind_the_curtain(room, as_amina, as_chloe, lead):
    step = lead()
    send(as_amina, room, step, "A map")
    as_chloe.send(f"/run/{room.code}/{step}/switch", {"name": "shown", "on": "no"})

    assert "A map" not in room.frame()
    assert "A map" in as_amina.get(f"/w/{room.code}").text
    assert "A map" in as_chloe.get(f"/run/{room.code}").text


def read(extension, made):
    """Return the words of a report."""
    if extension != "pdf":
        return made.decode()
    return " ".join(page.get_textpage().get_text_range() for page in PdfDocument(made))


@pytest.mark.parametrize("extension", ["html", "pdf", "md", "csv", "json"])
def test_a_report_has_the_ideas_and_neither_hidden_ones_nor_those_taken_back(room, as_amina, as_chloe, lead, extension):
    step = lead(names=True)
    for text in ("A map", "Hushed", "Regret"):
        send(as_amina, room, step, text)
    as_chloe.send(f"/w/{room.code}/{step}/ideas/2/hide", {"hidden": "yes"})
    as_amina.send(f"/w/{room.code}/{step}/ideas/3/withdraw")

    with room.database.read() as session, use("en"):
        made = read(extension, FORMATS[extension].make(session, services.find(session, room.code)))

    assert "A map" in made
    assert ("Amina" in made) == (extension != "json")
    assert "Hushed" not in made
    assert "Regret" not in made


def test_an_export_tells_every_idea_by_number_and_a_hidden_text_only_when_asked(room, as_amina, as_chloe, lead):
    step = lead()
    for text in ("A map", "Hushed", "Regret"):
        send(as_amina, room, step, text)
    as_chloe.send(f"/w/{room.code}/{step}/ideas/2/hide", {"hidden": "yes"})
    as_amina.send(f"/w/{room.code}/{step}/ideas/3/withdraw")

    with room.database.read() as session:
        made = export(session, services.find(session, room.code), names=True, hidden=True)
    ideas = json.loads(made.model_dump_json(exclude_none=True))["agenda"][-1]["ideas"]

    assert [(one["number"], one.get("text"), one["hidden"], one["withdrawn"]) for one in ideas] == [
        (1, "A map", False, False),
        (2, "Hushed", True, False),
        (3, None, False, True),
    ]
    assert ideas[0]["author"] == "Amina"


def test_erasing_a_workshop_erases_its_ideas(room, as_amina, lead):
    send(as_amina, room, lead(), "A map")

    room.write(erasures.purge)

    assert kept(room) == []
