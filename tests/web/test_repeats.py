"""A step begun again from the desk: said before, seen by all, in every report, and in another database."""

import pytest

from tests.web.conftest import JSON
from toolkit.activities.models import Activity
from toolkit.language import use
from toolkit.reports import imports
from toolkit.reports.exports import export, written
from toolkit.reports.formats import FORMATS
from toolkit.workshops import erasures, services


@pytest.fixture
def pitch(room, as_amina):
    """A step in which Amina has written."""
    step = room.go("pitch")
    write(as_amina, room, step, "A chest")
    return step


def write(person, room, step, text):
    answer = person.send(f"/w/{room.code}/{step}/fields/whom", {"text": text, "base": 0}, **JSON)
    assert answer.status_code == 200


def again(as_chloe, room, step, **form):
    return as_chloe.send(f"/run/{room.code}/{step}/again", form)


def reports(room, names=("html", "md", "csv")):
    with room.database.read() as session, use("en"):
        return [FORMATS[name].make(session, services.find(session, room.code)).decode() for name in names]


def test_the_desk_says_what_will_be_kept_before_and_offers_it_after(room, pitch, as_chloe, as_amina):
    desk = as_chloe.get(f"/run/{room.code}").text
    assert "is kept as round 1" in " ".join(desk.split())

    assert again(as_chloe, room, pitch).status_code == 303

    desk, phone = as_chloe.get(f"/run/{room.code}").text, as_amina.get(f"/w/{room.code}").text
    assert f"/run/{room.code}/{pitch}/back" in desk
    assert "has begun this step again" in phone
    assert "A chest" not in phone
    assert "round 2" in phone


def test_a_step_that_has_not_begun_offers_nothing_of_it(room, as_chloe):
    assert f"/{room.about('current_id')}/again" not in as_chloe.get(f"/run/{room.code}").text


def test_pressed_twice_it_is_begun_again_once(room, pitch, as_chloe):
    for _press in range(2):
        assert again(as_chloe, room, pitch, key="one press").status_code == 303
    assert again(as_chloe, room, pitch, key="another desk").status_code == 409
    assert room.count(Activity) == 13


def test_what_arrives_late_for_the_old_round_is_no_part_of_the_new_one(room, pitch, as_chloe, as_amina):
    again(as_chloe, room, pitch)

    late = as_amina.send(f"/w/{room.code}/{pitch}/fields/whom", {"text": "A map", "base": 1}, **JSON)

    assert late.status_code == 423
    assert "A map" not in as_amina.get(f"/w/{room.code}").text


def test_nobody_but_the_facilitator_begins_again(room, pitch, as_amina, as_observer):
    for person in (as_amina, as_observer):
        for word in ("again", "back"):
            assert person.send(f"/run/{room.code}/{pitch}/{word}").status_code == 403


def test_every_report_has_both_rounds_and_another_database_too(room, database, pitch, as_chloe, as_amina):
    again(as_chloe, room, pitch)
    write(as_amina, room, room.step("pitch"), "A boat")
    with room.database.read() as session, use("en"):
        content = written(export(session, services.find(session, room.code), names=True, hidden=True))
    made = reports(room)
    room.write(erasures.purge)
    arrival = database.write(lambda session: imports.bring_in(session, imports.read(content)))
    assert arrival.code == room.code

    for report in [*made, *reports(room)]:
        assert "A chest" in report
        assert "A boat" in report
        assert "round 1" in report


@pytest.mark.parametrize("fault", ["code", "kind", "nested"])
def test_a_file_whose_earlier_round_is_of_another_step_is_refused_by_its_field(room, pitch, as_chloe, fault):
    again(as_chloe, room, pitch)
    with room.database.read() as session, use("en"):
        exported = export(session, services.find(session, room.code), names=True, hidden=True)
    number = next(place for place, step in enumerate(exported.agenda) if step.earlier)
    earlier = exported.agenda[number].earlier[0]
    wrong = {"code": {"code": "dots"}, "kind": {"kind": "talk"}, "nested": {"earlier": [earlier]}}[fault]
    exported.agenda[number].earlier[0] = earlier.model_copy(update=wrong)

    with use("en"), pytest.raises(imports.ExportRefused, match=rf"agenda\.{number}\.earlier"):
        imports.read(written(exported))


def test_the_earlier_round_comes_back_on_every_screen(room, pitch, as_chloe, as_amina):
    again(as_chloe, room, pitch)
    write(as_amina, room, room.step("pitch"), "A boat")

    assert as_chloe.send(f"/run/{room.code}/{pitch}/back").status_code == 303

    assert "A chest" in as_amina.get(f"/w/{room.code}").text
    assert "A chest" in room.frame()
    assert "A boat" in reports(room, ["md"])[0]
