"""A browser small enough to run by the hundred: cookies, forms, and the stream of a live page."""

import asyncio
import time
from collections.abc import AsyncGenerator, AsyncIterator, Mapping
from dataclasses import dataclass
from http.cookies import SimpleCookie
from urllib.parse import urlencode, urlsplit

import h11

from toolkit.rehearsal.figures import Figures
from toolkit.rehearsal.pages import Form, Page, read
from toolkit.rehearsal.wire import DROPPED, PATIENCE, Connection

IDLE = 3.0  # seconds after which a kept connection is not trusted: servers close theirs after five
TRIES = 3
LATE = {403, 409, 422, 423, 425}  # a rule says no, in a sentence that a person can read
OTHER_ADDRESS, BAD = 300, 400
HTMX = {"HX-Request": "true"}


@dataclass(frozen=True)
class Reply:
    """What the server answered, after any redirection, and the seconds it took."""

    status: int
    text: str
    path: str
    seconds: float

    @property
    def page(self) -> Page:
        """The page, as a ghost reads it."""
        return read(self.text)


class Unreachable(Exception):
    """The server does not answer."""


class Browser:
    """One person's browser. What the server gets wrong is counted in `figures`."""

    def __init__(self, server: str, figures: Figures) -> None:
        self.cookies: dict[str, str] = {}
        self._address = urlsplit(server)
        self._figures = figures
        self._kept: Connection | None = None
        self._used = 0.0

    async def get(self, path: str, headers: Mapping[str, str] | None = None) -> Reply:
        """Ask for a page."""
        return await self._visit("GET", path, b"", headers or {})

    async def send(self, form: Form, answer: Mapping[str, str], headers: Mapping[str, str] = HTMX) -> Reply:
        """Send a form, with what it carries unseen."""
        return await self.post(form.action, {**form.hidden, **answer}, headers)

    async def post(self, path: str, fields: Mapping[str, str], headers: Mapping[str, str] | None = None) -> Reply:
        """Send fields to an address."""
        origin = f"{self._address.scheme}://{self._address.netloc}"
        about = {"Origin": origin, "Referer": f"{origin}/", "Content-Type": "application/x-www-form-urlencoded"}
        return await self._visit("POST", path, urlencode(fields).encode(), {**about, **(headers or {})})

    async def _visit(self, method: str, path: str, body: bytes, headers: Mapping[str, str]) -> Reply:
        begun = time.monotonic()
        status, text, where = await self._ask(method, path, body, headers)
        if where and OTHER_ADDRESS <= status < BAD:
            path = urlsplit(where).path
            status, text, _where = await self._ask("GET", path, b"", {})
        self._count(method, path, status)
        return Reply(status, text, path, time.monotonic() - begun)

    def _count(self, method: str, path: str, status: int) -> None:
        if status in LATE:
            self._figures.refused += 1
        elif status >= BAD:
            self._figures.errors[f"{method} {_without_names(path)}: {status}"] += 1

    async def _ask(self, method: str, path: str, body: bytes, headers: Mapping[str, str]) -> tuple[int, str, str]:
        """Ask once more on a new connection when a kept one turns out to be dead; forms count once."""
        for attempt in range(TRIES):
            try:
                return await self._exchange(method, path, body, headers)
            except DROPPED as error:
                self.close()
                if attempt == TRIES - 1:
                    self._figures.errors[f"{method} {_without_names(path)}: {type(error).__name__}"] += 1
                    raise Unreachable(str(error)) from error
                await asyncio.sleep(0.2 * attempt)
        raise AssertionError

    async def _exchange(self, method: str, path: str, body: bytes, headers: Mapping[str, str]) -> tuple[int, str, str]:
        connection = await self._connection()
        self._figures.requests += 1
        async with asyncio.timeout(PATIENCE):
            head = await connection.ask(self._request(method, path, body, headers), body)
            text = b"".join([piece async for piece in connection.pieces()]).decode("utf-8", "replace")
        self._keep(connection)
        self._remember(head)
        return head.status_code, text, _header(head, b"location")

    def _request(self, method: str, path: str, body: bytes, headers: Mapping[str, str]) -> h11.Request:
        headers = {
            "Host": self._address.netloc,
            "Accept": "text/html",
            "User-Agent": "musette rehearse",
            "Cookie": "; ".join(f"{name}={value}" for name, value in self.cookies.items()),
            "Content-Length": str(len(body)),
            **headers,
        }
        return h11.Request(
            method=method, target=path, headers=[(name, value) for name, value in headers.items() if value]
        )

    async def _connection(self) -> Connection:
        kept, self._kept = self._kept, None
        if kept and kept.reusable and time.monotonic() - self._used < IDLE:
            return kept
        if kept:
            kept.close()
        return await Connection.open(self._address)

    def _keep(self, connection: Connection) -> None:
        if not connection.reusable:
            connection.close()
            return
        self._kept, self._used = connection, time.monotonic()

    def _remember(self, head: h11.Response) -> None:
        for name, value in head.headers:
            if name == b"set-cookie":
                self.cookies |= {key: cookie.value for key, cookie in SimpleCookie(value.decode()).items()}

    async def stream(self, path: str) -> AsyncGenerator[str]:
        """Listen to a live page: each frame as it comes, until the server ends it. Raises what a broken one raises."""
        connection = await Connection.open(self._address)
        try:
            head = await connection.ask(self._request("GET", path, b"", {"Accept": "text/event-stream"}), b"")
            if head.status_code >= BAD:
                self._figures.errors[f"GET /live: {head.status_code}"] += 1
                return
            async for frame in _frames(connection):
                self._figures.frames += 1
                yield frame
        finally:
            connection.close()

    def close(self) -> None:
        """Leave."""
        if self._kept:
            self._kept.close()
        self._kept = None


async def _frames(connection: Connection) -> AsyncIterator[str]:
    """Return the states that a stream brings, and not its heartbeats."""
    rest = b""
    async for piece in connection.pieces():
        *whole, rest = (rest + piece).split(b"\n\n")
        for event in whole:
            if b"id:" in event:
                yield event.decode("utf-8", "replace")


def _header(head: h11.Response, header: bytes) -> str:
    return next((value.decode("latin-1") for name, value in head.headers if name == header), "")


def _without_names(path: str) -> str:
    """Leave the numbers out of an address, so that the same error of sixty people is one line."""
    return "/".join("…" if part.isdigit() else part for part in path.split("?", 1)[0].split("/"))
