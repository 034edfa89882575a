"""Cookies behind https: guarded by the browser, and no other is believed."""

import pytest

from tests.web.conftest import Browser
from toolkit.app import create_app

HOSTED = {"base_url": "https://atelier.example.org", "environ_overrides": {"REMOTE_ADDR": "192.0.2.7"}}


class Guest(Browser):
    place = HOSTED


@pytest.fixture
def guest(settings, database):
    hosted = settings.with_(hosted=True, public_url=HOSTED["base_url"])
    app = create_app(hosted, database, hub=None)
    app.test_client_class = Guest
    return app.test_client()


def test_every_cookie_is_of_this_host_alone_and_for_https_alone(guest):
    answer = guest.send("/language", {"language": "fr", "back": "/about"})
    cookies = guest.get("/about").headers.getlist("Set-Cookie") + answer.headers.getlist("Set-Cookie")

    assert cookies
    for cookie in cookies:
        assert cookie.startswith("__Host-musette"), cookie
        assert {"Secure", "Path=/"} <= set(cookie.split("; ")), cookie
        assert "Domain" not in cookie


def test_a_cookie_that_another_host_can_set_is_not_believed(guest):
    guest.set_cookie("musette-language", "fr", domain="atelier.example.org")
    assert 'lang="en"' in guest.get("/about", headers={"Accept-Language": "en"}).text

    guest.set_cookie("__Host-musette-language", "fr", domain="atelier.example.org", secure=True)
    assert 'lang="fr"' in guest.get("/about", headers={"Accept-Language": "en"}).text
