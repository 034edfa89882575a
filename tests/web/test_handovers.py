"""The workshop handed over: the one who leads is seen on every desk, and the desks before can be ended."""

import re

import pytest

from tests.web.conftest import browse
from toolkit.people import passphrases
from toolkit.people import services as people
from toolkit.web.house import House
from toolkit.workshops.models import Token

PASSPHRASE = "four words are better than one"


@pytest.fixture
def code(as_chloe, room):
    """The code with which Driss takes over."""
    page = as_chloe.send(f"/run/{room.code}/hand-over", {"name": "Driss"}).text
    assert "Hand over to Driss" in page
    return re.search(r"/pair\?code=([A-Z2-9]{6})", page)[1]


@pytest.fixture
def as_driss(app, room, code):
    """Driss, who has taken over from his own phone."""
    browser = browse(app)
    assert browser.send("/pair", {"code": code}).location == f"/run/{room.code}"
    return browser


def desk(browser, room):
    return " ".join(browser.get(f"/run/{room.code}").text.split())


def test_until_somebody_takes_over_no_desk_says_who_leads(room, as_chloe, code):
    assert code
    assert "run-leader" not in desk(as_chloe, room)


def test_every_desk_says_who_leads_and_both_go_on(room, as_chloe, as_driss, as_owner):
    assert "Driss, you lead since" in desk(as_driss, room)
    for browser in (as_chloe, as_owner):
        assert "Driss leads since" in desk(browser, room)
    assert as_chloe.send(f"/run/{room.code}/{room.step('welcome')}/timer", {"do": "start"}).status_code == 303


def test_whoever_took_over_ends_the_former_desk_and_no_wall(room, as_chloe, as_driss, as_wall):
    assert as_driss.send(f"/run/{room.code}/end-others").status_code == 303

    assert as_chloe.get(f"/run/{room.code}").location == "/pair"
    assert as_driss.get(f"/run/{room.code}").status_code == 200
    assert as_wall.get(f"/wall/{room.code}").status_code == 200
    assert "end-others" not in desk(as_driss, room)


def test_the_former_facilitator_ends_their_own_desk(room, as_chloe, as_driss):
    assert as_chloe.send(f"/run/{room.code}/end").location == "/"
    assert as_chloe.get(f"/run/{room.code}").location == "/pair"
    assert desk(as_driss, room)


def test_the_laptop_gets_a_desk_of_its_own_that_can_be_ended_and_keeps_its_console(room, app, as_owner):
    page = as_owner.send(f"/run/{room.code}/hand-over", {"name": "Driss"}).text
    driss = browse(app)
    driss.send("/pair", {"code": re.search(r"/pair\?code=([A-Z2-9]{6})", page)[1]})
    assert room.count(Token) == 2

    driss.send(f"/run/{room.code}/end-others")

    assert room.count(Token) == 1
    assert as_owner.get(f"/run/{room.code}").status_code == 200


def test_withdrawn_from_whoever_took_over_the_lead_is_nobodys(room, as_chloe, as_driss):
    device = re.findall(r'name="device" value="([^"]+)"', desk(as_chloe, room))[0]
    as_chloe.send(f"/run/{room.code}/unpair", {"device": device})

    assert as_driss.get(f"/run/{room.code}").location == "/pair"
    assert "run-leader" not in desk(as_chloe, room)


@pytest.mark.parametrize("name", ["", "   ", "driss@example.org", "D" * 31])
def test_what_is_no_name_is_refused_in_a_sentence(room, as_chloe, name):
    answer = as_chloe.send(f"/run/{room.code}/hand-over", {"name": name})

    assert answer.status_code == 422
    assert "?code=" not in answer.text


def test_hosted_the_workshop_moves_to_the_account_of_whoever_takes_over(app, settings, room, monkeypatch, accounts):
    old = app.extensions["house"]
    monkeypatch.setitem(app.extensions, "house", House(settings.with_(hosted=True), old.database, old.hub))
    as_chloe, as_driss = accounts("Chloé", owns=room), accounts("Driss")
    page = as_chloe.send(f"/run/{room.code}/hand-over", {"name": "Driss"}).text

    as_driss.send("/pair", {"code": re.search(r"/pair\?code=([A-Z2-9]{6})", page)[1]})

    assert "moves to their account" in page
    assert room.code in as_driss.get("/console").text
    assert room.code not in as_chloe.get("/console").text
    assert "Driss leads since" in desk(as_chloe, room)
    as_driss.send(f"/run/{room.code}/end-others")
    assert as_chloe.get(f"/run/{room.code}").status_code == 303


@pytest.fixture
def accounts(app, database):
    """Return how somebody signs in on a hosted server, as the owner of a room or of none."""

    def sign_in(name, owns=None):
        made = database.write(lambda session: people.add(session, name, passphrases.hashed(PASSPHRASE)).id)
        if owns:
            owns.set(owner=made)
        browser = browse(app)
        assert browser.send("/sign-in", {"name": name, "passphrase": PASSPHRASE}).status_code == 303
        del browser._token  # signing in changes it
        return browser

    return sign_in
