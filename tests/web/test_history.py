"""Every version of every field: shown to the facilitator, put back by them, and a hint of who is writing."""

import pytest

from tests.web.conftest import JSON
from toolkit.activities.models import Entry


@pytest.fixture
def pitch(room):
    return room.go("pitch")


@pytest.fixture
def as_aziz(join, room):
    """Aziz, who sits with Amina."""
    return join(room, "Aziz", 1)


def texts(room):
    with room.database.read() as session:
        return [entry.text for entry in session.query(Entry).order_by(Entry.version)]


def write(person, room, step, text, **more):
    return person.send(f"/w/{room.code}/{step}/fields/whom", {"text": text, **more}, **JSON)


def close(room, step, person):
    person.send(f"/run/{room.code}/{step}/switch", {"name": "open", "on": "no"})


def test_the_facilitator_sees_who_wrote_what_and_puts_an_earlier_text_back(as_amina, as_chloe, room, pitch):
    write(as_amina, room, pitch, "A chest", base=0)
    write(as_amina, room, pitch, "A map", base=1)

    page = as_chloe.get(f"/run/{room.code}/{pitch}/history").text
    answer = as_chloe.send(f"/run/{room.code}/{pitch}/restore", {"table": 1, "field": "whom", "version": 1})

    assert all(word in page for word in ("A chest", "A map", "Amina"))
    assert answer.status_code == 303
    assert texts(room) == ["A chest", "A map", "A chest"]
    assert "A chest</textarea>" in as_amina.get(f"/w/{room.code}").text


@pytest.mark.parametrize(
    "form", [{"table": 9, "field": "whom", "version": 1}, {"table": 1, "field": "x", "version": 1}]
)
def test_what_is_not_in_the_history_is_not_put_back(as_amina, as_chloe, room, pitch, form):
    write(as_amina, room, pitch, "A chest", base=0)

    assert as_chloe.send(f"/run/{room.code}/{pitch}/restore", form).status_code == 422
    assert texts(room) == ["A chest"]


def test_a_step_without_a_sheet_has_no_history(as_chloe, room):
    assert as_chloe.get(f"/run/{room.code}/{room.step('welcome')}/history").status_code == 404


def test_a_text_handed_in_late_is_kept_and_stands_when_nobody_was_faster(as_amina, as_chloe, room, pitch, wait):
    write(as_amina, room, pitch, "A chest", base=0)
    wait(2)
    close(room, pitch, as_chloe)

    assert write(as_amina, room, pitch, "A chest and a map", base=1).status_code == 423
    assert write(as_amina, room, pitch, "A chest and a map", base=1, late="yes", ago=60_000).status_code == 200
    assert texts(room) == ["A chest", "A chest and a map"]


def test_a_late_text_never_replaces_what_somebody_else_has_written(as_amina, as_aziz, as_chloe, room, pitch, wait):
    write(as_amina, room, pitch, "A chest", base=0)
    wait(2)
    write(as_aziz, room, pitch, "A boat", base=1)
    close(room, pitch, as_chloe)

    assert write(as_amina, room, pitch, "A chest and a map", base=1, late="yes", ago=60_000).status_code == 200
    assert texts(room) == ["A chest", "A boat", "A chest and a map", "A boat"]


def test_the_others_hear_who_is_writing_where_and_when_it_is_over(as_amina, room, pitch):
    path = f"/w/{room.code}/{pitch}/fields/whom/writing"
    before = room.frame("phone")

    assert as_amina.send(path).status_code == 204
    writing = room.frame("phone")
    as_amina.send(path, {"left": "yes"})

    assert ":whom" in writing
    assert ":whom" not in room.frame("wall") + room.frame("run")
    assert room.frame("phone") == before
