"""A hosted server in a real browser: the way in by an organisation, and the page of whoever looks after the server."""

import pytest

from tests.browser.looks import faults
from tests.browser.people import Screen
from tests.browser.server import running
from tests.provider import CLIENT, SECRET, Provider
from toolkit.db import Database
from toolkit.people import services

SIZES = [{"width": 360, "height": 740}, {"width": 1280, "height": 800}, {"width": 1920, "height": 1080}]


@pytest.fixture
def provider():
    provider = Provider()
    yield provider
    provider.close()


@pytest.fixture
def hosted(tmp_path, provider):
    """A server where everybody whom the provider knows may lead."""
    asked = {
        "MUSETTE_OPENID": provider.issuer,
        "MUSETTE_OPENID_CLIENT": CLIENT,
        "MUSETTE_OPENID_SECRET": SECRET,
        "MUSETTE_OPENID_WHO": "*",
        "MUSETTE_ORGANISATION": "Ville de Nantes",
    }
    with running(tmp_path, MUSETTE_HOSTED="yes", **asked) as server:
        yield server


def look_after(server, name):
    database = Database(f"sqlite:///{server.log.parent / 'musette.db'}")
    database.write(lambda session: services.look_after(services.find(session, name), on=True))
    database.close()


@pytest.mark.parametrize("size", SIZES, ids=lambda size: str(size["width"]))
@pytest.mark.parametrize("language", ["fr", "en"])
def test_somebody_signs_in_with_their_organisation_and_sees_how_the_server_is(
    browser, hosted, provider, language, size
):
    words = {"fr": ("Se connecter avec Ville de Nantes", "Serveur"), "en": ("Sign in with Ville de Nantes", "Server")}
    way_in, name = words[language]
    screen = Screen(browser, language, viewport=size)
    page = screen.page
    page.goto(f"{hosted.phones}/console")
    assert faults(screen) == []

    page.get_by_role("link", name=way_in).click()
    page.wait_for_url(f"{hosted.phones}/console")
    look_after(hosted, "Chloé Martin")
    page.reload()
    page.get_by_role("link", name=name, exact=True).click()

    page.get_by_role("heading", name=name, exact=True, level=1).wait_for()
    assert faults(screen) == []
    assert screen.origins == {hosted.phones, provider.issuer}, "the provider's is only the way through"
    assert screen.wrong() == []
    screen.close()
