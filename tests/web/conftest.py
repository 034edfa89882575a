"""A workshop with three tables, and the browsers of the people in it."""

import re
from contextlib import contextmanager
from pathlib import Path

import pytest
from flask.testing import FlaskClient

from toolkit import clock
from toolkit.activities import agenda
from toolkit.activities.models import Activity
from toolkit.activities.shapes.answers import ballot_box
from toolkit.app import create_app
from toolkit.cli import erasing
from toolkit.config import Settings
from toolkit.db import Database
from toolkit.language import use
from toolkit.live.channels import Channel
from toolkit.live.hub import Hub
from toolkit.web import guessing, owner
from toolkit.web.house import House
from toolkit.web.screens import Screens
from toolkit.web.throttle import Throttle
from toolkit.web.workshops import pairing
from toolkit.workshops import services

LAPTOP = {"base_url": "http://localhost:8000", "environ_overrides": {"REMOTE_ADDR": "127.0.0.1"}}
PHONE = {"base_url": "http://192.168.1.20:8000", "environ_overrides": {"REMOTE_ADDR": "192.168.1.51"}}
HTMX = {"HX-Request": "true"}
JSON = {"Accept": "application/json"}
ROUND = {"en": "Round", "fr": "Tour"}  # the title of a step


class Browser(FlaskClient):
    """A browser: it keeps cookies, says where it comes from, and sends the token of the page it is on."""

    place = PHONE

    def open(self, *args, **kwargs):
        typed = args and isinstance(args[0], str)
        return super().open(*args, **({**self.place, "buffered": True, **kwargs} if typed else kwargs))

    def send(self, path, form=None, **headers):
        """Send a form as our pages do; `headers` as in `send(path, form, **HTMX)`."""
        headers = {"Origin": self.place["base_url"], **headers}
        return self.post(path, data={"csrf_token": self.token, **(form or {})}, headers=headers)

    @property
    def token(self):
        if not hasattr(self, "_token"):
            self._token = re.search(r'name="csrf_token" value="([^"]+)"', self.get("/about").text)[1]
        return self._token


class Room:
    """A workshop, led without going through the web: to arrange a test, and to look at what it left."""

    def __init__(self, screens, database, tables=3, title="Tuesday in Nantes"):
        self.screens = screens
        self.database = database
        brief = agenda.Brief(template="musette-90", title=title, languages=["en", "fr"], tables=tables)
        self.code = database.write(lambda session: agenda.prepare(session, brief).code)

    def write(self, work):
        """Do `work(session, workshop)` and keep what it did."""
        return self.database.write(lambda session: work(session, services.find(session, self.code)))

    def step(self, code):
        """Return the number of a step of the agenda."""
        with self.database.read() as session:
            workshop = services.find(session, self.code)
            return session.query(Activity).filter_by(workshop_id=workshop.id, code=code).one().id

    def ballots(self):
        """Return what all ballots and answers without a name say, in envelopes or not."""
        with self.database.read() as session:
            return [slip.content for step in session.query(Activity) for slip in ballot_box.unsigned(session, step)]

    def count(self, model):
        with self.database.read() as session:
            return session.query(model).count()

    def go(self, code, *, opened=False, shown=False):
        """Go to a step; return its number."""
        going = self.step(code)

        def work(session, workshop):
            agenda.advance(session, workshop, workshop.current_id, going)
            for name, on in (("open", opened), ("shown", shown)):
                if on:
                    agenda.switch(session, workshop, agenda.step(session, workshop, going), name, on=True)
            workshop.version += 1

        self.write(work)
        return going

    def begin(self, code, *, kind, title=ROUND, settings=None, minutes=5, opened=False):
        """Add a step behind all others, and go to it; return its number."""
        about = {"kind": kind, "title": title, "settings": settings or {}, "minutes": minutes}
        self.write(lambda session, here: session.add(Activity(workshop_id=here.id, position=99, code=code, **about)))
        return self.go(code, opened=opened)

    def set(self, **values):
        def work(_session, workshop):
            for name, value in values.items():
                setattr(workshop, name, value)

        self.write(work)

    def about(self, name):
        with self.database.read() as session:
            return getattr(services.find(session, self.code), name)

    def database_files(self):
        """List the files of the database, the one where changes wait included."""
        self.database.forget()
        path = Path(self.database.engine.url.database)
        return [one for one in path.parent.iterdir() if one.name.startswith(path.name)]

    def frame(self, audience="wall", language="en"):
        """Return what the stream sends to this audience now."""
        return self.screens(Channel(self.code, audience, language))

    def lend(self, browser, role, surface):
        """Give a browser the key of a role, as pairing does."""
        token = self.write(lambda session, workshop: services.grant(session, workshop, role))
        browser.set_cookie(f"musette-{surface}-{self.code}", token, domain=browser.place["base_url"][7:].split(":")[0])
        return browser


@pytest.fixture
def settings(tmp_path):
    return Settings(data=tmp_path, secret="not a secret in a test", language="en", port=8000)


@pytest.fixture
def screens(settings, database):
    return Screens(settings, database)


@pytest.fixture(scope="session")
def pages(folder_of_seals):
    """The application, made once: its pages take longer to prepare than most tests to run."""
    settings = Settings(data=folder_of_seals, secret="not a secret in a test")
    app = create_app(settings, database=None, hub=None)
    app.test_client_class = Browser
    return app


@contextmanager
def furnished(pages, file, tables):
    """Give the application a room in a database of its own, for all tests of a file."""
    database = Database(f"sqlite:///{file}")
    settings = Settings(data=file.parent, secret="not a secret in a test", language="en", port=8000)
    screens = Screens(settings, database)
    with pytest.MonkeyPatch.context() as patch, use("en"):
        patch.setitem(pages.extensions, "house", House(settings, database, Hub(screens)))
        yield Room(screens, database, tables)
    database.close()


@pytest.fixture
def app(pages, settings, database, screens, monkeypatch):
    monkeypatch.setattr(pairing, "_guesses", Throttle(most=20, seconds=60))
    monkeypatch.setattr(guessing, "_codes", Throttle(most=60, seconds=60))
    monkeypatch.setitem(pages.extensions, "house", House(settings, database, Hub(screens, presence=screens.presence)))
    return pages


@pytest.fixture
def room(database, screens):
    with use("en"):
        return Room(screens, database)


@pytest.fixture
def other_room(database, screens):
    with use("en"):
        return Room(screens, database, title="Wednesday in Lille")


def browse(app, place=PHONE):
    browser = app.test_client()
    browser.place = place
    return browser


@pytest.fixture
def join(app):
    """Return how somebody joins a room: with a browser of their own, at a table."""

    def join(room, name, table):
        browser = browse(app)
        answer = browser.send(f"/j/{room.code}", {"name": name, "table": table})
        assert answer.status_code == 303, answer.text
        return browser

    return join


@pytest.fixture
def wait(monkeypatch):
    """Return how minutes pass, for the clock of the workshop."""
    return lambda minutes: monkeypatch.setattr(clock, "_ANCHOR", clock._ANCHOR - 60 * minutes)


@pytest.fixture
def cannot_undo(app, wait):
    """Return how a minute passes, after which what was erased is gone for good."""

    def pass_by():
        wait(1)
        house = app.extensions["house"]
        erasing.erase(house.database, house.keeper)

    return pass_by


@pytest.fixture
def as_stranger(app):
    return browse(app)


@pytest.fixture
def as_owner(app, settings):
    """Whoever sits at the laptop that runs the server, and has opened the console by the address that it shows."""
    browser = browse(app, LAPTOP)
    assert browser.get(owner.renew(settings).removeprefix(LAPTOP["base_url"])).location == "/console"
    return browser


@pytest.fixture
def as_lodger(app):
    """Somebody with an account of their own on the laptop, or behind a proxy on it that says nothing."""
    return browse(app, LAPTOP)


@pytest.fixture
def as_amina(join, room):
    """Amina, at table 1."""
    return join(room, "Amina", 1)


@pytest.fixture
def as_bruno(join, room):
    """Bruno, at table 2."""
    return join(room, "Bruno", 2)


@pytest.fixture
def as_chloe(app, room):
    """Chloé, who leads the room from her own phone."""
    return room.lend(browse(app), "facilitator", "run")


@pytest.fixture
def as_observer(app, room):
    return room.lend(browse(app), "observer", "wall")


@pytest.fixture
def as_wall(app, room):
    return room.lend(browse(app), "wall", "wall")
