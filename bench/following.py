"""Phones that fetch what their stream points to, when and as static/js/stream/followers.js, refresh.js and htmx do."""

import asyncio
import gzip
import random
import re
from dataclasses import dataclass, field

PACE, JITTER = 1.0, 0.4  # seconds, as in static/js/stream/refresh.js
_LENGTH = re.compile(rb"content-length: (\d+)", re.IGNORECASE)
_NEWS = re.compile(rb'data-follows="table-\d+"\s+data-version="(\d+)"\s+hx-get="([^"]+)"')
_STATE, _STATES = re.compile(rb'id="now"[^>]* data-version="(\d+)'), re.compile(rb'data-now="(\d+)"')
_WHOLE = "/w/{code}/now"
_AGENT = (
    "Mozilla/5.0 (Linux; Android 10; K) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/140.0.0.0 Mobile Safari/537.36"
)


@dataclass(eq=False)
class Follower:
    """The rest of one phone, beside its stream: what it asks for, and how much that makes."""

    host: str
    port: int
    request: str
    code: str
    table: int
    shown: bytes = b""
    asked: bytes = b""
    asks_at: float = 0.0
    fetched: int = 0
    received: int = 0
    sent: int = 0
    tasks: set[asyncio.Task[None]] = field(default_factory=set)
    turn: asyncio.Lock = field(default_factory=asyncio.Lock)
    line: tuple[asyncio.StreamReader, asyncio.StreamWriter] | None = None
    address: str = ""

    async def begin(self) -> None:
        """Load the step, as the page does; that is not counted."""
        await self.fetch(_WHOLE.format(code=self.code))
        self.fetched = self.received = self.sent = 0

    def hear(self, frames: bytes) -> None:
        """Ask soon for what is new, if the newest pulse says that something is."""
        newest = self.versions(frames)[-1:]
        if not newest or newest[0] in {self.shown, self.asked}:
            return
        self.asked = newest[0]
        loop = asyncio.get_running_loop()
        if self.asks_at > loop.time():
            return
        self.asks_at = max(loop.time(), self.asks_at + PACE) + random.random() * JITTER
        loop.call_at(self.asks_at, self._ask)

    def versions(self, frames: bytes) -> list[bytes]:
        """Find the versions of what is followed."""
        return re.findall(rb'data-table-%d="(\d+)"' % self.table, frames)

    def _ask(self) -> None:
        task = asyncio.get_running_loop().create_task(self.fetch())
        self.tasks.add(task)
        task.add_done_callback(self.tasks.discard)

    async def fetch(self, address: str = "") -> None:
        """Fetch a page over the one connection that is kept, and read in it where to ask next."""
        async with self.turn:
            question = self.request.format(path=address or self.address).encode()
            try:
                head, body = await self._answer(question)
            except (ConnectionError, asyncio.IncompleteReadError):  # the server had closed what was kept: once more
                self.line = None
                head, body = await self._answer(question)
        self.fetched, self.received, self.sent = (
            self.fetched + 1,
            self.received + len(head) + len(body),
            self.sent + len(question),
        )
        page = gzip.decompress(body) if b"\r\ncontent-encoding: gzip" in head.lower() else body
        if not self.read(page):
            raise RuntimeError(f"A phone was answered: {head.decode('latin-1')}")

    async def _answer(self, question: bytes) -> tuple[bytes, bytes]:
        self.line = self.line or await asyncio.open_connection(self.host, self.port)
        reader, writer = self.line
        writer.write(question)
        head = await reader.readuntil(b"\r\n\r\n")
        length = _LENGTH.search(head)
        return head, await reader.readexactly(int(length[1]) if length else 0)

    def read(self, page: bytes) -> bool:
        """Note what is shown now, and where to ask next; say whether the page is one that says so."""
        found = _NEWS.search(page)
        if found:
            self.shown, self.address = found[1], found[2].decode().replace("&amp;", "&")
        return bool(found)


@dataclass(eq=False)
class Walker(Follower):
    """A phone that goes where the room goes: when the step changes, it fetches the whole of the next."""

    address: str = _WHOLE
    since: float = 0.0

    def versions(self, frames: bytes) -> list[bytes]:
        """Find the versions of the workshop."""
        return _STATES.findall(frames)

    def read(self, page: bytes) -> bool:
        """Note which version of the workshop is shown, and since when."""
        found = _STATE.search(page)
        if found:
            self.shown, self.address = found[1], _WHOLE.format(code=self.code)
            self.since = asyncio.get_running_loop().time()
        return bool(found)


def totals(followers: list[Follower]) -> dict[str, int]:
    """Say how often the phones asked, and how many bytes came and went."""
    names = ("fetched", "received", "sent")
    return {name: sum(getattr(follower, name) for follower in followers) for name in names}


def question(host: str, code: str, cookie: str) -> str:
    """Write a request for {path}, as long as that of htmx in a phone's browser."""
    page = f"http://{host}/w/{code}"
    lines = [
        "GET {path} HTTP/1.1",
        f"Host: {host}",
        "Connection: keep-alive",
        "HX-Request: true",
        "HX-Request-Type: partial",
        "HX-Source: div#news",
        "HX-Target: div#news",
        f"HX-Current-URL: {page}",
        f"Referer: {page}",
        f"User-Agent: {_AGENT}",
        "Accept: text/html, text/event-stream",
        "Accept-Encoding: gzip, deflate",
        "Accept-Language: en-GB,en;q=0.9",
        f"Cookie: {cookie}",
    ]
    return "\r\n".join(lines) + "\r\n\r\n"
