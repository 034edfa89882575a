"""The address of a stream is worth what the key is worth for which the page was shown."""

import html
import re

import pytest

from tests.web.conftest import browse
from toolkit.live import tokens
from toolkit.people import services as people
from toolkit.web.access import SIGNED_IN
from toolkit.web.house import House
from toolkit.web.stream_keys import Keys
from toolkit.workshops.models import Participant, Token


@pytest.fixture
def opens(settings, database):
    """Say whether a stream that a page once named still opens."""

    def opens(address):
        grant = tokens.verify(settings.secret, address.rpartition("/")[2])
        key = (*grant.channel[:2], grant.holder)
        return Keys(database).standing({key, (*key[:2], "nobody")}) == {key}

    return opens


def address(browser, path):
    return html.unescape(re.search(r'hx-sse:connect="([^"]+)"', browser.get(path).text)[1])


def test_the_stream_of_somebody_taken_out_of_the_room_ends_and_opens_again_when_they_are_let_in(
    room, as_chloe, as_amina, as_bruno, opens
):
    stream, other = (address(browser, f"/w/{room.code}") for browser in (as_amina, as_bruno))
    with room.database.read() as session:
        amina = session.query(Participant).filter_by(name="Amina").one().id
    assert opens(stream)

    as_chloe.send(f"/run/{room.code}/people/{amina}/remove", {"present": "no"})
    assert not opens(stream)
    assert opens(other)

    as_chloe.send(f"/run/{room.code}/people/{amina}/remove", {"present": "yes"})
    assert opens(stream)


@pytest.mark.parametrize(("role", "surface"), [("facilitator", "run"), ("observer", "wall")])
def test_the_stream_of_a_device_that_is_sent_away_ends(room, as_bruno, as_chloe, opens, role, surface):
    device = room.lend(as_bruno, role, surface)
    stream, own = address(device, f"/{surface}/{room.code}"), address(as_chloe, f"/run/{room.code}")
    with room.database.read() as session:
        newest = session.query(Token).filter_by(participant_id=None).order_by(Token.created_at.desc())
        print_ = newest.first().fingerprint

    as_chloe.send(f"/run/{room.code}/unpair", {"device": print_})

    assert not opens(stream)
    assert opens(own)
    as_chloe.send(f"/run/{room.code}/give-back", {"device": print_})
    assert opens(stream)


def test_somebody_in_the_room_who_loses_the_wall_keeps_their_own_stream(room, as_chloe, as_amina, opens):
    room.lend(as_amina, "wall", "wall")
    phone, wall = address(as_amina, f"/w/{room.code}"), address(as_amina, f"/wall/{room.code}")
    with room.database.read() as session:
        print_ = session.query(Token).filter_by(role="wall").one().fingerprint

    as_chloe.send(f"/run/{room.code}/unpair", {"device": print_})

    assert (opens(phone), opens(wall)) == (True, False)


def test_the_stream_of_a_facilitator_who_signs_out_ends(app, room, settings, database, opens):
    hosted = settings.with_(hosted=True)
    app.extensions["house"] = House(hosted, database, app.extensions["house"].hub)
    token = room.write(_add_leader)
    browser = browse(app)
    browser.set_cookie(SIGNED_IN, token, domain="192.168.1.20")
    stream = address(browser, f"/run/{room.code}")
    assert opens(stream)

    browser.send("/sign-out")

    assert not opens(stream)


def _add_leader(session, workshop):
    leader = people.add(session, "Lucie", "no digest")
    workshop.owner = leader.id
    return people.sign_in(session, leader)


def test_the_owner_of_the_laptop_keeps_theirs(as_owner, room, opens):
    assert opens(address(as_owner, f"/run/{room.code}"))
