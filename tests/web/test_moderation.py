"""What the facilitator does with ideas: let in, hide, correct, pin, show large, merge; and who sees what meanwhile."""

import json
from types import SimpleNamespace

import pytest

from tests.web.conftest import HTMX, JSON
from toolkit.activities.models import Activity
from toolkit.activities.shapes import shapes
from toolkit.activities.shapes.ideas.models import Idea
from toolkit.activities.transcripts.parts import ExportRefused
from toolkit.language import use
from toolkit.reports import imports
from toolkit.reports.exports import export, written
from toolkit.reports.formats import FORMATS
from toolkit.workshops import erasures, services

CANARY = "kanarienvogel"


@pytest.fixture
def lead(room):
    """Return how the room goes to a step of ideas, or of another kind of this shape, with some settings."""

    def lead(kind="ideas", **settings):
        return room.begin("round", kind=kind, settings=settings, minutes=4)

    return lead


@pytest.fixture
def change(room):
    """Return how somebody changes something in the step that the room is on."""
    return lambda person, address, form=None, **headers: person.send(
        f"/w/{room.code}/{room.about('current_id')}/{address}", form, **headers
    )


@pytest.fixture
def give(change):
    def give(person, *texts):
        for text in texts:
            assert change(person, "ideas", {"text": text}, **JSON).status_code == 200

    return give


def of_the_room(room, as_bruno, as_wall):
    """Yield all that the room can get: pages, frames, the reports that are shared, exports without hidden things."""
    yield from (room.frame(audience, language) for audience in ("wall", "phone") for language in ("en", "fr"))
    for path in (f"/w/{room.code}", f"/w/{room.code}/now", f"/wall/{room.code}", f"/wall/{room.code}/now"):
        yield (as_bruno if path.startswith("/w/") else as_wall).get(path).text
    with room.database.read() as session, use("en"):
        workshop = services.find(session, room.code)
        yield from (one.make(session, workshop).decode() for name, one in FORMATS.items() if name != "pdf")
        yield written(export(session, workshop, names=True)).decode()


@pytest.fixture
def leaks(room, as_bruno, as_wall):
    """Return whether the room can find a text anywhere, on the step itself and on one that shows it."""

    def look(session, workshop):
        about = {"kind": "talk", "minutes": 4, "title": {"en": "Look"}, "settings": {"show": "ideas:round"}}
        session.add(Activity(workshop_id=workshop.id, position=100, code="looking", **about))
        about = {"kind": "dots", "minutes": 4, "title": {"en": "Vote"}, "settings": {"source": "ideas:round"}}
        session.add(Activity(workshop_id=workshop.id, position=101, code="voting", **about))

    def leaks(text=CANARY):
        room.write(look)
        for code in ("round", "looking", "voting", "round"):
            if any(text in page for page in of_the_room(room, as_bruno, as_wall)):
                return True
            room.go(code)
        return any(text in page for page in of_the_room(room, as_bruno, as_wall))

    return leaks


@pytest.fixture
def hall(room, lead, give, change, leaks, join, as_amina, as_bruno, as_chloe, as_wall):  # noqa: PLR0913, PLR0917
    """All who are there, and what they do."""
    people = {"amina": as_amina, "bruno": as_bruno, "chloe": as_chloe, "wall": as_wall}
    return SimpleNamespace(room=room, lead=lead, give=give, change=change, leaks=leaks, join=join, **people)


@pytest.mark.parametrize("kind", ["ideas", "questions", "steps"])
def test_what_waits_is_seen_by_its_author_and_the_desk_alone(hall, kind):
    hall.lead(kind, approve=True, **({"everyone": True} if kind == "ideas" else {}))
    hall.give(hall.amina, CANARY)

    assert CANARY in hall.amina.get(f"/w/{hall.room.code}").text
    assert "The facilitator reads it first" in hall.amina.get(f"/w/{hall.room.code}").text
    desk = hall.chloe.get(f"/run/{hall.room.code}").text
    assert "1 waits for you" in desk
    assert CANARY in desk
    assert not hall.leaks()


def test_the_table_of_the_author_does_not_see_it_either(hall):
    hall.lead(approve=True)
    hall.give(hall.amina, CANARY)

    assert CANARY not in hall.join(hall.room, "Dora", 1).get(f"/w/{hall.room.code}").text


def test_what_is_let_in_is_seen_and_what_is_kept_out_is_not(hall):
    hall.lead(approve=True)
    hall.give(hall.amina, "A map", "A boat", "A bench")
    hall.change(hall.chloe, "ideas/1/hide", {"hidden": "no"})
    desk = hall.change(hall.chloe, "ideas/2/hide", {"hidden": "yes"}, **HTMX).text

    assert "A map" in hall.room.frame()
    assert "A boat" not in hall.room.frame()
    assert "1 waits for you" in desk
    hall.change(hall.chloe, "ideas/0/let-in")
    assert "A bench" in hall.room.frame()
    assert "A boat" not in hall.room.frame()


def test_an_idea_that_waits_takes_no_support_and_stands_on_no_screen(hall):
    hall.lead("questions", approve=True)
    hall.give(hall.amina, "Who pays?")

    assert hall.change(hall.bruno, "ideas/1/support", **HTMX).status_code == 422
    assert hall.change(hall.chloe, "ideas/1/spotlight", **HTMX).status_code == 422


@pytest.mark.parametrize("address", ["hide", "let-in", "pin", "correct", "spotlight", "merge", "part"])
def test_nobody_in_the_room_moderates(hall, address):
    hall.lead()
    hall.give(hall.amina, "A map")

    for person in (hall.amina, hall.bruno, hall.wall):
        assert hall.change(person, f"ideas/1/{address}", {"text": "Mine", "hidden": "no"}).status_code == 403


@pytest.mark.parametrize("address", ["hide", "pin", "correct", "spotlight", "part"])
def test_what_is_not_there_or_was_taken_back_cannot_be_moderated(hall, address):
    hall.lead()
    hall.give(hall.amina, "A map")
    hall.change(hall.amina, "ideas/1/withdraw")

    for number in ("1", "9", "x", "9" * 30):
        form = {"text": "Another"}
        refused = hall.change(hall.chloe, f"ideas/{number}/{address}", form, **HTMX).status_code == 422
        assert refused or (address == "spotlight" and number in {"x", "9" * 30})


def test_a_slip_is_corrected_and_only_its_author_and_the_desk_read_what_it_was(hall):
    hall.lead(everyone=True)
    hall.give(hall.amina, f"A mpa {CANARY}")
    hall.change(hall.chloe, "ideas/1/correct", {"text": "A map"}, **HTMX)

    assert "A map" in hall.room.frame()
    assert f"You wrote: A mpa {CANARY}" in hall.amina.get(f"/w/{hall.room.code}").text
    assert f"Its author wrote: A mpa {CANARY}" in hall.chloe.get(f"/run/{hall.room.code}").text
    assert not hall.leaks()
    with hall.room.database.read() as session:
        whole = export(session, services.find(session, hall.room.code), names=True, hidden=True)
    assert next(step for step in whole.agenda if step.code == "round").ideas[0].original.text == f"A mpa {CANARY}"


def test_words_put_back_leave_no_trace_and_what_cannot_be_kept_changes_nothing(hall):
    hall.lead()
    hall.give(hall.amina, "A mpa")
    hall.change(hall.chloe, "ideas/1/correct", {"text": "A map"})
    assert hall.change(hall.chloe, "ideas/1/correct", {"text": "x" * 281}, **HTMX).status_code == 422
    assert hall.change(hall.chloe, "ideas/1/correct", {"text": " "}, **HTMX).status_code == 422
    assert "A map" in hall.room.frame()
    hall.change(hall.chloe, "ideas/1/correct", {"text": "A mpa"})

    with hall.room.database.read() as session:
        assert session.query(Idea).one().original is None


def test_the_details_of_a_step_are_corrected_too(hall):
    hall.lead("steps")
    hall.change(hall.amina, "ideas", {"text": "Call", "when": "Firday"}, **JSON)
    hall.change(hall.chloe, "ideas/1/correct", {"text": "Call", "when": "Friday"})

    assert "Friday" in hall.room.frame()
    with hall.room.database.read() as session:
        assert session.query(Idea).one().original == {"text": "Call", "details": {"when": "Firday"}}


def test_a_pinned_idea_stands_first_until_it_is_let_go(hall):
    hall.lead()
    hall.give(hall.amina, "A map", "A boat")
    screens = hall.room.frame, lambda: hall.amina.get(f"/w/{hall.room.code}").text
    first, last = ("A map", "A boat"), ("A boat", "A map")  # on a wall what came first, on a phone what is new
    assert [_order(look(), *first) for look in screens] == [first, last]

    hall.change(hall.chloe, "ideas/2/pin", {"pinned": "yes"})
    assert _order(screens[0](), *first) == last
    hall.change(hall.chloe, "ideas/2/pin", {"pinned": "no"})
    hall.change(hall.chloe, "ideas/1/pin", {"pinned": "yes"})
    assert _order(screens[1](), *first) == first
    hall.change(hall.chloe, "ideas/1/pin", {"pinned": "no"})
    assert [_order(look(), *first) for look in screens] == [first, last]


def _order(page, *texts):
    return tuple(sorted(texts, key=page.index))


def test_one_idea_stands_on_every_screen_until_it_is_put_back(hall):
    hall.lead()
    hall.give(hall.amina, "A map", "A boat")
    desk = hall.change(hall.chloe, "ideas/1/spotlight", **HTMX).text

    assert "On every screen now: A map" in desk
    assert "A boat" not in hall.room.frame()
    assert "idea-spotlight" in hall.bruno.get(f"/w/{hall.room.code}").text

    hall.change(hall.chloe, "ideas/0/spotlight")
    assert "idea-spotlight" not in hall.room.frame()
    assert "A boat" in hall.room.frame()


def test_what_stands_on_every_screen_goes_when_it_is_hidden_when_the_room_goes_on_and_when_all_is_hidden(hall):
    step = hall.lead()
    hall.give(hall.amina, CANARY)
    hall.change(hall.chloe, "ideas/1/spotlight")
    hall.chloe.send(f"/run/{hall.room.code}/{step}/switch", {"name": "shown", "on": "no"})
    assert not any(CANARY in page for page in (hall.room.frame(), hall.bruno.get(f"/w/{hall.room.code}").text))
    hall.chloe.send(f"/run/{hall.room.code}/{step}/switch", {"name": "shown", "on": "yes"})
    hall.change(hall.chloe, "ideas/1/hide", {"hidden": "yes"})
    assert not any(CANARY in page for page in (hall.room.frame(), hall.bruno.get(f"/w/{hall.room.code}").text))
    hall.change(hall.chloe, "ideas/1/hide", {"hidden": "no"})

    hall.room.go("pitch")
    assert hall.room.about("spotlight") is None
    late = hall.chloe.send(f"/w/{hall.room.code}/{step}/ideas/1/spotlight", **HTMX)
    assert late.status_code == 422
    assert "another step" in late.text


def test_one_idea_stands_for_those_like_it_and_supports_add_up_by_person(hall):
    hall.lead("questions")
    as_dora = hall.join(hall.room, "Dora", 3)
    hall.give(hall.amina, "Who pays?", "With what money?")
    hall.give(hall.bruno, "When?")
    for person, number in ((hall.bruno, 1), (hall.bruno, 2), (as_dora, 2)):
        hall.change(person, f"ideas/{number}/support", {"support": "yes"})
    hall.change(hall.chloe, "ideas/ticked/merge", {"idea-1": "yes", "idea-2": "yes"}, **HTMX)

    wall = hall.room.frame()
    assert "With what money?" not in wall
    assert "2 supports" in wall
    assert "and 1 like it" in wall
    assert "Support no longer: Who pays?" in as_dora.get(f"/w/{hall.room.code}").text
    hall.change(as_dora, "ideas/1/support", {"support": "no"})
    assert "1 support<" in hall.room.frame().replace("1 support ", "1 support<")

    hall.change(hall.chloe, "ideas/2/part")
    assert "With what money?" in hall.room.frame()
    with hall.room.database.read() as session, use("en"):
        report = FORMATS["md"].make(session, services.find(session, hall.room.code)).decode()
    assert "With what money?" in report


def test_a_report_says_what_an_idea_stands_for_and_a_vote_has_one_option_for_all(hall):
    step = hall.lead()
    hall.give(hall.amina, "A map", "A chest")
    hall.give(hall.bruno, "A plan")
    hall.change(hall.chloe, "ideas/ticked/merge", {"idea-1": "yes", "idea-3": "yes"})

    with hall.room.database.read() as session, use("en"):
        workshop = services.find(session, hall.room.code)
        report = FORMATS["md"].make(session, workshop).decode()
        choices = list(shapes()["ideas"].choices(session, workshop, session.get(Activity, step), ""))
        tables = [table.id for table in workshop.tables]
    assert "also: A plan" in report
    assert [(one.code, one.tables) for one in choices] == [("i1", (tables[0], tables[1])), ("i2", (tables[0],))]


@pytest.mark.parametrize(
    "form",
    [{}, {"idea-1": "yes"}, {"idea-1": "yes", "idea-9": "yes"}, {"idea-1": "yes", "idea-3": "yes"}, {"idea-x": "yes"}],
    ids=["nothing", "one", "one that is not there", "a hidden one", "nonsense"],
)
def test_what_cannot_be_merged_is_refused(hall, form):
    hall.lead()
    hall.give(hall.amina, "A map", "A boat", "A bench")
    hall.change(hall.chloe, "ideas/3/hide", {"hidden": "yes"})

    assert hall.change(hall.chloe, "ideas/ticked/merge", form, **HTMX).status_code == 422
    assert "A boat" in hall.room.frame()


def test_what_was_merged_stands_again_when_the_first_is_taken_back_and_is_hidden_with_it(hall):
    hall.lead(everyone=True)
    hall.give(hall.amina, "A map")
    hall.give(hall.amina, CANARY)
    hall.change(hall.chloe, "ideas/ticked/merge", {"idea-1": "yes", "idea-2": "yes"})
    hall.change(hall.chloe, "ideas/1/hide", {"hidden": "yes"})
    assert not hall.leaks()

    hall.change(hall.chloe, "ideas/1/hide", {"hidden": "no"})
    hall.change(hall.amina, "ideas/1/withdraw")
    assert CANARY in hall.room.frame()


def test_a_merged_one_is_merged_again_with_all_it_stands_for(hall):
    hall.lead()
    hall.give(hall.amina, "One", "Two", "Three")
    hall.change(hall.chloe, "ideas/ticked/merge", {"idea-2": "yes", "idea-3": "yes"})
    hall.change(hall.chloe, "ideas/ticked/merge", {"idea-1": "yes", "idea-2": "yes"})

    assert "and 2 like it" in hall.room.frame()


def test_all_of_it_is_exported_and_brought_in_again(hall):
    hall.lead(approve=True)
    hall.give(hall.amina, "One", "Two", "Three", "Four")
    for number in (1, 2, 3):
        hall.change(hall.chloe, f"ideas/{number}/hide", {"hidden": "no"})
    hall.change(hall.chloe, "ideas/ticked/merge", {"idea-1": "yes", "idea-2": "yes"})
    hall.change(hall.chloe, "ideas/3/pin", {"pinned": "yes"})
    hall.change(hall.chloe, "ideas/3/correct", {"text": "Thrice"})

    def rows(session):
        order = session.query(Idea).order_by(Idea.number)
        return [(one.text, one.state, one.pinned, one.under, one.original) for one in order]

    with hall.room.database.read() as session:
        before, made = rows(session), export(session, services.find(session, hall.room.code), names=True, hidden=True)
    hall.room.write(erasures.purge)
    hall.room.database.write(lambda session: imports.bring_in(session, imports.read(written(made))))
    with hall.room.database.read() as session:
        assert rows(session) == before


@pytest.mark.parametrize("under", [1, 2, 7])
def test_a_file_whose_ideas_stand_under_nothing_is_refused(hall, under):
    hall.lead()
    hall.give(hall.amina, "One", "Two")
    with hall.room.database.read() as session:
        made = json.loads(written(export(session, services.find(session, hall.room.code), names=True)))
    step = next(step for step in made["agenda"] if step["code"] == "round")
    step["ideas"][0]["under"], step["ideas"][1]["under"] = under, 1
    hall.room.write(erasures.purge)

    with pytest.raises(ExportRefused):
        hall.room.database.write(lambda session: imports.bring_in(session, imports.read(json.dumps(made).encode())))
