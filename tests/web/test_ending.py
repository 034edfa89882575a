"""The end of a workshop, on the desk, the wall, the phones and in the console."""

import re

import pytest

from tests.web.conftest import browse


def handout(room, as_amina):
    return re.search(rf'href="(/report/{room.code}/\w+)"', as_amina.get(f"/w/{room.code}").text)[1]


def test_desk_wall_and_phones_say_that_it_is_over(as_chloe, as_amina, room):
    room.go("next")
    as_chloe.send(f"/run/{room.code}/finish")

    assert "the wall takes leave of the room" in as_chloe.get(f"/run/{room.code}").text
    wall = room.frame()
    assert "Thank you!" in wall
    assert "Address of the report" in wall
    assert "is erased from this computer after" in wall
    assert "The workshop is over: thank you!" in as_amina.get(f"/w/{room.code}").text


def test_whoever_has_the_address_reads_the_report_once_it_is_over(app, as_amina, as_chloe, room):
    stranger = browse(app)
    as_chloe.send(f"/run/{room.code}/finish")
    address = handout(room, as_amina)

    assert "Tuesday in Nantes" in stranger.get(address).text
    assert "attachment" in stranger.get(f"{address}/file").headers["Content-Disposition"]
    assert stranger.get(f"/report/{room.code}/0123456789abcdef0123").status_code == 404
    as_chloe.send(f"/run/{room.code}/finish", {"again": "yes"})
    assert stranger.get(address).status_code == 404


@pytest.mark.parametrize("code", ["welcome", "pitch"])
def test_a_wall_whose_door_is_closed_invites_nobody(as_chloe, room, code):
    if code != "welcome":
        room.go(code)
    assert "Join:" in room.frame()
    room.set(join_layer=True)
    as_chloe.send(f"/run/{room.code}/settings", {"name": "joining", "value": "no"})
    wall = room.frame()

    assert "The door is closed" in wall
    assert not [one for one in ("Join:", "Address to join", 'class="layer"', 'class="code"') if one in wall]


def test_a_pause_is_said_on_the_wall_and_the_desk_too(as_chloe, room):
    as_chloe.send(f"/run/{room.code}/settings", {"name": "paused", "value": "yes"})

    assert "Paused: phones wait" in room.frame()
    assert "Paused: every phone waits" in as_chloe.get(f"/run/{room.code}").text


def test_the_console_says_how_far_each_workshop_is(as_owner, as_chloe, room):
    seen = [re.findall(r'class="ticket" data-state="(\w+)"', as_owner.get("/console").text)]
    room.go("pitch")
    seen.append(re.findall(r'class="ticket" data-state="(\w+)"', as_owner.get("/console").text))
    as_chloe.send(f"/run/{room.code}/finish")
    seen.append(re.findall(r'class="ticket" data-state="(\w+)"', as_owner.get("/console").text))

    assert seen == [["prepared"], ["running"], ["done"]]


def test_a_workshop_is_renamed_put_away_and_taken_out_again(as_owner, room):
    as_owner.send(f"/console/{room.code}/rename", {"title": "  Wednesday in Nantes "})
    assert room.about("title") == "Wednesday in Nantes"
    assert as_owner.send(f"/console/{room.code}/rename", {"title": " "}).status_code == 422

    as_owner.send(f"/console/{room.code}/archive", {"away": "yes"})
    assert "1 workshop put away" in as_owner.get("/console").text
    as_owner.send(f"/console/{room.code}/archive", {"away": "no"})
    assert "1 workshop put away" not in as_owner.get("/console").text


def test_the_code_is_accepted_as_it_is_displayed_when_a_workshop_is_erased(as_owner, room):
    shown = f"{room.code[:3]} {room.code[3:]}"
    assert as_owner.send(f"/console/{room.code}/purge", {"again": f"{room.code[:3]} AAA"}).status_code == 422
    assert as_owner.send(f"/console/{room.code}/purge", {"again": f" {shown.lower()} "}).status_code == 303
    assert "No workshop yet" in as_owner.get("/console").text
