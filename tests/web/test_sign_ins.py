"""Signing in on a hosted server: by name and passphrase, each to their own workshops."""

import threading
import time
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta

import pytest

from tests.web.conftest import browse
from toolkit import clock
from toolkit.people import passphrases, services
from toolkit.web import owner, sign_ins
from toolkit.web.house import House
from toolkit.web.throttle import Throttle
from toolkit.workshops.services import find

PASSPHRASE = "four words are better than one"
ELSEWHERE = {"base_url": "http://192.168.1.20:8000", "environ_overrides": {"REMOTE_ADDR": "192.168.1.99"}}


@pytest.fixture(autouse=True)
def hosted(app, settings, monkeypatch):
    old = app.extensions["house"]
    monkeypatch.setitem(app.extensions, "house", House(settings.with_(hosted=True), old.database, old.hub))
    fresh = {kind: Throttle(most=limit._most, seconds=900) for kind, limit in sign_ins._limits.items()}
    monkeypatch.setattr(sign_ins, "_limits", fresh)


@pytest.fixture(scope="session")
def kept():
    return passphrases.hashed(PASSPHRASE)


@pytest.fixture
def chloe(database, room, kept):
    """Chloé, whose the room is."""

    def unit(session):
        made = services.add(session, "Chloé", kept)
        find(session, room.code).owner = made.id
        return made.id

    return database.write(unit)


@pytest.fixture
def bruno(database, other_room, kept):
    """Bruno, whose the other room is."""

    def unit(session):
        made = services.add(session, "Bruno", kept)
        find(session, other_room.code).owner = made.id
        return made.id

    return database.write(unit)


def sign_in(browser, name="Chloé", passphrase=PASSPHRASE, **more):
    return turn_the_page(browser, browser.send("/sign-in", {"name": name, "passphrase": passphrase, **more}))


def sign_out(browser):
    return turn_the_page(browser, browser.send("/sign-out"))


def turn_the_page(browser, answer):
    """Forget the token of the page before: who signs in or out gets a new one."""
    browser.__dict__.pop("_token", None)
    return answer


@pytest.mark.usefixtures("chloe")
def test_somebody_who_signs_in_reaches_the_console_and_leads_their_workshop(as_stranger, room):
    before = as_stranger.get("/console")

    answer = sign_in(as_stranger, back="/console")

    assert before.location.startswith("/sign-in?back=/console")
    assert (answer.status_code, answer.location) == (303, "/console")
    assert room.about("title") in as_stranger.get("/console").text
    assert as_stranger.get(f"/run/{room.code}").status_code == 200
    assert as_stranger.get(f"/run/{room.code}/report/json").status_code == 200


@pytest.mark.usefixtures("chloe", "bruno")
def test_each_sees_and_reaches_their_own_workshops_only(as_stranger, room, other_room):
    sign_in(as_stranger, "bruno")

    listed = as_stranger.get("/console").text

    assert other_room.about("title") in listed
    assert room.about("title") not in listed
    assert as_stranger.get(f"/run/{room.code}").location == "/pair"
    assert as_stranger.get(f"/run/{room.code}/report/json").location == "/pair"
    assert as_stranger.send(f"/run/{room.code}/settings", {"name": "paused", "value": "yes"}).status_code == 403
    assert as_stranger.send(f"/console/{room.code}/purge", {"again": room.code}).status_code == 403
    assert not room.about("paused")


def test_a_workshop_belongs_to_whoever_made_it_and_so_does_its_rehearsal(as_stranger, chloe, database):
    sign_in(as_stranger)

    made = as_stranger.send("/console/new", {"template": "musette-90", "tables": "2", "key": "once"})

    code = made.location.split("/")[2]
    with database.read() as session:
        assert find(session, code).owner == chloe
    assert as_stranger.get(f"/run/{code}/preflight").status_code == 200


@pytest.mark.usefixtures("chloe")
@pytest.mark.parametrize(("name", "passphrase"), [("Chloé", "wrong passphrase"), ("Nobody", PASSPHRASE), ("", "")])
def test_what_is_wrong_is_not_said(as_stranger, name, passphrase):
    answer = sign_in(as_stranger, name, passphrase)

    assert answer.status_code == 422
    assert "do not go together" in answer.text
    assert as_stranger.get("/console").status_code == 303


@pytest.mark.usefixtures("chloe")
def test_signing_out_takes_the_key_back(as_stranger):
    sign_in(as_stranger)
    key = as_stranger.get_cookie("musette-facilitator", domain="192.168.1.20")

    sign_out(as_stranger)
    as_stranger.set_cookie("musette-facilitator", key.value, domain="192.168.1.20")

    assert as_stranger.get("/console").status_code == 303


@pytest.mark.usefixtures("chloe")
def test_the_key_is_out_of_reach_of_scripts_and_other_sites(as_stranger):
    cookies = sign_in(as_stranger).headers.getlist("Set-Cookie")

    kept = [cookie for cookie in cookies if cookie.startswith(("musette-facilitator", "musette-known"))]
    assert len(kept) == 2
    assert all("HttpOnly" in cookie and "SameSite=Lax" in cookie for cookie in kept)


@pytest.mark.usefixtures("chloe", "bruno")
def test_guessing_at_an_account_is_stopped_for_unknown_devices_only(app, monkeypatch):
    monkeypatch.setattr(passphrases, "matches", lambda _kept, passphrase: passphrase == PASSPHRASE)
    known = browse(app)
    sign_in(known)
    sign_out(known)
    guesser = browse(app)

    answers = [sign_in(guesser, passphrase=f"guess {number}").status_code for number in range(11)]

    assert answers == [422] * 10 + [429]
    assert sign_in(browse(app)).status_code == 429
    assert sign_in(known).status_code == 303
    assert sign_in(browse(app), "Bruno").status_code == 303


@pytest.mark.usefixtures("chloe")
def test_guessing_from_an_address_is_stopped_and_keeps_nobody_from_joining(app, monkeypatch, join, room):
    monkeypatch.setattr(passphrases, "matches", lambda *_: False)
    guesser = browse(app)

    answers = [sign_in(guesser, f"somebody {number}").status_code for number in range(61)]

    assert answers == [422] * 60 + [429]
    assert sign_in(browse(app, ELSEWHERE)).status_code == 422
    assert join(room, "Amina", 1).get(f"/w/{room.code}").status_code == 200


@pytest.mark.usefixtures("chloe")
def test_all_addresses_of_one_household_are_one(app, monkeypatch):
    monkeypatch.setattr(passphrases, "matches", lambda *_: False)

    def at(address):
        return browse(app, {**ELSEWHERE, "environ_overrides": {"REMOTE_ADDR": address}})

    for number in range(60):
        assert sign_in(at(f"2001:db8:0:1::{number:x}"), f"somebody {number}").status_code == 422

    assert sign_in(at("2001:db8:0:1:ffff::1")).status_code == 429
    assert sign_in(at("2001:db8:0:2::1")).status_code == 422


@pytest.mark.usefixtures("chloe")
def test_a_flood_of_passphrases_keeps_few_threads_busy(app, monkeypatch):
    """Each check takes a processor: those who wait for one once held every thread that saves."""
    started, go_on = threading.Semaphore(0), threading.Event()

    class Slow:
        def verify(self, *_):
            started.release()
            return go_on.wait(30)

    monkeypatch.setattr(passphrases, "_argon2", Slow)
    browsers = [browse(app) for _ in range(4)]
    assert all(browser.token for browser in browsers)
    with ThreadPoolExecutor(4) as others:
        waiting = [others.submit(sign_in, browser) for browser in browsers]
        assert started.acquire(timeout=30)
        assert started.acquire(timeout=30)
        until(lambda: passphrases._in_all._value == 0)
        refused = sign_in(browse(app))
        go_on.set()
        assert {one.result().status_code for one in waiting} == {303}
    assert (refused.status_code, "Please try again." in refused.text) == (503, True)
    assert sign_in(browse(app)).status_code == 303


def until(condition):
    end = time.monotonic() + 30
    while not condition():
        assert time.monotonic() < end
        time.sleep(0.01)


def test_on_a_laptop_nobody_signs_in(app, settings, monkeypatch, as_stranger):
    old = app.extensions["house"]
    monkeypatch.setitem(app.extensions, "house", House(settings, old.database, old.hub))

    assert as_stranger.get("/sign-in").status_code == 404


@pytest.mark.usefixtures("chloe")
def test_a_way_back_leads_nowhere_else(as_stranger):
    assert sign_in(as_stranger, back="https://evil.example/").location == "/console"


def test_being_on_the_machine_makes_nobody_the_owner(as_lodger, settings):
    as_lodger.set_cookie(owner.cookie_name(8000), owner.sign(settings.secret))

    assert as_lodger.get(owner.renew(settings).removeprefix("http://localhost:8000")).status_code == 403
    assert as_lodger.get("/console").location.startswith("/sign-in")


@pytest.mark.usefixtures("chloe", "bruno")
def test_each_is_told_of_their_own_workshops_that_are_to_be_erased(room, other_room, app):
    for one in (room, other_room):
        one.set(purge_on=clock.now().date() - timedelta(days=1))
    browser = browse(app)
    sign_in(browser)

    page = browser.get("/console").text

    assert "It will be erased after " in page
    assert room.about("erase_on") == (clock.now() + timedelta(days=1)).date()
    assert other_room.about("erase_on") is None
