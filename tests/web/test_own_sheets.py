"""A sheet whose fields the agenda says, and one that adds up its numbers: on screens, on paper, in every report."""

import re
from random import Random

import pytest

from tests.web.conftest import JSON
from toolkit.activities.models import Activity
from toolkit.activities.shapes import shapes
from toolkit.language import use
from toolkit.rehearsal.pages import read
from toolkit.rehearsal.script import fill_in
from toolkit.reports.formats import FORMATS
from toolkit.workshops import services

OWN = {
    "title": {"en": "Our <own> sheet", "fr": "Notre fiche"},
    "fields": [
        {"code": "whom", "kind": "line", "limit": 40, "label": {"en": "For whom?", "fr": "Pour qui ?"}},
        {"code": "hours", "kind": "number", "limit": 40, "label": {"en": "Hours", "fr": "Heures"}},
    ],
}


@pytest.fixture
def lead(room):
    """Return how the room goes to a sheet with some settings."""

    def lead(settings):
        return room.begin("own", kind="sheet", title={"en": "Write", "fr": "Écrire"}, settings=settings, minutes=4)

    return lead


@pytest.fixture
def write(room):
    return lambda person, step, field, text: person.send(
        f"/w/{room.code}/{step}/fields/{field}", {"text": text, "base": 0}, **JSON
    )


def test_its_fields_are_written_seen_reported_and_voted_on(room, lead, write, as_amina, as_chloe):
    step = lead(OWN)
    assert write(as_amina, step, "whom", "Nadia <b>").status_code == 200
    assert write(as_amina, step, "hours", "lots").status_code == 422
    assert write(as_amina, step, "other", "x").status_code == 422

    for page in (room.frame(), as_amina.get(f"/w/{room.code}").text, as_chloe.get(f"/run/{room.code}").text):
        assert "Nadia &lt;b&gt;" in page
        assert "For whom?" in page
    assert "Our &lt;own&gt; sheet" in as_amina.get(f"/w/{room.code}").text
    with room.database.read() as session, use("fr"):
        workshop = services.find(session, room.code)
        made = {name: FORMATS[name].make(session, workshop).decode() for name in ("html", "md", "csv")}
        offered = list(shapes()["entries"].choices(session, workshop, session.get(Activity, step), "whom"))
    assert all("Pour qui" in text for text in made.values())
    assert [one.label["en"] for one in offered] == ["Nadia <b>"]


def test_it_is_printed_for_tables_without_phones(room, lead, as_chloe):
    lead(OWN)
    page = as_chloe.get(f"/run/{room.code}/print/sheets/own").text

    assert page.count("For whom?") == 3
    assert "Our &lt;own&gt; sheet" in page
    assert as_chloe.get(f"/run/{room.code}/print/sheets/pitch").status_code == 200
    assert as_chloe.get(f"/run/{room.code}/print/sheets/compose").status_code == 404


def test_the_seconds_of_a_video_are_added_up_on_every_screen_and_in_the_report(room, lead, write, as_amina, as_chloe):
    step = lead({"form": "video"})
    for number, seconds in ((1, "20"), (2, "35")):
        assert write(as_amina, step, f"seconds{number}", seconds).status_code == 200

    for page in (room.frame(), as_amina.get(f"/w/{room.code}").text, as_chloe.get(f"/run/{room.code}").text):
        assert "In all, in seconds <b>55</b>" in page
    with room.database.read() as session, use("en"):
        made = FORMATS["csv"].make(session, services.find(session, room.code)).decode()
    assert '"In all, in seconds","55"' in made


def test_ghosts_write_numbers_where_numbers_are_asked_for(room, lead, as_amina):
    lead(OWN)
    forms = read(as_amina.get(f"/w/{room.code}").text).forms
    form = next(one for one in forms if one.action.endswith("/fields/hours"))

    assert 1 <= int(fill_in(form, Random(1), "en")["text"]) <= 40


def test_a_table_has_its_own_script_to_say_and_nobody_elses_where_the_room_looks_at_all(
    room, lead, write, as_amina, as_bruno
):
    step = lead({"form": "video"})
    assert write(as_amina, step, "voice1", "Every <door> is open tonight").status_code == 200

    def look(session, workshop):
        about = {"kind": "talk", "minutes": 4, "title": {"en": "Look"}, "settings": {"show": "sheets:own"}}
        session.add(Activity(workshop_id=workshop.id, position=100, code="look", **about))

    room.write(look)
    room.go("look")
    hers, his = as_amina.get(f"/w/{room.code}").text, as_bruno.get(f"/w/{room.code}").text
    said = re.compile(r"<tele-prompter.*?</tele-prompter>", re.DOTALL)
    assert ["Every &lt;door&gt; is open" in text for text in said.findall(hers)] == [True]
    assert ["Nothing to say yet" in text for text in said.findall(his)] == [True]
    assert not said.search(room.frame())
    room.write(lambda _session, workshop: setattr(workshop, "focus", 1))
    assert "Every &lt;door&gt; is open" in said.search(room.frame())[0]
