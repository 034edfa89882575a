"""The page of whoever looks after a hosted server: numbers, and nothing of any workshop."""

import os
import re
import time
from types import SimpleNamespace

import pytest

from tests.web.conftest import browse
from toolkit import __version__
from toolkit.media import shelves
from toolkit.people import services
from toolkit.web.access import SIGNED_IN
from toolkit.web.house import House
from toolkit.web.server import upkeep


@pytest.fixture(autouse=True)
def hosted(app, settings, monkeypatch):
    def with_(**more):
        old = app.extensions["house"]
        house = House(settings.with_(hosted=True), old.database, old.hub, **more)
        monkeypatch.setitem(app.extensions, "house", house)

    with_()
    return with_


@pytest.fixture
def as_facilitator(app, database):
    """Return how somebody signs in, who looks after the server or not."""

    def sign_in(name, *, operator=False):
        def unit(session):
            made = services.add(session, name, "kept")
            services.look_after(made, on=operator)
            return services.sign_in(session, made)

        browser = browse(app)
        browser.set_cookie(SIGNED_IN, database.write(unit), domain="192.168.1.20")
        return browser

    return sign_in


@pytest.fixture
def as_operator(as_facilitator):
    return as_facilitator("Odile Gérance", operator=True)


def figures(page):
    return dict(re.findall(r"<dt>([^<]+)</dt>\s*<dd>([^<]+)</dd>", page))


def test_it_is_for_those_who_look_after_the_server(as_operator, as_facilitator, as_stranger, as_chloe):
    assert as_operator.get("/server").status_code == 200
    assert 'href="/server"' in as_operator.get("/console").text

    other = as_facilitator("Bruno")
    assert other.get("/server").status_code == 403
    assert 'href="/server"' not in other.get("/console").text
    assert as_stranger.get("/server").location == "/sign-in?back=/server"
    assert as_chloe.get("/server").location == "/sign-in?back=/server"


def test_looking_after_the_server_opens_nobodys_workshop(as_operator, room):
    assert as_operator.get(f"/run/{room.code}").location == "/pair"
    assert as_operator.get(f"/run/{room.code}/report").location == "/pair"


@pytest.mark.usefixtures("as_amina", "as_bruno")
def test_it_counts_and_names_nobody(as_operator, as_facilitator, room, other_room):
    as_facilitator("Bruno")
    other_room.set(archived=True)

    page = as_operator.get("/server").text

    shown = figures(page)
    assert shown["Being prepared or led"] == "1"
    assert shown["Ended or put away"] == "1"
    assert shown["People in open workshops"] == "2"
    assert shown["Going on at this moment"] == shown["Of them, connected at this moment"] == "0"
    assert shown["Accounts of those who lead"] == "2"
    assert shown["Musette"] == __version__
    told = (room.code, other_room.code, room.about("title"), "Amina", "Bruno", "Odile")
    assert [word for word in told if word in page] == []


def test_whoever_listens_is_connected(as_operator, app, room, join):
    join(room, "Amina", 1)
    app.extensions["house"].hub._presence.arrive(room.code, "1")

    shown = figures(as_operator.get("/server").text)

    assert shown["Going on at this moment"] == shown["Of them, connected at this moment"] == "1"


@pytest.mark.parametrize(("hours", "late"), [(1, False), (29, False), (31, True), (None, True)])
def test_the_last_copy_is_told_and_missed(as_operator, settings, hours, late):
    mark = settings.data / upkeep.BACKED_UP
    if hours is not None:
        mark.touch()
        os.utime(mark, (0, time.time() - hours * 3600))

    page = as_operator.get("/server").text

    assert ("No copy was made lately" in page) == late
    assert (figures(page)["Last copy"] == "none yet") == (hours is None)


@pytest.mark.parametrize(("connected", "says"), [(True, "is heard"), (False, "gone"), (None, "not used: one process")])
def test_redis_is_heard_gone_or_not_used(as_operator, hosted, connected, says):
    hosted(relay=None if connected is None else SimpleNamespace(connected=connected))

    page = as_operator.get("/server").text

    assert figures(page)["Redis"] == says
    assert ("Redis is gone" in page) == (connected is False)


def test_space_is_that_of_the_files(as_operator, settings, monkeypatch):
    monkeypatch.setattr(shelves, "_in_use", [shelves.Folder(settings.data / "media")])
    before = figures(as_operator.get("/server").text)
    (settings.data / "media" / "ABC234").mkdir(parents=True)
    (settings.data / "media" / "ABC234" / f"{'0' * 64}.jpg").write_bytes(bytes(2_300_000))

    after = figures(as_operator.get("/server").text)

    assert (before["Photos"], after["Photos"]) == ("0 MB", "2 MB")
    assert float(after["Database"].split()[0]) > 0


def test_it_speaks_french(as_operator):
    as_operator.set_cookie("musette-language", "fr", domain="192.168.1.20")

    assert "<h1>Serveur</h1>" in as_operator.get("/server").text


def test_on_a_laptop_there_is_none(app, settings, monkeypatch, request):
    old = app.extensions["house"]
    monkeypatch.setitem(app.extensions, "house", House(settings, old.database, old.hub))
    as_owner = request.getfixturevalue("as_owner")

    assert as_owner.get("/server").status_code == 403
