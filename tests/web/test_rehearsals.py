"""Rehearsing from the console: marked wherever it is seen, and erased without ceremony."""

import pytest

from toolkit.activities import rehearsals
from toolkit.workshops import services
from toolkit.workshops.models import Workshop

JSON = {"Accept": "application/json"}


@pytest.fixture
def copy(room):
    """The code of a rehearsal of the room."""
    return room.write(lambda session, workshop: rehearsals.copy(session, workshop).code)


def test_a_command_that_brings_its_ghosts_gets_a_copy_and_its_key(as_chloe, room, database):
    made = as_chloe.send(f"/run/{room.code}/rehearse", **JSON).json

    with database.read() as session:
        copy = services.find(session, made["code"])
        assert copy.rehearsal_of == services.find(session, room.code).id
        assert services.holder(session, made["key"]).workshop_id == copy.id


@pytest.mark.parametrize("form", [{}, {"people": 0, "minutes": 3}, {"people": 9999, "minutes": 3}, {"people": 8}])
def test_a_rehearsal_has_a_reasonable_size(as_owner, room, form):
    answer = as_owner.send(f"/run/{room.code}/rehearse", form)

    assert answer.status_code == 422
    assert room.count(Workshop) == 1


def test_the_page_to_get_ready_offers_a_rehearsal_and_finds_the_last_one(as_owner, room, copy):
    page = as_owner.get(f"/run/{room.code}/preflight").text

    assert f'action="/run/{room.code}/rehearse"' in page
    assert f"/run/{copy}" in page


def test_a_rehearsal_says_what_it_is_on_its_desk_in_the_console_and_in_its_report(as_owner, room, copy):
    assert 'id="rehearsal"' in as_owner.get(f"/run/{copy}").text
    assert 'id="rehearsal"' not in as_owner.get(f"/run/{room.code}").text
    assert "Erase this rehearsal" in as_owner.get("/console").text
    assert "report of a rehearsal" in as_owner.get(f"/run/{copy}/report").text
    assert "report of a rehearsal" in as_owner.get(f"/run/{copy}/report/md").text
    assert "report of a rehearsal" not in as_owner.get(f"/run/{room.code}/report").text


def test_a_rehearsal_is_erased_in_one_click_and_a_workshop_is_not(as_owner, room, copy):
    assert as_owner.send(f"/console/{copy}/purge").status_code == 303
    assert as_owner.send(f"/console/{room.code}/purge").status_code == 422

    assert as_owner.get(f"/run/{copy}").status_code == 404
    assert as_owner.get(f"/run/{room.code}").status_code == 200


def test_ghosts_that_are_gone_can_be_sent_away(as_owner, copy):
    assert as_owner.send(f"/run/{copy}/stop-rehearsal").status_code == 303
