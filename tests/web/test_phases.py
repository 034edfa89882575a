"""Silent first, then revealed together: who sees what before, and what may be added after."""

import json
from types import SimpleNamespace

import pytest

from tests.web.conftest import HTMX, JSON
from tests.web.test_moderation import CANARY, of_the_room
from toolkit.activities.late import Offer
from toolkit.activities.models import Activity
from toolkit.activities.shapes import shapes
from toolkit.activities.shapes.ideas.models import Idea
from toolkit.rehearsal.pages import read
from toolkit.reports import imports
from toolkit.reports.exports import export, written
from toolkit.workshops import erasures, services


@pytest.fixture
def hall(room, as_amina, as_bruno, as_chloe, as_wall):
    """Amina and Bruno, in a step that `lead` begins; `change` is what somebody does in it."""

    def lead(kind="ideas", **settings):
        return room.begin("round", kind=kind, settings=settings, minutes=4)

    def change(person, address, form=None, **headers):
        return person.send(f"/w/{room.code}/{room.about('current_id')}/{address}", form, **headers)

    def enter(phase):
        return change(as_chloe, "ideas/all/phase", {"phase": phase}, **HTMX)

    people = {"amina": as_amina, "bruno": as_bruno, "chloe": as_chloe, "wall": as_wall}
    return SimpleNamespace(room=room, lead=lead, change=change, enter=enter, **people)


def give(hall, person, text, **more):
    return hall.change(person, "ideas", {"text": text, **more}, **JSON).status_code


def seen(hall):
    return any(CANARY in page for page in of_the_room(hall.room, hall.bruno, hall.wall))


@pytest.mark.parametrize(("kind", "more"), [("ideas", {"everyone": True}), ("questions", {}), ("steps", {})])
def test_before_the_reveal_nobody_sees_what_others_write_and_after_it_everybody_does(hall, kind, more):
    hall.lead(kind, silent=True, **more)
    assert give(hall, hall.amina, CANARY) == 200

    assert not seen(hall)
    assert "Everybody writes alone for now." in hall.room.frame()
    assert CANARY in hall.amina.get(f"/w/{hall.room.code}").text
    assert CANARY in hall.chloe.get(f"/run/{hall.room.code}").text
    before = hall.room.about("version")
    hall.enter("discussing")
    assert hall.room.about("version") > before
    assert CANARY in hall.room.frame()
    assert CANARY in hall.bruno.get(f"/w/{hall.room.code}").text


def test_a_step_that_is_not_silent_shows_everything_from_the_beginning_and_has_no_phases(hall):
    hall.lead()
    give(hall, hall.amina, CANARY)

    assert CANARY in hall.room.frame()
    assert hall.enter("discussing").status_code == 422
    assert "phase-on" not in hall.chloe.get(f"/run/{hall.room.code}").text


@pytest.mark.parametrize("phase", ["", "third", "gathering "])
def test_there_are_three_phases_and_no_others(hall, phase):
    hall.lead(silent=True)

    assert hall.enter(phase).status_code == 422


def test_while_the_room_talks_nothing_is_added_and_in_the_second_round_again(hall):
    hall.lead(silent=True, everyone=True)
    hall.enter("discussing")
    assert give(hall, hall.amina, "Too soon") == 423
    assert "talk about it" in hall.amina.get(f"/w/{hall.room.code}").text
    hall.enter("second")

    assert give(hall, hall.amina, CANARY) == 200
    assert CANARY in hall.room.frame()


def test_what_was_on_its_way_at_the_reveal_waits_for_the_facilitator_and_is_not_lost(hall):
    hall.lead(silent=True)
    hall.enter("discussing")

    assert give(hall, hall.amina, "On its way", late="yes", ago=1000) == 202
    assert hall.room.count(Offer) == 1


def test_it_can_be_hidden_again(hall):
    hall.lead(silent=True, everyone=True)
    give(hall, hall.amina, CANARY)
    hall.enter("discussing")
    hall.enter("gathering")

    assert not seen(hall)


def test_before_the_reveal_nothing_of_others_is_supported_taken_on_or_shown_large(hall):
    for number, (kind, address, person) in enumerate(
        [("questions", "support", hall.bruno), ("steps", "take-on", hall.bruno), ("ideas", "spotlight", hall.chloe)]
    ):
        hall.lead(kind, silent=True)
        give(hall, hall.amina, CANARY)
        assert hall.change(person, f"ideas/1/{address}", **HTMX).status_code == 422

        def away(session, workshop, number=number):
            step = session.query(Activity).filter_by(workshop_id=workshop.id, code="round").one()
            step.code = f"round{number}"

        hall.room.write(away)


def test_a_vote_finds_nothing_before_the_reveal(hall):
    step = hall.lead(silent=True)
    give(hall, hall.amina, "A map")

    def offered():
        with hall.room.database.read() as session:
            workshop = services.find(session, hall.room.code)
            return list(shapes()["ideas"].choices(session, workshop, session.get(Activity, step), ""))

    assert offered() == []
    hall.enter("discussing")
    assert [one.label["en"] for one in offered()] == ["A map"]


def test_the_report_says_how_many_are_not_revealed_and_the_export_keeps_the_phase(hall):
    hall.lead(silent=True)
    give(hall, hall.amina, CANARY)
    assert "Not revealed yet: 1 idea." in hall.chloe.get(f"/run/{hall.room.code}/report").text
    hall.enter("second")
    with hall.room.database.read() as session:
        made = written(export(session, services.find(session, hall.room.code), names=True))
    assert json.loads(made)["agenda"][-1]["phase"] == "second"
    hall.room.write(erasures.purge)
    hall.room.database.write(lambda session: imports.bring_in(session, imports.read(made)))

    with hall.room.database.read() as session:
        assert session.query(Activity).filter_by(code="round").one().phase == "second"
        assert session.query(Idea).one().text == CANARY


def test_nobody_in_the_room_reveals(hall):
    hall.lead(silent=True)

    for person in (hall.amina, hall.wall):
        assert hall.change(person, "ideas/all/phase", {"phase": "discussing"}).status_code == 403


def test_the_ghost_that_leads_finds_what_to_reveal(hall):
    hall.lead(silent=True)

    assert read(hall.chloe.get(f"/run/{hall.room.code}").text).find("phase", phase="discussing")
