"""A decision by consent, whole: stage by stage, on every screen, amended, decided, on paper and in every report."""

import pytest

from tests.web.conftest import JSON
from toolkit.activities.rulesets import make
from toolkit.activities.settings import SettingRefused
from toolkit.language import use
from toolkit.reports import imports
from toolkit.reports.exports import export, written
from toolkit.reports.formats import FORMATS
from toolkit.workshops import erasures, services

PROPOSAL = {"en": "We meet on Fridays", "fr": "Nous nous voyons le vendredi"}


def hold(room, settings):
    return room.begin(
        "consent", kind="consent", title={"en": "One proposal", "fr": "Une proposition"}, settings=settings
    )


@pytest.fixture
def step(room):
    """A decision by consent on a proposal of the agenda, with the room in it."""
    return hold(room, {"proposal": PROPOSAL})


@pytest.fixture
def at(room, step):
    """Return how somebody sends something in the step: at(person, "ideas", {…})."""
    return lambda person, address, form, **headers: person.send(f"/w/{room.code}/{step}/{address}", form, **headers)


@pytest.fixture
def objecting(at, as_chloe):
    """The stage in which objections are heard."""
    at(as_chloe, "ideas/all/phase", {"phase": "objections"})


@pytest.mark.usefixtures("step")
def test_the_proposal_stands_on_every_screen_with_its_rule(room, as_amina, as_chloe):
    for page in (room.frame(), as_amina.get(f"/w/{room.code}").text, as_chloe.get(f"/run/{room.code}").text):
        assert "We meet on Fridays" in page
        assert "silence is no consent" in page
    assert "What is not clear to you?" in as_amina.get(f"/w/{room.code}").text


def test_without_a_proposal_nobody_speaks_of_one_until_it_is_written(room, as_amina, as_chloe):
    step = hold(room, {})
    assert "The facilitator writes it down." in room.frame()
    assert "What is not clear" not in as_amina.get(f"/w/{room.code}").text

    as_chloe.send(f"/w/{room.code}/{step}/ideas/0/write", {"text": "Tea <b>at ten", "heading": "1"})

    assert "Tea &lt;b&gt;at ten" in room.frame()
    assert "What is not clear" in as_amina.get(f"/w/{room.code}").text


@pytest.mark.usefixtures("objecting")
def test_those_who_do_not_object_are_counted_until_the_text_changes(room, at, as_amina, as_bruno, as_chloe):
    for person in (as_amina, as_bruno):
        assert at(person, "ideas/1/support", {"support": "yes"}).status_code == 303
    assert "No objection: 2 of 2" in room.frame()
    assert "What harm would it do" not in as_amina.get(f"/w/{room.code}").text

    at(as_chloe, "ideas/0/write", {"text": "We meet on Mondays", "heading": "1"})

    wall = room.frame()
    assert "We meet on Mondays" in wall
    assert "We meet on Fridays" not in wall
    assert "No objection: 0 of 2" in wall
    assert "What harm would it do" in as_amina.get(f"/w/{room.code}").text


@pytest.mark.usefixtures("objecting")
def test_objections_are_heard_one_by_one(room, at, as_amina, as_bruno, as_chloe):
    at(as_amina, "ideas", {"text": "The hall is closed"}, **JSON)
    at(as_bruno, "ideas", {"text": "My train is late"}, **JSON)
    assert "ideas/2/spotlight" in as_chloe.get(f"/run/{room.code}").text

    at(as_chloe, "ideas/2/spotlight", {})
    assert "The hall is closed" in room.frame()
    assert "My train is late" not in room.frame()
    at(as_chloe, "ideas/2/answer", {"answered": "yes"})

    assert "The next objection" in as_chloe.get(f"/run/{room.code}").text
    assert "ideas/3/spotlight" in as_chloe.get(f"/run/{room.code}").text


@pytest.mark.usefixtures("objecting")
def test_a_decision_ends_it_and_says_when_it_is_looked_at_again(room, at, as_amina, as_chloe):
    at(as_amina, "ideas", {"text": "The hall is closed"}, **JSON)
    at(as_chloe, "ideas/all/phase", {"phase": "decision"})
    assert 'id="decide"' in as_chloe.get(f"/run/{room.code}").text
    assert at(as_amina, "ideas", {"text": "One more"}, **JSON).status_code == 423

    at(as_chloe, "ideas/0/write", {"text": "Adopted, as a trial", "review": "12 March", "heading": "5"})

    for page in (room.frame(), as_amina.get(f"/w/{room.code}").text):
        assert "Adopted, as a trial" in page
        assert "To be reviewed: 12 March." in page


def test_the_report_says_what_was_decided_on_its_first_page_and_every_text_after(room, database, at, as_chloe):
    at(as_chloe, "ideas/0/write", {"text": "We meet on Mondays", "heading": "1"})
    at(as_chloe, "ideas/0/write", {"text": "Adopted", "review": "12 March", "heading": "5"})
    with room.database.read() as session, use("en"):
        workshop = services.find(session, room.code)
        made = {name: FORMATS[name].make(session, workshop).decode() for name in ("html", "md", "csv", "json")}
        content = written(export(session, workshop, names=True, hidden=True))
    room.write(erasures.purge)

    arrival = database.write(lambda session: imports.bring_in(session, imports.read(content)))

    said = "Adopted: “We meet on Mondays”."
    assert (
        made["md"].index(said) < made["md"].index("To be reviewed: 12 March") < made["md"].index("We meet on Fridays")
    )
    assert all("We meet on Fridays" in text for text in made.values())
    with database.read() as session, use("en"):
        assert said in FORMATS["md"].make(session, services.find(session, arrival.code)).decode()


@pytest.mark.usefixtures("step")
def test_on_paper_there_is_room_for_each_stage(room, step, as_chloe):
    page = as_chloe.get(f"/run/{room.code}/{step}/paper").text

    assert page.count("We meet on Fridays") == page.count("The decision") == 3


@pytest.mark.parametrize(
    "settings", [{"proposal": "We meet"}, {"proposal": {"en": "x" * 601}}, {"headings": []}, {"silent": True}]
)
def test_settings_that_cannot_be_are_refused(settings):
    with pytest.raises(SettingRefused):
        make("consent", settings)


@pytest.mark.parametrize("text", ["", " ", "x" * 700, "\u202eevil", "a\u0301" * 3000])
def test_whatever_is_said_is_kept_or_refused(room, at, as_amina, text):
    assert at(as_amina, "ideas", {"text": text}, **JSON).status_code in {200, 422}
    assert room.frame()
