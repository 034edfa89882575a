"""An ecosystem map, whole: entered by anyone, drawn on every screen and in every report, opened again later."""

import re

import pytest

from tests.web.conftest import JSON
from toolkit.language import use
from toolkit.reports import imports
from toolkit.reports.exports import export, written
from toolkit.reports.formats import FORMATS
from toolkit.workshops import erasures, services

HOSTILE = "<script>alert(1)</script>"


def draw(room, settings=None):
    return room.begin("map", kind="ecosystem", title={"en": "Who is in it", "fr": "Qui en est"}, settings=settings)


@pytest.fixture
def step(room):
    return draw(room)


@pytest.fixture
def add(room, step):
    return lambda person, text, **more: person.send(f"/w/{room.code}/{step}/ideas", {"text": text, **more}, **JSON)


def boxes(page):
    drawing = page[page.index('<svg class="ecosystem"') :]
    return drawing[: drawing.index("</svg>")].count("<rect")


@pytest.mark.usefixtures("step")
def test_before_anything_is_on_it_there_is_no_drawing(room, as_amina, as_chloe):
    for page in (room.frame(), as_amina.get(f"/w/{room.code}").text, as_chloe.get(f"/run/{room.code}").text):
        assert 'class="ecosystem"' not in page


def test_what_anyone_adds_is_drawn_on_every_screen(room, add, as_amina, as_bruno):
    assert add(as_amina, "Judge", link="informs", whom="School").status_code == 200
    add(as_bruno, "school", link="helps", whom="Youth")
    add(as_bruno, "Town hall")

    for page in (room.frame(), as_amina.get(f"/w/{room.code}").text):
        assert boxes(page) == 4
        assert "informs" in page


def test_a_hidden_line_is_drawn_nowhere(room, add, step, as_amina, as_chloe):
    add(as_amina, "Judge", link="informs", whom="School")
    add(as_amina, HOSTILE, whom=HOSTILE * 2)
    as_chloe.send(f"/w/{room.code}/{step}/ideas/2/hide", {"hidden": "yes"})

    assert boxes(room.frame()) == boxes(as_amina.get(f"/w/{room.code}").text) == 2


def test_no_name_is_more_than_a_text(room, add, as_amina):
    for text in (HOSTILE, '"><img src=x onerror=1>', "{{ 7 * 7 }}", "שלום", "=1+1 | *b*"):
        assert add(as_amina, text, link=text[:40], whom="Youth").status_code == 200
    add(as_amina, "x" * 61)

    page = room.frame() + as_amina.get(f"/w/{room.code}").text
    assert not re.search("<script>alert|<img src=x", page)
    assert "{{ 7 * 7 }}" in page


def test_every_report_has_the_drawing_or_says_the_same_in_words(room, add, as_amina):
    add(as_amina, "Judge", link="informs", whom="School")
    with room.database.read() as session, use("en"):
        workshop = services.find(session, room.code)
        made = {name: FORMATS[name].make(session, workshop).decode() for name in ("html", "md", "csv", "json")}

    assert boxes(made["html"]) == 2
    assert "The map has 2 actors and 1 links." in made["md"]
    assert all("Judge" in text and "School" in text for text in made.values())


def test_nothing_is_painted_over_the_words_of_a_link_by_a_writer_that_knows_no_paint_order(room, add, as_amina):
    add(as_amina, "Judge", link="informs", whom="School")

    words = re.findall(r"<text([^>]*)>informs</text>", room.frame())
    assert "stroke" in words[0]
    assert "stroke" not in words[-1]


def test_a_later_workshop_begins_with_the_map(room, other_room, add, as_amina, as_chloe):
    add(as_amina, "Judge", link="informs", whom="School")
    add(as_amina, "Youth")
    desk = as_chloe.get(f"/run/{room.code}").text
    lines = re.search(r'id="map-text"[^>]*>([^<]*)<', desk)[1].split("\n")
    assert lines == ["Judge | informs | School", "Youth"]

    draw(other_room, {"known": lines})

    assert boxes(other_room.frame()) == 3


def test_it_comes_into_another_database_as_it_was(room, database, add, as_amina):
    add(as_amina, "Judge", link="informs", whom="School")
    with room.database.read() as session, use("en"):
        content = written(export(session, services.find(session, room.code), names=True, hidden=True))
    room.write(erasures.purge)
    arrival = database.write(lambda session: imports.bring_in(session, imports.read(content)))

    with database.read() as session, use("en"):
        assert "Judge" in FORMATS["html"].make(session, services.find(session, arrival.code)).decode()


def test_on_paper_what_is_known_stands_there(room, as_chloe):
    step = draw(room, {"known": ["Judge | informs | School"]})

    page = as_chloe.get(f"/run/{room.code}/{step}/paper").text
    assert page.count("<td>Judge</td>") == 3
