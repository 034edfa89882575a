"""Next steps, whole: what, who and when; somebody says yes on their own phone; in every report and file."""

import json

import pytest

from tests.web.conftest import HTMX, JSON
from toolkit.activities.shapes.ideas.models import Idea
from toolkit.language import use
from toolkit.rehearsal.pages import read
from toolkit.reports import imports
from toolkit.reports.exports import export, written
from toolkit.reports.formats import FORMATS
from toolkit.workshops import erasures, services

CALL = {"text": "Call the town hall", "who": "Somebody from <b>reception</b>", "when": "Friday 12th"}


@pytest.fixture
def step(room):
    """A step of next steps, with the room in it."""

    return room.begin("going-on", kind="steps", title={"en": "What comes next", "fr": "La suite"})


@pytest.fixture
def change(room, step):
    """Return how somebody changes something in it."""
    return lambda person, address, form=None, **headers: person.send(
        f"/w/{room.code}/{step}/{address}", form, **headers
    )


@pytest.fixture
def written_down(change, as_amina):
    assert change(as_amina, "ideas", CALL, **JSON).status_code == 200


def reports(room, language="en"):
    with room.database.read() as session, use(language):
        workshop = services.find(session, room.code)
        return {name: FORMATS[name].make(session, workshop).decode() for name in ("html", "md", "csv")}


@pytest.mark.usefixtures("written_down")
def test_what_who_and_when_stand_on_every_screen(room, as_amina, as_bruno, as_chloe):
    pages = [room.frame(), *(page.get(f"/w/{room.code}").text for page in (as_amina, as_bruno))]
    for page in (*pages, as_chloe.get(f"/run/{room.code}").text):
        assert "Call the town hall" in page
        assert "Somebody from &lt;b&gt;reception&lt;/b&gt;" in page
        assert "When: Friday 12th" in page


def test_without_javascript_a_form_is_enough(room, change, as_amina):
    answer = change(as_amina, "ideas", CALL)

    assert answer.status_code == 303
    assert "Friday 12th" in as_amina.get(f"/w/{room.code}").text


@pytest.mark.parametrize("form", [{**CALL, "text": " "}, {**CALL, "when": "x" * 81}, {**CALL, "who": "x" * 121}])
def test_what_cannot_be_kept_is_refused_whole(room, change, as_amina, form):
    answer = change(as_amina, "ideas", form, **JSON)

    assert answer.status_code == 422
    assert answer.text.startswith('<p class="error">')
    assert room.count(Idea) == 0


@pytest.mark.usefixtures("written_down")
def test_whoever_takes_a_step_on_says_so_and_everybody_reads_it(room, change, as_amina, as_bruno):
    before = room.about("version")
    mine = change(as_bruno, "ideas/1/take-on", {"taken": "yes"}, **HTMX).text

    assert "Not me after all" in mine
    assert room.about("version") > before
    assert "Taken on by Bruno" in room.frame()
    other = as_amina.get(f"/w/{room.code}").text
    assert "Taken on by Bruno" in other
    assert "I&#39;ll take it" not in other


@pytest.mark.usefixtures("written_down")
def test_two_who_tap_at_once_are_one_owner_and_one_sentence(room, change, as_amina, as_bruno):
    change(as_bruno, "ideas/1/take-on", {"taken": "yes"}, **HTMX)
    second = change(as_amina, "ideas/1/take-on", {"taken": "yes"}, **HTMX)
    third = change(as_amina, "ideas/1/take-on", {"taken": "no"}, **HTMX)

    assert (second.status_code, third.status_code) == (422, 422)
    assert "Bruno has taken this on" in second.text
    change(as_bruno, "ideas/1/take-on", {"taken": "no"}, **HTMX)
    assert "Taken on" not in room.frame()


@pytest.mark.usefixtures("written_down")
def test_the_desk_takes_nothing_on_for_others_and_nobody_what_is_hidden(change, as_chloe, as_bruno):
    assert change(as_chloe, "ideas/1/take-on", {"taken": "yes"}).status_code == 403
    change(as_chloe, "ideas/1/hide", {"hidden": "yes"})
    assert change(as_bruno, "ideas/1/take-on", {"taken": "yes"}, **HTMX).status_code == 422
    assert change(as_bruno, "ideas/9/take-on", {"taken": "yes"}, **HTMX).status_code == 422


@pytest.mark.usefixtures("written_down")
def test_the_first_page_of_every_report_says_who_does_what_by_when(room, change, as_bruno, as_amina):
    change(as_amina, "ideas", {"text": "Ask for both rotas"}, **JSON)
    change(as_bruno, "ideas/1/take-on", {"taken": "yes"})

    made = reports(room)

    for text in made.values():
        assert "Call the town hall" in text
        assert "Friday 12th" in text
        assert "Taken on by Bruno" in text
    assert "2 next steps are written down; taken on by somebody: 1." in made["html"]
    assert "nobody yet" in made["html"]
    assert "pris en charge par quelqu’un" in reports(room, "fr")["html"]


def test_steps_of_a_sheet_and_of_this_kind_stand_in_tables_of_their_own(room, change, as_amina):
    change(as_amina, "ideas", CALL, **JSON)
    sheet = room.go("next")
    as_amina.send(f"/w/{room.code}/{sheet}/fields/step", {"text": "Show the mock-up", "base": 0}, **JSON)

    page = reports(room)["html"].partition('id="next"')[2].partition("</header>")[0]

    assert page.count("<table") == 2
    assert "Show the mock-up" in page


@pytest.mark.usefixtures("written_down")
def test_an_export_carries_details_and_with_names_the_owner_and_is_brought_in_whole(room, change, as_bruno):
    change(as_bruno, "ideas/1/take-on", {"taken": "yes"})
    with room.database.read() as session:
        plain, named = (export(session, services.find(session, room.code), names=names) for names in (False, True))

    one = json.loads(written(named))["agenda"][-1]["ideas"][0]
    assert (one["details"], one["owner"]) == ({"who": CALL["who"], "when": CALL["when"]}, "Bruno")
    assert "Bruno" not in plain.agenda[-1].model_dump_json()

    room.write(erasures.purge)
    room.database.write(lambda session: imports.bring_in(session, imports.read(written(named))))
    with room.database.read() as session:
        again = session.query(Idea).one()
        assert (again.details["when"], again.owner.name) == ("Friday 12th", "Bruno")


def test_a_table_without_phones_writes_on_paper(room, step, as_chloe):
    page = as_chloe.get(f"/run/{room.code}/{step}/paper")

    assert page.status_code == 200
    assert page.text.count('<th scope="col">When') == 3


@pytest.mark.usefixtures("written_down")
def test_it_speaks_french(room, as_bruno):
    as_bruno.send("/language", {"language": "fr", "back": f"/w/{room.code}"})

    page = as_bruno.get(f"/w/{room.code}").text

    assert "Que fera-t-on" in page
    assert "Je m’en charge" in page


@pytest.mark.usefixtures("written_down")
def test_ghosts_write_steps_and_one_of_a_table_takes_them_on(room, as_bruno):
    forms = read(as_bruno.get(f"/w/{room.code}").text).forms

    writing = next(form for form in forms if form.place.endswith("ideas"))
    assert (writing.part.how, set(writing.fields)) == ("write", {"text", "who", "when"})
    assert [form.part.who for form in forms if form.end == "take-on"] == ["one"]
