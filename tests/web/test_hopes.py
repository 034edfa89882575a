"""Hopes and fears, whole: written in columns, seen in them on every screen, on paper and in every report."""

from random import Random

import pytest

from tests.web.conftest import JSON
from toolkit.activities import late
from toolkit.activities.rulesets import make
from toolkit.activities.settings import SettingRefused
from toolkit.activities.shapes.ideas.models import Idea
from toolkit.language import use
from toolkit.rehearsal.pages import read
from toolkit.rehearsal.script import fill_in
from toolkit.reports.exports import export
from toolkit.reports.formats import FORMATS
from toolkit.workshops import services


@pytest.fixture
def step(room):
    """A step of hopes and fears, with the room in it."""

    return room.begin("hopes", kind="hopes", title={"en": "Before we begin", "fr": "Avant de commencer"})


@pytest.fixture
def give(room, step):
    return lambda person, text, heading, **more: person.send(
        f"/w/{room.code}/{step}/ideas", {"text": text, "heading": heading, **more}, **JSON
    )


@pytest.fixture
def given(give, as_amina, as_bruno):
    for person, text, heading in ((as_amina, "We decide", "1"), (as_bruno, "Nothing <b> changes", "2")):
        assert give(person, text, heading).status_code == 200


@pytest.mark.usefixtures("given")
def test_every_screen_shows_each_note_in_its_column(room, as_amina, as_bruno, as_chloe):
    for page in (room.frame(), as_amina.get(f"/w/{room.code}").text, as_bruno.get(f"/w/{room.code}").text):
        assert page.rindex(">Hopes<") < page.rindex("We decide") < page.rindex(">Fears<") < page.rindex("changes")
        assert "Nothing &lt;b&gt; changes" in page
    assert "Amina" not in room.frame()
    assert "We decide" in as_chloe.get(f"/run/{room.code}").text


def test_both_columns_stand_on_the_wall_before_anything_is_in_them(room, step):
    assert step
    assert all(word in room.frame() for word in ("Hopes", "Fears", "Nothing yet"))
    assert all(word in room.frame(language="fr") for word in ("Espoirs", "Craintes"))


@pytest.mark.parametrize("heading", ["", "0", "3", "-1", "x", "1" * 30])
def test_a_note_goes_into_one_of_the_columns_or_is_refused(room, give, as_amina, heading):
    answer = give(as_amina, "We decide", heading)

    assert answer.status_code == 422
    assert "Hopes, Fears" in answer.text
    assert room.count(Idea) == 0


def test_a_note_that_comes_too_late_goes_into_its_column_once_taken_in(room, give, step, as_amina, as_chloe):
    as_chloe.send(f"/run/{room.code}/{step}/switch", {"name": "open", "on": "no"})
    assert give(as_amina, "We decide", "2", late="yes", ago=0).status_code == 202
    room.write(lambda session, workshop: late.take_in(session, workshop, 1))

    with room.database.read() as session:
        assert session.query(Idea).one().heading["en"] == "Fears"


@pytest.mark.usefixtures("given")
def test_every_report_says_what_stands_in_which_column(room):
    with room.database.read() as session, use("fr"):
        workshop = services.find(session, room.code)
        made = {name: FORMATS[name].make(session, workshop).decode() for name in ("html", "md", "csv")}

    assert "<h3>Espoirs</h3>" in made["html"]
    assert "### Craintes" in made["md"]
    assert "Espoirs – Note" in made["csv"]


@pytest.mark.parametrize("columns", [[], [{"en": "One"}], [{"en": "One"}] * 7, ["One"]])
def test_an_agenda_has_two_columns_to_six(columns):
    with pytest.raises(SettingRefused):
        make("hopes", {"headings": columns})


def test_an_agenda_names_its_own_columns():
    rules = make("hopes", {"headings": [{"en": "Keep"}, {"en": "Drop"}, {"en": "Try"}]})

    assert [one["en"] for one in rules.headings] == ["Keep", "Drop", "Try"]


def test_on_paper_each_column_has_its_place(room, step, as_chloe):
    page = as_chloe.get(f"/run/{room.code}/{step}/paper").text

    assert page.count("Hopes</th>") == page.count("Fears</th>") == 3


def test_ghosts_write_into_a_column(room, step, as_bruno):
    assert step
    form = next(form for form in read(as_bruno.get(f"/w/{room.code}").text).forms if form.place.endswith("ideas"))

    assert fill_in(form, Random(1), "en")["heading"] in {"1", "2"}


@pytest.mark.usefixtures("given")
def test_no_screen_and_no_file_tells_whose_a_note_is(room, step, as_chloe):
    with room.database.read() as session, use("en"):
        workshop = services.find(session, room.code)
        whole = export(session, workshop, names=True, hidden=True)
        made = [FORMATS[name].make(session, workshop).decode() for name in ("html", "md", "csv")]

    notes = next(one.ideas for one in whole.agenda if one.kind == "hopes")
    assert [(note.author, note.table) for note in notes] == [(None, None)] * 2
    desk = as_chloe.get(f"/run/{room.code}").text
    for page in (room.frame(), desk):
        assert 'data-colour="' not in page[page.index("We decide") - 300 : page.index("We decide")]
    lines = [line for text in made for line in text.splitlines() if "We decide" in line]
    assert len(lines) >= len(made)
    assert not [line for line in lines if "Poppy" in line or "Table" in line]
    assert step


def test_a_late_note_has_no_name_and_no_table_either(room, give, step, as_amina, as_chloe):
    as_chloe.send(f"/run/{room.code}/{step}/switch", {"name": "open", "on": "no"})
    give(as_amina, "We decide", "2", late="yes", ago=0)

    with room.database.read() as session, use("en"):
        whole = export(session, services.find(session, room.code), names=True, hidden=True)
    offer = next(one.offers for one in whole.agenda if one.kind == "hopes")[0]
    assert (offer.text, offer.author, offer.table) == ("We decide", None, None)
