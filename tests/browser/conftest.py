"""A real server, a real browser, and the screens of a workshop."""

import os

import pytest
from playwright.sync_api import expect

from tests import machine
from tests.browser import chromium
from tests.browser.people import Desk, Phone
from tests.browser.server import running
from toolkit.activities import agenda, seals
from toolkit.activities.agenda import Brief
from toolkit.db import Database

expect.set_options(timeout=30_000)


def pytest_collection_modifyitems(items):
    here = [item for item in items if "tests/browser/" in item.path.as_posix()]
    for item in here:
        item.add_marker(pytest.mark.browser)
        if not machine.find_browser() and not os.environ.get("CI"):
            item.add_marker(pytest.mark.skip(reason="no Chrome, Chromium or Edge here; set CHROMIUM to its path"))


@pytest.fixture(scope="session")
def browser_type_launch_args():
    return chromium.launch_options()


@pytest.fixture(scope="session")
def server(tmp_path_factory):
    with running(tmp_path_factory.mktemp("server")) as server:
        yield server


@pytest.fixture
def database(server):
    """The database of the server, to put into it what a room would take long to give; its seals lie beside it."""
    seals.keep_in(server.log.parent)
    database = Database(f"sqlite:///{server.log.parent / 'musette.db'}")
    yield database
    database.close()


@pytest.fixture
def screens(server):
    """The screens of a test; whatever went wrong on any of them, or came from elsewhere, fails it."""
    opened = []
    yield opened
    for screen in opened:
        screen.close()
    assert [fault for screen in opened for fault in screen.wrong()] == [], server.log.read_text()[-3000:]


@pytest.fixture
def phone(browser, server, screens):
    """Return how to give somebody a phone: phone("Amina", 1)."""

    def give(name, table, language="fr", **options):
        screens.append(Phone(browser, server, name, table, language, **options))
        return screens[-1]

    return give


@pytest.fixture
def desk(browser, server, screens):
    """Return how to open a console: desk("fr")."""

    def open_one(language="fr", **options):
        screens.append(Desk(browser, server, language, **options))
        return screens[-1]

    return open_one


@pytest.fixture
def begin(desk, database):
    """Return how to begin a workshop of 90 minutes: begin("fr", tables=2). Whole workshops are made by their form."""

    def at_its_desk(language="fr", tables=2, title="Une salle", **options):
        brief = Brief(template="musette-90", title=title, languages=[language], tables=tables)
        console = desk(language, **options)
        console.lead(database.write(lambda session: agenda.prepare(session, brief).code))
        return console

    return at_its_desk


@pytest.fixture
def console(begin):
    """A desk in French, of a workshop with two tables."""
    return begin("fr")


@pytest.fixture
def amina(console, phone):
    """Amina, at table 1 of that workshop."""
    amina = phone("Amina", 1)
    amina.join(console.code)
    amina.is_live()
    return amina
