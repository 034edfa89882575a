"""A server to be measured: the real command, on a core and a folder of its own, with what it uses of both."""

import itertools
import json
import os
import re
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterable, Iterator
from contextlib import ExitStack, closing, contextmanager, suppress
from email.message import Message
from http.client import HTTPConnection
from pathlib import Path
from typing import Any
from urllib.parse import urlencode

from bench.following import question
from bench.machine import HOST, free_port, is_open, keep_to
from bench.rooms import FIELD, TABLES, VOTE, Room, fill
from toolkit.db import Database
from toolkit.live.channels import Channel
from toolkit.live.tokens import stream_url
from toolkit.migrations import upgrade
from toolkit.web.owner import cookie_name, sign

PATIENCE = 60
TICK = os.sysconf("SC_CLK_TCK")
GRADES = ("excellent", "good", "fair", "poor", "reject")
WARMING = 100  # votes


class Stage:
    """One data folder with one workshop, and the server that runs on it."""

    def __init__(self, folder: Path, people: int, on: str = VOTE) -> None:
        self.folder = folder
        self.port = free_port()
        self._process: subprocess.Popen[bytes] | None = None
        self._listeners = itertools.count()
        with closing(Database(f"sqlite:///{folder / 'musette.db'}")) as database:
            upgrade(database.engine)
            self.room: Room = fill(database, people, on=on)
            self._next_door: Room = fill(database, WARMING)

    def start(self) -> float:
        """Start the server on the first core; return when its port opened, in seconds of the system's clock."""
        words = ["-m", "toolkit.cli", "serve", "--no-browser", "--port", str(self.port), "--data", str(self.folder)]
        log = (self.folder / "log").open("ab")
        with log:
            self._process = subprocess.Popen([sys.executable, *words], stdout=log, stderr=log, start_new_session=True)
        keep_to(self._process.pid, 0)
        end = time.monotonic() + PATIENCE
        while not is_open(self.port):
            if self._process.poll() is not None or time.monotonic() > end:
                raise RuntimeError((self.folder / "log").read_text()[-2000:])
            time.sleep(0.005)
        return time.monotonic()

    def kill(self) -> None:
        """End the server without a word."""
        if self._process:
            with suppress(ProcessLookupError):
                os.killpg(self._process.pid, signal.SIGKILL)
            self._process.wait()
            self._process = None

    @property
    def cpu(self) -> float:
        """The seconds of processor that the server itself has used; its printing processes are not counted."""
        fields = self._about("stat").rpartition(")")[2].split()
        return (int(fields[11]) + int(fields[12])) / TICK

    @property
    def memory(self) -> float:
        """The megabytes that the server itself holds."""
        return int(re.findall(r"VmRSS:\s+(\d+)", self._about("status"))[0]) / 1024

    def _about(self, what: str) -> str:
        if self._process is None:
            raise RuntimeError("The server is not running.")
        return Path(f"/proc/{self._process.pid}/{what}").read_text()

    def ask(self, path: str, timeout: float = PATIENCE) -> tuple[int, Message, str]:
        """Open a page as the owner of this machine and the first person in the room; return status, headers, text."""
        with closing(HTTPConnection("localhost", self.port, timeout=timeout)) as connection:
            mine = f"{cookie_name(self.port)}={sign((self.folder / 'secret').read_text())}"
            cookies = f"{mine}; musette-w-{self.room.code}={self.room.tokens[0]}"
            connection.request("GET", path, headers={"Cookie": cookies})
            answer = connection.getresponse()
            return answer.status, answer.headers, answer.read().decode("utf-8", "replace")

    def stream(self, audience: str) -> str:
        """Write the request that opens the stream of one more person: of one and the same, only the newest is held."""
        secret = (self.folder / "secret").read_text()
        path = stream_url(secret, Channel(self.room.code, audience, "en"), f"{next(self._listeners)}")
        return f"GET {path} HTTP/1.1\r\nHost: {HOST}:{self.port}\r\n\r\n"

    def phones(self, count: int) -> list[dict[str, Any]]:
        """Say of so many people, in turn, at which table they sit and how their phones ask for a page."""
        session, code = self.ask("/about")[1]["Set-Cookie"].split(";")[0], self.room.code
        cookies = [f"{session}; musette-w-{code}={token}" for token in self.room.tokens[:count]]
        asks = [question(f"localhost:{self.port}", code, cookie) for cookie in cookies]
        return [{"request": ask, "code": code, "table": who % TABLES + 1} for who, ask in enumerate(asks)]

    def votes(self, count: int, first: int = 0) -> list[str]:
        """Write the requests by which `count` people, from number `first` on, vote once each."""
        return self._votes(self.room, range(first, first + count))

    def warming(self) -> list[str]:
        """Write votes of another workshop: a server that has just started has yet to load what votes need."""
        return self._votes(self._next_door, range(WARMING))

    def _votes(self, room: Room, people: Iterable[int]) -> list[str]:
        ballots = [dict.fromkeys(room.choices, grade) for grade in GRADES]
        path = f"{room.vote}/vote"
        return self._requests(room, ((path, number, ballots[number % len(GRADES)]) for number in people))

    def lines(self, count: int) -> list[str]:
        """Write the requests by which the tables, in turn, write one line on top of the other."""
        path = f"{self.room.sheet}/fields/{FIELD}"
        texts = ({"text": f"Line {turn}", "base": str(1 + turn // TABLES)} for turn in range(count))
        return self._requests(self.room, ((path, turn % TABLES, text) for turn, text in enumerate(texts)))

    def _requests(self, room: Room, about: Iterable[tuple[str, int, dict[str, str]]]) -> list[str]:
        """Write form posts: where, which person, what; each with a key of its own."""
        _status, headers, page = self.ask("/about")
        cookie = headers["Set-Cookie"].split(";")[0]
        token = re.findall(r'name="csrf_token" value="([^"]+)"', page)[0]
        return [
            self._post(room, cookie, path, who, {"csrf_token": token, "key": f"{path}-{place}-{who}", **form})
            for place, (path, who, form) in enumerate(about)
        ]

    def _post(self, room: Room, cookie: str, path: str, who: int, form: dict[str, str]) -> str:
        body = urlencode(form)
        lines = [
            f"POST /w/{room.code}/{path} HTTP/1.1",
            f"Host: localhost:{self.port}",
            f"Origin: http://localhost:{self.port}",
            f"Cookie: {cookie}; musette-w-{room.code}={room.tokens[who]}",
            f"Accept: {'application/json' if 'text' in form else 'text/html'}",
            "HX-Request: true",
            "Content-Type: application/x-www-form-urlencoded",
            f"Content-Length: {len(body)}",
        ]
        return "\r\n".join(lines) + "\r\n\r\n" + body


class Audience:
    """The process that listens and votes, on the second core."""

    def __init__(self, stage: Stage, streams: int, audience: str = "wall", **more: Any) -> None:
        self._begin({"port": stage.port, "streams": [stage.stream(audience) for _ in range(streams)], **more})

    @classmethod
    def of(cls, port: int, request: str, streams: int, **more: Any) -> "Audience":
        """Listen to something else than our server: what sends the same bytes, and nothing else."""
        audience = cls.__new__(cls)
        audience._begin({"port": port, "streams": [request] * streams, **more})  # noqa: SLF001 - another way to make one
        return audience

    def _begin(self, order: dict[str, Any]) -> None:
        command = [sys.executable, "-m", "bench.audience"]
        self._process = subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)
        keep_to(self._process.pid, 1)
        if self.say(json.dumps({"host": HOST, **order})) != "ready":
            raise RuntimeError("The streams could not be opened.")

    def say(self, word: str) -> Any:
        """Send one line; return the answer."""
        if self._process.stdin is None or self._process.stdout is None:
            raise RuntimeError("The audience has no ears.")
        self._process.stdin.write(word + "\n")
        self._process.stdin.flush()
        return json.loads(self._process.stdout.readline() or "null")

    def close(self) -> None:
        """Send everybody home."""
        self._process.kill()
        self._process.communicate()


@contextmanager
def opened(people: int, on: str = VOTE) -> Iterator[Stage]:
    """Set up a stage with a running server, on this step of the workshop; take it down at the end."""
    with ExitStack() as stack:
        folder = Path(stack.enter_context(tempfile.TemporaryDirectory()))
        stage = Stage(folder, people, on)
        stack.callback(stage.kill)
        stage.start()
        with closing(Audience(stage, 0, requests=stage.warming(), pace=50.0, rest=0.0)) as early:
            early.say("go")
        yield stage
