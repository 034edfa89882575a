"""Signing in with an organisation's own accounts, against a real small provider, and attacks on it."""

import json
import time
from base64 import urlsafe_b64encode
from http.client import HTTPConnection
from urllib.parse import parse_qs, urlencode, urlsplit

import pytest
from joserfc.jwk import OctKey

from tests.provider import CHLOE, CLIENT, FORGED, KEY, SECRET, Provider
from tests.web.conftest import browse
from toolkit.config import OpenId
from toolkit.people import services
from toolkit.people.models import Facilitator, Identity
from toolkit.web import openid
from toolkit.web.house import House
from toolkit.workshops.services import find

BRUNO = {"sub": "8002", "name": "Chloé Martin", "email": "bruno@example.org", "email_verified": True}


@pytest.fixture
def provider():
    provider = Provider()
    openid._client.cache_clear()
    yield provider
    provider.close()


@pytest.fixture
def who():
    return ("example.org",)


@pytest.fixture(autouse=True)
def hosted(app, settings, monkeypatch, provider, who):
    old = app.extensions["house"]
    here = settings.with_(hosted=True, openid=OpenId(provider.issuer, CLIENT, SECRET, who), organisation="Nantes")
    monkeypatch.setitem(app.extensions, "house", House(here, old.database, old.hub))


def leave(browser, back="/console"):
    """Press the button of the page; return where the provider sends the browser back to, or what is said instead."""
    answer = browser.get(f"/sign-in/organisation?{urlencode({'back': back})}")
    if answer.status_code != 302:
        return answer
    place = urlsplit(answer.location)
    connection = HTTPConnection(place.netloc, timeout=10)
    connection.request("GET", f"{place.path}?{place.query}")
    location = connection.getresponse().headers["Location"]
    connection.close()
    assert location.startswith(browser.place["base_url"] + "/sign-in/back?")
    return location.removeprefix(browser.place["base_url"])


def sign_in(browser, back="/console"):
    """Go to the provider and come back from it."""
    return browser.get(leave(browser, back))


def accounts(database):
    with database.read() as session:
        return {one.name: one.passphrase for one in session.query(Facilitator)}


def test_somebody_of_the_organisation_signs_in_and_has_an_account(as_stranger, database, provider):
    page = as_stranger.get("/sign-in?back=/console/new").text

    answer = sign_in(as_stranger, "/console/new")

    assert "Sign in with Nantes" in page
    assert (answer.status_code, answer.location) == (303, "/console/new")
    assert as_stranger.get("/console").status_code == 200
    assert accounts(database) == {"Chloé Martin": ""}
    assert provider.asked == ["/.well-known/openid-configuration", "/authorize", "/token", "/keys", "/userinfo"]


def test_one_person_is_one_account_whatever_they_are_called_later(app, database, provider, room):
    sign_in(browse(app))
    with database.read() as session:
        chloe = services.find(session, "Chloé Martin").id
    room.set(owner=chloe)

    provider.person = CHLOE | {"name": "Chloé Durand", "email": "durand@example.org"}
    again = browse(app)
    sign_in(again)

    assert list(accounts(database)) == ["Chloé Martin"]
    assert again.get(f"/run/{room.code}").status_code == 200


def test_two_people_of_one_name_have_two_accounts(app, database, provider, room):
    database.write(lambda session: services.add(session, "Chloé Martin", "kept").name)
    with database.read() as session:
        room.set(owner=services.find(session, "Chloé Martin").id)
    provider.person = BRUNO
    browser = browse(app)

    sign_in(browser)

    assert sorted(accounts(database)) == ["Chloé Martin", "Chloé Martin 2"]
    assert browser.get(f"/run/{room.code}").location == "/pair", "an account by passphrase is nobody's by its name"


def test_whoever_leaves_the_organisation_is_out_within_a_day(as_stranger, wait):
    sign_in(as_stranger)
    wait(23 * 60)
    before = as_stranger.get("/console").status_code
    wait(61)

    assert (before, as_stranger.get("/console").status_code) == (200, 303)


def test_an_account_without_a_passphrase_opens_with_none(as_stranger, database):
    sign_in(as_stranger)
    as_stranger.send("/sign-out")
    as_stranger.__dict__.pop("_token")

    for passphrase in ("", "anything at all"):
        assert as_stranger.send("/sign-in", {"name": "Chloé Martin", "passphrase": passphrase}).status_code == 422
    assert accounts(database) == {"Chloé Martin": ""}


TWISTS = {
    "another issuer": {"iss": "https://evil.example"},
    "another audience": {"aud": "another client"},
    "another audience, for us in name": {"aud": ["another client"], "azp": CLIENT},
    "expired": {"iat": int(time.time()) - 7200, "exp": int(time.time()) - 3600},
    "without an end": {"exp": None},
    "another nonce": {"nonce": "of another question"},
    "without a nonce": {"nonce": None},
    "of nobody": {"sub": None},
}


@pytest.mark.parametrize("twist", TWISTS.values(), ids=list(TWISTS))
def test_a_token_that_is_not_for_this_question_is_refused(as_stranger, database, provider, twist):
    provider.twist = twist

    answer = sign_in(as_stranger)

    assert (answer.status_code, accounts(database)) == (403, {})
    assert as_stranger.get("/console").status_code == 303


@pytest.mark.parametrize("forgery", ["none", "another key", "the public key as a secret"])
def test_a_token_that_the_provider_has_not_signed_is_refused(as_stranger, database, provider, forgery):
    provider.algorithms = ["RS256", "HS256", "none"]  # what a careless provider says that it may use
    if forgery == "none":
        provider.token = unsigned(provider.token)
    elif forgery == "another key":
        provider.key = FORGED
    else:
        public = KEY.as_pem(private=False)
        provider.key, provider.header = OctKey.import_key(urlsafe_b64encode(public).decode()), {"alg": "HS256"}

    answer = sign_in(as_stranger)

    assert (answer.status_code, accounts(database)) == (403, {})


def unsigned(token):
    """Return a token endpoint whose tokens have lost their signature."""

    def strip(*words):
        given = token(*words)
        claims = given["id_token"].split(".")[1]
        head = urlsafe_b64encode(json.dumps({"alg": "none"}).encode()).rstrip(b"=").decode()
        return given | {"id_token": f"{head}.{claims}."}

    return strip


def test_who_comes_back_with_a_state_of_another_browser_is_refused(app, database, provider):
    """Somebody sends a link that would sign its reader in as them."""
    attacker, reader = browse(app), browse(app)
    link = leave(attacker)
    leave(reader)

    answer = reader.get(link)

    assert (answer.status_code, accounts(database)) == (403, {})
    assert "/token" not in provider.asked, "the provider is not even asked"


@pytest.mark.parametrize("query", ["", "code=x", "code=x&state=y", "error=access_denied&state=y"])
def test_who_comes_back_without_having_left_is_refused(as_stranger, provider, query):
    assert as_stranger.get(f"/sign-in/back?{query}").status_code == 403
    assert "/token" not in provider.asked


def test_an_answer_serves_once(as_stranger, database):
    link = leave(as_stranger)
    first = as_stranger.get(link).status_code
    as_stranger.send("/sign-out")

    assert (first, as_stranger.get(link).status_code) == (303, 403)
    assert list(accounts(database)) == ["Chloé Martin"]


def test_details_about_somebody_else_are_refused(as_stranger, provider, database):
    provider.elsewhere = {"sub": "8003"}

    assert sign_in(as_stranger).status_code == 403
    assert accounts(database) == {}


@pytest.mark.parametrize(
    "person",
    [
        {"email": "chloe@example.com"},
        {"email": "chloe@example.org", "email_verified": False},
        {"email": "chloe@notexample.org"},
        {"email": "chloe@example.org@evil.example"},
        {"email": None, "groups": ["example.org"]},
    ],
)
def test_whoever_is_not_on_the_list_is_told_so_and_has_no_account(as_stranger, database, provider, person):
    provider.person = CHLOE | person

    answer = sign_in(as_stranger)

    assert answer.status_code == 403
    assert "not among those who lead workshops here" in answer.text
    assert accounts(database) == {}


@pytest.mark.parametrize(
    ("signed", "details", "status"),
    [
        ({"email": "chloe@example.org"}, {"email": "chloe@example.com"}, 403),
        ({"email_verified": True}, {"email_verified": False}, 403),
        ({"email": "chloe@example.org", "email_verified": True}, {"email": "chloe@example.com"}, 303),
        ({"email": "chloe@example.org", "email_verified": False}, {}, 403),
        ({"email": "chloe@example.com"}, {}, 303),
    ],
)
def test_an_address_is_verified_only_by_the_source_that_says_it(as_stranger, provider, signed, details, status):
    provider.twist, provider.elsewhere = signed, details

    assert sign_in(as_stranger).status_code == status


@pytest.mark.parametrize("who", [("group:facilitators", "Chloe@Example.com")])
def test_a_group_or_an_address_may_be_let_in(app, provider, who):
    assert who
    for person, status in (
        ({"email": "chloe@example.com"}, 303),
        ({"email": "dora@example.com"}, 403),
        ({"email": None, "groups": ["staff", "facilitators"]}, 303),
        ({"email": None, "groups": "facilitators"}, 403),
    ):
        provider.person = CHLOE | person
        assert sign_in(browse(app)).status_code == status, person


def test_a_provider_that_is_gone_keeps_nobody_with_a_passphrase_out(as_stranger, provider):
    provider.close()

    answer = leave(as_stranger)

    assert answer.status_code == 502
    assert "does not answer" in answer.text
    assert 'name="passphrase"' in answer.text


def test_a_crowd_at_the_provider_takes_no_more_than_a_few_threads(as_stranger):
    with openid._at_once, openid._at_once, openid._at_once:
        assert leave(as_stranger).status_code == 502
    assert sign_in(as_stranger).status_code == 303


def test_whatever_the_way_back_it_leads_nowhere_else(as_stranger):
    assert sign_in(as_stranger, "https://evil.example/").location == "/console"


def test_without_a_provider_nothing_is_offered(app, settings, monkeypatch, as_stranger):
    old = app.extensions["house"]
    monkeypatch.setitem(app.extensions, "house", House(settings.with_(hosted=True), old.database, old.hub))

    assert "/sign-in/organisation" not in as_stranger.get("/sign-in").text
    assert as_stranger.get("/sign-in/organisation").status_code == 404
    assert as_stranger.get("/sign-in/back?code=x&state=y").status_code == 404


def test_removing_an_account_removes_who_it_was_there(as_stranger, database, room):
    sign_in(as_stranger)

    database.write(lambda session: session.delete(services.find(session, "Chloé Martin")))

    with database.read() as session:
        assert session.query(Identity).count() == 0
        assert find(session, room.code)


def test_no_question_that_is_pending_fills_the_cookie(as_stranger):
    for _ in range(30):
        leave(as_stranger)
    kept = as_stranger.get_cookie("musette", domain=urlsplit(as_stranger.place["base_url"]).hostname).value

    assert len(kept) < 1500
    assert parse_qs(kept) is not None
