"""A laptop that runs the command `musette serve`, and the people who send it things."""

import json
import os
import re
import shutil
import signal
import socket
import sqlite3
import subprocess
import sys
import time
from contextlib import closing, suppress
from hashlib import sha256
from http.client import HTTPConnection, HTTPException
from pathlib import Path
from threading import Lock
from urllib.parse import urlencode

from sqlalchemy import select

from bench.rooms import fill
from tests.ports import free_port
from toolkit.activities import seals
from toolkit.activities.models import Activity
from toolkit.activities.shapes.answers import envelopes
from toolkit.db import Database
from toolkit.live.channels import Channel
from toolkit.live.tokens import stream_url
from toolkit.web import owner

ROOT = Path(__file__).parents[2]
PATIENCE = 60
GONE = (OSError, HTTPException)


class Laptop:
    """One data folder, one port, and the server that runs on both whenever it is started."""

    def __init__(self, folder, database=None, people=40, host="127.0.0.1"):
        self.folder, self.host = folder, host
        self.port = free_port()
        self.process = None
        self.known = []
        self.file = folder / "musette.db"
        self.log = folder / "log"
        if database:
            shutil.copy(database, self.file)
        with closing(Database(f"sqlite:///{self.file}")) as opened:
            self.room = fill(opened, people)

    def start(self, *before, **environment):
        """Start the server, below the command `before` if one is given; return the seconds until it answers."""
        began = time.monotonic()
        words = ["serve", "--no-browser", "--port", str(self.port), "--data", str(self.folder)]
        with self.log.open("a") as log:
            self.process = subprocess.Popen(
                [*before, sys.executable, "-m", "toolkit.cli", *words],
                cwd=ROOT,
                env={**os.environ, "MUSETTE_LANGUAGE": "en", **environment},
                stdout=log,
                stderr=log,
                start_new_session=True,
            )
        while not self.answers():
            assert self.process.poll() is None, self.log.read_text()[-3000:]
            assert time.monotonic() - began < PATIENCE, self.log.read_text()[-3000:]
            time.sleep(0.02)
        return time.monotonic() - began

    def answers(self, path="/healthz"):
        with suppress(*GONE):
            return self.ask("GET", path)[0] == 200
        return False

    def ask(self, method, path, body=None, headers=None, timeout=PATIENCE):
        """Send one request on a connection of its own; return status and text."""
        with closing(HTTPConnection(self.host, self.port, timeout=timeout)) as connection:
            connection.request(method, path, body, headers or {})
            answer = connection.getresponse()
            return answer.status, answer.read().decode()

    def desk(self, path):
        """Return a page of the desk, as whoever has opened the console on this laptop sees it."""
        cookie = f"{owner.cookie_name(self.port)}={owner.sign((self.folder / 'secret').read_text())}"
        return self.ask("GET", path, headers={"Cookie": cookie})[1]

    def pack_up(self):
        """End everything."""
        self.unplug()
        for person in self.known:
            person.connection.close()

    def signal(self, number):
        os.killpg(self.process.pid, number)

    def unplug(self):
        """End the server without a word."""
        if self.process:
            with suppress(ProcessLookupError):
                self.signal(signal.SIGKILL)
            self.process.wait(PATIENCE)
            self.process = None

    def stop(self):
        """End the server as Ctrl+C does."""
        self.signal(signal.SIGINT)
        self.process.wait(PATIENCE)
        self.process = None

    def stream(self, audience="phone", who=None):
        """Return the address of a stream."""
        secret = (self.folder / "secret").read_text()
        return stream_url(secret, Channel(self.room.code, audience, "en"), who)

    def people(self):
        """Return everybody, each with a browser."""
        page = self.open_a_page()
        self.known += [Person(self, token, page) for token in self.room.tokens]
        return self.known[-len(self.room.tokens) :]

    def open_a_page(self):
        """Return the session cookie and the token of a page."""
        with closing(HTTPConnection(self.host, self.port, timeout=PATIENCE)) as connection:
            connection.request("GET", "/about")
            answer = connection.getresponse()
            cookie = answer.headers["Set-Cookie"].split(";")[0]
            return cookie, re.search(r'name="csrf_token" value="([^"]+)"', answer.read().decode())[1]

    def rows(self, query, *values):
        """Read the database file as another program would."""
        with closing(sqlite3.connect(f"file:{self.file}?mode=ro", uri=True)) as connection:
            return connection.execute(query, values).fetchall()

    def ballots(self):
        """Return what the ballots of the open vote say, by key: they lie in envelopes whose seal is on this laptop."""
        seals.keep_in(self.folder)
        database = Database(f"sqlite:///{self.file}")
        with closing(database), database.read() as session:
            votes = session.scalars(select(Activity).where(Activity.seal.is_not(None))).all()
            return {key: json.dumps(content) for vote in votes for key, content in envelopes.ballots(session, vote)}

    def interfaces(self):
        return [name for _number, name in socket.if_nameindex()]

    def is_sound(self):
        return self.rows("pragma integrity_check") == [("ok",)]


class Person:
    """Somebody's phone, without its screen: one connection that is kept, and what it has sent."""

    def __init__(self, laptop, token, page):
        self.laptop, self.token = laptop, token
        self.cookie, self.csrf = page
        self.connection = HTTPConnection(laptop.host, laptop.port, timeout=PATIENCE)
        self.turned_away, self.said = 0, ""
        self.one_at_a_time = Lock()

    @property
    def ballot_key(self):
        return sha256(f"ballot {self.laptop.room.vote} {self.token}".encode()).hexdigest()

    @property
    def holder(self):
        return sha256(self.token.encode()).hexdigest()

    def send(self, path, form, key, accept="application/json"):
        """Send a form once; raise one of GONE when no answer comes."""
        origin = f"http://{self.laptop.host}:{self.laptop.port}"
        headers = {
            "Cookie": f"{self.cookie}; musette-w-{self.laptop.room.code}={self.token}",
            "Origin": origin,
            "Accept": accept,
            "HX-Request": "true",
            "Content-Type": "application/x-www-form-urlencoded",
        }
        body = urlencode({"csrf_token": self.csrf, "key": key, **form})
        with self.one_at_a_time:
            try:
                self.connection.request("POST", f"/w/{self.laptop.room.code}{path}", body, headers)
                answer = self.connection.getresponse()
                return answer.status, answer.read().decode()
            except GONE:
                self.connection.close()
                raise

    def vote(self, grade, key):
        """Send a ballot; it gives every table one and the same grade."""
        form = dict.fromkeys(self.laptop.room.choices, grade)
        return self.send(f"/{self.laptop.room.vote}/vote", form, key, accept="text/html")

    def write(self, field, text, base, key):
        return self.send(f"/{self.laptop.room.sheet}/fields/{field}", {"text": text, "base": base}, key)

    def insist(self, send, until):
        """Send the same thing with the same key until it is accepted, as the outbox does; return the answer."""
        while time.monotonic() < until:
            with suppress(*GONE):
                status, text = send()
                if status < 500:
                    return status, text
                self.turned_away, self.said = self.turned_away + 1, text
            time.sleep(0.02)
        raise AssertionError("No answer came in time.")


def tell(figure):
    """Say what was measured; pytest shows it with -s."""
    sys.stdout.write(f"{figure}\n")
