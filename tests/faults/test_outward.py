"""Nothing leaves the room: a server that is used in every way opens nothing towards another machine (G22)."""

import os
import re
import subprocess
import sys
from contextlib import closing
from http.client import HTTPConnection
from io import BytesIO
from types import SimpleNamespace

import pytest
from PIL import Image
from werkzeug.test import EnvironBuilder

from tests.faults.laptop import PATIENCE, Laptop, tell
from tests.faults.test_network import LAPTOP, PHONE, SPACE, put_up, run, take_down
from tests.outward import Watch
from tests.web.test_protection import pages
from toolkit.app import create_app
from toolkit.config import Settings
from toolkit.db import Database
from toolkit.reports.formats import FORMATS
from toolkit.web import owner
from toolkit.workshops import services

PROCESSES = (
    "toolkit.cli serve",
    "toolkit.printing.render.worker",
    "toolkit.decks.files.worker",
    "toolkit.media.worker",
)
TRIES = {
    "a connection": "import socket; socket.create_connection(('192.0.2.1', 80), timeout=1)",
    "a packet": "import socket; socket.socket(type=socket.SOCK_DGRAM).sendto(b'x', ('192.0.2.1', 53))",
    "a group": "import socket; socket.socket(type=socket.SOCK_DGRAM).sendto(b'x', ('224.0.0.251', 5353))",
    "a name": "import socket; socket.getaddrinfo('musette.example', 80)",
    "a page": "import urllib.request as web; web.urlopen('http://192.0.2.1/')",
    "a loop": "import asyncio; asyncio.run(asyncio.open_connection('192.0.2.1', 80))",
}
AT_HOME = "import socket; one = socket.create_server(('127.0.0.1', 0)); socket.create_connection(one.getsockname())"


@pytest.fixture
def elsewhere(tmp_path_factory):
    """A folder beside that of the laptop."""
    return tmp_path_factory.mktemp("elsewhere")


@pytest.fixture
def watch(elsewhere):
    return Watch(elsewhere)


def started(watch, code):
    environment = {**os.environ, **watch.environment}
    return subprocess.run([sys.executable, "-c", code], env=environment, capture_output=True, check=False)


@pytest.mark.parametrize("code", TRIES.values(), ids=TRIES)
def test_whatever_is_tried_is_seen_and_does_not_get_through(watch, code):
    assert started(watch, code).returncode

    assert len(watch.tried()) == 1


def test_a_machine_may_talk_to_itself(watch):
    assert started(watch, AT_HOME).returncode == 0

    assert watch.tried() == []
    assert len(watch.watched()) == 1


class Visitor:
    """Somebody with the keys of the desk, and those of the console where they sit at the laptop."""

    def __init__(self, laptop):
        self.laptop = laptop
        session, self.csrf = laptop.open_a_page()
        keys = {f"musette-run-{laptop.room.code}": key_of_the_desk(laptop)}
        keys[f"musette-w-{laptop.room.code}"] = laptop.room.tokens[0]
        keys[owner.cookie_name(laptop.port)] = owner.sign((laptop.folder / "secret").read_text())
        self.headers = {"Cookie": "; ".join([session, *(f"{name}={key}" for name, key in keys.items())])}

    def get(self, path):
        """Ask for a page; return its status, and where it leads."""
        return self._ask("GET", path)

    def send(self, path, **form):
        """Send a form, with files in it perhaps."""
        origin = {"Origin": f"http://{self.laptop.host}:{self.laptop.port}", "Accept": "application/json"}
        builder = EnvironBuilder(method="POST", data={"csrf_token": self.csrf, **form})
        with closing(builder):
            environ = builder.get_environ()
            body = environ["wsgi.input"].read()
        return self._ask("POST", path, body, {**origin, "Content-Type": environ["CONTENT_TYPE"]})

    def _ask(self, method, path, body=None, headers=None):
        with closing(HTTPConnection(self.laptop.host, self.laptop.port, timeout=PATIENCE)) as connection:
            connection.request(method, path, body, self.headers | (headers or {}))
            answer = connection.getresponse()
            answer.read()
            return answer.status, answer.headers.get("Location", "")


def key_of_the_desk(laptop):
    with closing(Database(f"sqlite:///{laptop.file}")) as database:
        return database.write(
            lambda session: services.grant(session, services.find(session, laptop.room.code), "facilitator")
        )


def addresses(laptop, folder):
    """List the addresses of all pages."""
    app = create_app(Settings(data=folder, secret="not a secret in a test"), database=None, hub=None)

    def step(code):
        return laptop.rows("select id from activity where code = ?", code)[0][0]

    return pages(app, SimpleNamespace(code=laptop.room.code, step=step))


def use(laptop, folder):
    """Vote, write, open each page, make each report, bring in a deck and a photo; say of how many, and what failed."""
    visitor, code = Visitor(laptop), laptop.room.code
    for person in laptop.people()[:5]:
        assert person.vote("good", "one")[0] == 200
    assert laptop.known[0].write("change", "A line", 0, "two")[0] == 200
    files = [f"/run/{code}/report/{name}" for name in FORMATS]
    answers = {path: visitor.get(path)[0] for path in [*addresses(laptop, folder), *files]}
    looked = visitor.send("/console/decks/import", file=(BytesIO(b"Title;Text\nOne;First\n"), "a.csv"))[1]
    answers["import"] = visitor.get(looked or "/console")[0]
    photo = {"photo": (picture(), "a.jpg"), "key": "three", "alt": ""}
    answers["photo"] = visitor.send(f"/w/{code}/{laptop.room.sheet}/photos", **photo)[0]
    return len(answers), [(path, status) for path, status in answers.items() if status >= 500]


def picture():
    made = BytesIO()
    Image.new("RGB", (60, 40), "red").save(made, "JPEG")
    made.seek(0)
    return made


def test_a_server_that_is_used_in_every_way_opens_nothing_towards_another_machine(laptop, watch, elsewhere):
    laptop.start(**watch.environment)

    visits, failed = use(laptop, elsewhere)

    tell(f"G22: {visits} addresses visited, {len(watch.watched())} processes watched, nothing tried towards others")
    assert failed == []
    assert watch.tried() == []
    assert [name for name in PROCESSES if not any(name in command for command in watch.watched())] == []


@pytest.fixture
def alone(tmp_path, empty_database):
    """A laptop in a network of its own, which lets nothing out but its answers, and counts what would have gone."""
    put_up()
    inside = ("ip", "netns", "exec", SPACE)
    run(*inside, "ip", "route", "add", "default", "via", LAPTOP)
    laptop = Laptop(tmp_path, empty_database, host=PHONE)
    rules = ["-o lo -p udp --dport 53 -j DROP", "-o lo -j ACCEPT", f"-p tcp --sport {laptop.port} -j ACCEPT"]
    for rule in (*rules, "-p tcp -j DROP", "-p udp -j DROP"):
        run(*inside, "iptables", "-A", "OUTPUT", *rule.split())

    def dropped():
        listed = subprocess.run([*inside, "iptables", "-nvxL", "OUTPUT"], capture_output=True, text=True, check=True)
        return sum(int(count) for count in re.findall(r"^\s*(\d+)\s+\d+\s+DROP", listed.stdout, re.MULTILINE))

    yield laptop, inside, dropped
    laptop.pack_up()
    take_down()


@pytest.mark.faults("root", "ip", "iptables")
def test_no_packet_leaves_a_laptop_but_its_answers(alone, elsewhere):
    laptop, inside, dropped = alone
    laptop.start(*inside)

    visits, failed = use(laptop, elsewhere)

    tell(f"G22: {visits} addresses visited, {dropped()} packets towards others")
    assert failed == []
    assert dropped() == 0
    subprocess.run([*inside, sys.executable, "-c", TRIES["a packet"]], check=False, capture_output=True)
    assert dropped() > 0
