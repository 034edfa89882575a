"""Ideas under headings: put there by the facilitator or by everybody, on every screen, in every file, and voted on."""

from types import SimpleNamespace

import pytest

from tests.web.conftest import HTMX, JSON
from toolkit.activities.models import Activity
from toolkit.activities.rulesets import make
from toolkit.activities.shapes import shapes
from toolkit.activities.shapes.ideas.headings import MOST
from toolkit.activities.shapes.ideas.models import Idea
from toolkit.language import use
from toolkit.reports import imports
from toolkit.reports.exports import export, written
from toolkit.reports.formats import FORMATS
from toolkit.workshops import erasures, services

PRESET = [{"en": "In the street", "fr": "Dans la rue"}, {"en": "At home", "fr": "À la maison"}]


@pytest.fixture
def hall(room, as_amina, as_bruno, as_chloe):
    """Amina and Bruno, in a step of ideas that `lead` begins; `change` is what somebody does in it."""

    def lead(**settings):
        step = room.begin("round", kind="ideas", settings=settings, minutes=4)
        for person, text in ((as_amina, "A map"), (as_bruno, "A bench"), (as_amina, "A boat")):
            change(person, "ideas", {"text": text}, **JSON)
        return step

    def change(person, address, form=None, **headers):
        return person.send(f"/w/{room.code}/{room.about('current_id')}/{address}", form, **headers)

    return SimpleNamespace(room=room, amina=as_amina, bruno=as_bruno, chloe=as_chloe, lead=lead, change=change)


def put(hall, person, heading, *numbers, by="group"):
    ticked = {f"idea-{number}": "yes" for number in numbers}
    return hall.change(person, f"ideas/ticked/{by}", {"heading": heading, **ticked}, **HTMX)


def test_the_facilitator_puts_ideas_under_a_heading_and_the_wall_shows_them_so(hall):
    hall.lead()
    desk = put(hall, hall.chloe, "Outside <b>", 1, 2).text

    wall = hall.room.frame()
    assert "Outside &lt;b&gt;" in desk
    assert (
        wall.index("Outside &lt;b&gt;") < wall.index("A bench") < wall.index("Under no heading") < wall.index("A boat")
    )
    put(hall, hall.chloe, "", 1, 2)
    assert "Outside" not in hall.room.frame()


def test_a_heading_written_again_is_the_same_one_in_both_languages(hall):
    hall.lead(headings=PRESET)
    put(hall, hall.chloe, "dans la RUE", 1)
    put(hall, hall.chloe, "In the street", 2)

    assert hall.room.frame().count("In the street") == 1
    assert hall.room.frame(language="fr").count("Dans la rue") == 1
    assert "At home" in hall.room.frame()


@pytest.mark.parametrize(
    ("heading", "numbers"), [("Outside", []), ("x" * 61, [1]), ("Outside", [9])], ids=["nothing", "too long", "no idea"]
)
def test_what_cannot_be_put_is_refused(hall, heading, numbers):
    hall.lead()

    assert put(hall, hall.chloe, heading, *numbers).status_code == 422
    with hall.room.database.read() as session:
        assert not any(idea.heading for idea in session.query(Idea))


def test_everybody_puts_what_they_see_where_the_step_says_so(hall):
    hall.lead(together=True)

    assert put(hall, hall.amina, "Outside", 1, by="put").status_code == 200
    assert (
        put(hall, hall.amina, "Outside", 2, by="put").status_code == 422
    )  # of another table, whose ideas she sees not
    assert "Outside" in hall.room.frame()
    assert "Outside" in hall.amina.get(f"/w/{hall.room.code}").text


def test_where_the_facilitator_lets_things_in_the_room_makes_no_headings(hall):
    hall.lead(together=True, approve=True)
    assert 'id="sort"' not in hall.amina.get(f"/w/{hall.room.code}").text
    hall.change(hall.chloe, "ideas/all/let-in")
    put(hall, hall.chloe, "Outside", 1)

    assert '<option value="Outside">Outside</option>' in hall.amina.get(f"/w/{hall.room.code}").text
    assert put(hall, hall.amina, "outside", 3, by="put").status_code == 200
    refused = put(hall, hall.amina, "Rude", 1, by="put")
    assert refused.status_code == 422
    assert "the facilitator makes the headings" in refused.text
    assert "Rude" not in hall.room.frame()


def test_a_step_has_no_more_headings_than_can_be_read(hall):
    hall.lead(together=True, headings=[{"en": f"Heading {number}"} for number in range(MOST - 1)])

    assert put(hall, hall.amina, "One more", 1, by="put").status_code == 200
    refused = put(hall, hall.amina, "Too many", 3, by="put")
    assert refused.status_code == 422
    assert "There are 40 headings already" in refused.text
    assert put(hall, hall.amina, "one MORE", 3, by="put").status_code == 200


def test_nobody_in_the_room_does_so_elsewhere_nor_once_the_step_is_closed(hall):
    step = hall.lead()
    assert put(hall, hall.amina, "Outside", 1, by="put").status_code == 422
    assert put(hall, hall.amina, "Outside", 1).status_code == 403
    assert 'id="sort"' not in hall.amina.get(f"/w/{hall.room.code}").text

    def everybody(session, _workshop):
        session.get(Activity, step).settings = {"together": True}

    hall.room.write(everybody)
    assert 'id="sort"' in hall.amina.get(f"/w/{hall.room.code}").text
    hall.chloe.send(f"/run/{hall.room.code}/{step}/switch", {"name": "open", "on": "no"})
    assert put(hall, hall.amina, "Outside", 1, by="put").status_code == 423


def test_every_report_says_what_stands_under_which_heading(hall):
    hall.lead()
    put(hall, hall.chloe, "Outside", 1, 2)

    with hall.room.database.read() as session, use("en"):
        workshop = services.find(session, hall.room.code)
        made = {name: FORMATS[name].make(session, workshop).decode() for name in ("html", "md", "csv")}

    assert "<h3>Outside</h3>" in made["html"]
    assert "### Outside" in made["md"]
    assert '"Outside – Idea","A bench"' in made["csv"]
    assert "2 Saffron" in made["html"].partition("<h3>Outside</h3>")[2]


def test_a_hidden_idea_shows_no_heading_to_the_room(hall):
    hall.lead()
    put(hall, hall.chloe, "Outside", 1)
    hall.change(hall.chloe, "ideas/1/hide", {"hidden": "yes"})

    assert "Outside" not in hall.room.frame()


def test_a_vote_takes_the_headings_as_its_proposals(hall):
    step = hall.lead(headings=PRESET)
    put(hall, hall.chloe, "In the street", 1, 2)
    put(hall, hall.chloe, "Outside", 3)

    with hall.room.database.read() as session:
        workshop = services.find(session, hall.room.code)
        offered = list(shapes()["ideas"].choices(session, workshop, session.get(Activity, step), "headings"))
        tables = [table.id for table in workshop.tables]
    assert [(one.code, one.label["fr"], one.tables) for one in offered] == [
        ("h1", "Dans la rue", (tables[0], tables[1])),
        ("h3", "Outside", (tables[0],)),
    ]
    assert make("dots", {"source": "ideas:round:headings"}).source.part == "headings"


def test_headings_are_exported_and_brought_in(hall):
    hall.lead()
    put(hall, hall.chloe, "Outside", 1)
    with hall.room.database.read() as session:
        made = export(session, services.find(session, hall.room.code), names=True)
    hall.room.write(erasures.purge)
    hall.room.database.write(lambda session: imports.bring_in(session, imports.read(written(made))))

    with hall.room.database.read() as session:
        assert [idea.heading.get("en") for idea in session.query(Idea).order_by(Idea.number)] == ["Outside", None, None]
