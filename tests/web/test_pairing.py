"""A one-time code gives another device a role."""

import re
from datetime import timedelta

import pytest

from tests.web.conftest import PHONE, browse
from toolkit import clock
from toolkit.workshops.models import Pairing, Token


@pytest.fixture
def offer(as_chloe, room):
    """Return how Chloé makes a pairing code."""

    def offer(role):
        page = as_chloe.send(f"/run/{room.code}/pair", {"role": role}).text
        return re.search(r"/pair\?code=([A-Z2-9]{6})", page)[1]

    return offer


def test_the_logo_leads_a_paired_facilitator_to_the_desk_and_the_owner_to_the_console(as_chloe, as_owner, room):
    pages = [f"/run/{room.code}", f"/run/{room.code}/preflight", f"/run/{room.code}/{room.step('pitch')}/history"]
    for browser, home in ((as_chloe, f"/run/{room.code}"), (as_owner, "/console")):
        for page in pages:
            assert f'class="brand" href="{home}"' in browser.get(page).text
        assert browser.get(home).status_code == 200
    assert f'class="brand" href="/run/{room.code}"' in as_chloe.send(f"/run/{room.code}/pair", {"role": "wall"}).text


@pytest.mark.parametrize(
    ("role", "reached", "refused"),
    [
        ("facilitator", "/run/{}", None),
        ("observer", "/run/{}/report", "/run/{}"),
        ("wall", "/wall/{}", "/run/{}/report"),
    ],
)
def test_a_code_opens_the_page_of_its_role_and_no_other(app, room, offer, role, reached, refused):
    device = browse(app)

    answer = device.send("/pair", {"code": offer(role)})

    assert answer.location == reached.format(room.code)
    assert device.get(answer.location).status_code == 200
    if refused:
        assert device.get(refused.format(room.code)).location == "/pair"


def test_a_device_can_be_sent_away(app, room, as_chloe, offer):
    device = browse(app)
    device.send("/pair", {"code": offer("facilitator")})
    desk = as_chloe.get(f"/run/{room.code}").text
    found = re.findall(r'name="device" value="([^"]+)"', desk)
    assert len(found) == 1  # not Chloé's own
    as_chloe.send(f"/run/{room.code}/unpair", {"device": found[0]})

    assert device.get(f"/run/{room.code}").location == "/pair"
    assert as_chloe.get(f"/run/{room.code}").status_code == 200


@pytest.fixture
def sent_away(app, room, as_chloe, offer):
    """A second facilitator whose access Chloé has just withdrawn: their browser, and what names it."""
    device = browse(app)
    device.send("/pair", {"code": offer("facilitator")})
    named = re.search(r'name="device" value="([^"]+)"', as_chloe.get(f"/run/{room.code}").text)[1]
    as_chloe.send(f"/run/{room.code}/unpair", {"device": named})
    assert device.get(f"/run/{room.code}").location == "/pair"
    return device, named


def test_for_a_minute_the_desk_gives_it_its_access_back(room, as_chloe, sent_away):
    device, named = sent_away
    assert f'action="/run/{room.code}/give-back"' in as_chloe.get(f"/run/{room.code}").text

    as_chloe.send(f"/run/{room.code}/give-back", {"device": named})

    assert device.get(f"/run/{room.code}").status_code == 200
    assert "/give-back" not in as_chloe.get(f"/run/{room.code}").text
    assert "1 paired device" in as_chloe.get(f"/run/{room.code}").text


def test_a_minute_later_it_has_to_be_paired_again(room, as_chloe, sent_away, wait):
    device, named = sent_away
    wait(1)
    assert "/give-back" not in as_chloe.get(f"/run/{room.code}").text

    answer = as_chloe.send(f"/run/{room.code}/give-back", {"device": named})

    assert answer.status_code == 422
    assert "please pair the device again" in answer.text
    assert device.get(f"/run/{room.code}").location == "/pair"


def test_another_workshop_gives_nothing_back_nor_does_the_device_itself(room, other_room, as_stranger, sent_away):
    device, named = sent_away
    other_room.lend(as_stranger, "facilitator", "run")

    assert as_stranger.send(f"/run/{other_room.code}/give-back", {"device": named}).status_code == 422
    assert device.send(f"/run/{room.code}/give-back", {"device": named}).status_code == 403
    assert device.get(f"/run/{room.code}").location == "/pair"


@pytest.mark.usefixtures("sent_away")
def test_what_was_withdrawn_longer_ago_is_not_kept(room, as_chloe, wait):
    assert room.count(Token) == 2
    wait(1)
    as_chloe.send(f"/run/{room.code}/unpair", {"device": "nobody's"})

    assert room.count(Token) == 1


def test_a_code_works_once(app, offer):
    code = offer("facilitator")
    browse(app).send("/pair", {"code": code})

    second = browse(app).send("/pair", {"code": code})

    assert second.status_code == 422
    assert "This code is wrong or has expired." in second.text


def test_a_code_expires(app, room, offer):
    code = offer("facilitator")
    room.write(lambda session, _: setattr(session.get(Pairing, code), "expires_at", clock.now() - timedelta(seconds=1)))

    assert browse(app).send("/pair", {"code": code}).status_code == 422


def test_who_guesses_waits_and_nobody_else_does(app, offer):
    """Junk from anyone once refused every pairing, with the right code too."""
    code, guesser = offer("facilitator"), browse(app)
    elsewhere = {**PHONE, "environ_overrides": {"REMOTE_ADDR": "192.168.1.99"}}
    for _ in range(20):
        assert guesser.send("/pair", {"code": "XXXXXX"}).status_code == 422

    refused = guesser.send("/pair", {"code": code})
    paired = browse(app, elsewhere).send("/pair", {"code": code})

    assert (refused.status_code, paired.status_code) == (429, 303)
    assert "Please wait a minute." in refused.text


def test_right_codes_are_never_slowed_down(app, offer):
    answers = [browse(app).send("/pair", {"code": offer("observer")}).status_code for _ in range(25)]

    assert answers == [303] * 25


def test_only_the_roles_that_exist_can_be_lent(as_chloe, room):
    answer = as_chloe.send(f"/run/{room.code}/pair", {"role": "owner"})

    assert answer.status_code == 422
    assert room.count(Pairing) == 0


def test_opening_the_wall_from_the_desk_gives_this_browser_its_key(as_chloe, room):
    opened = as_chloe.send(f"/run/{room.code}/open-wall")

    assert opened.location == f"/wall/{room.code}"
    assert as_chloe.get_cookie(f"musette-wall-{room.code}", domain="192.168.1.20")


def test_opening_the_wall_again_takes_the_key_that_is_there(as_chloe, room):
    as_chloe.send(f"/run/{room.code}/open-wall")
    keys = room.count(Token)
    for _again in range(3):
        assert as_chloe.send(f"/run/{room.code}/open-wall").location == f"/wall/{room.code}"
    assert room.count(Token) == keys

    as_chloe.set_cookie(f"musette-wall-{room.code}", "withdrawn", domain="192.168.1.20")
    as_chloe.send(f"/run/{room.code}/open-wall")
    assert room.count(Token) == keys + 1


def test_a_wrong_code_stays_in_the_field_to_be_mended(as_stranger):
    assert 'value="XXXXXX"' in as_stranger.send("/pair", {"code": "XXXXXX"}).text
