"""Votes sent at a steady pace, whatever the server does: each counts from the moment it was due."""

import asyncio
import re
from collections import deque
from collections.abc import Sequence
from dataclasses import dataclass, field

_LENGTH = re.compile(rb"content-length: (\d+)", re.IGNORECASE)
CONNECTIONS = 60
OK = b"HTTP/1.1 200"


@dataclass
class Sent:
    """One request: when it was due, and when and how it was answered; moments in seconds of the system's clock."""

    request: bytes
    due: float
    answered: float = 0.0
    status: bytes = b""


@dataclass
class Desk(asyncio.Protocol):
    """One connection that is kept; it carries one request at a time."""

    office: "Office"
    transport: asyncio.Transport | None = None
    held: bytes = b""
    under_way: Sent | None = None

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        """Begin."""
        self.transport = transport  # type: ignore[assignment]
        self.office.free.append(self)
        self.office.work()

    def take(self, sent: Sent) -> None:
        """Send a request."""
        self.under_way = sent
        if self.transport:
            self.transport.write(sent.request)

    def data_received(self, data: bytes) -> None:
        """Note an answer once all of it is here."""
        self.held += data
        head, separator, body = self.held.partition(b"\r\n\r\n")
        length = _LENGTH.search(head)
        if not separator or not length or len(body) < int(length[1]):
            return
        self.held = b""
        sent, self.under_way = self.under_way, None
        if sent:
            sent.answered, sent.status = self.office.loop.time(), head[: len(OK)]
            self.office.answered.append(sent)
        self.office.free.append(self)
        self.office.work()

    def connection_lost(self, _error: Exception | None) -> None:
        """Open another; what was under way is lost, and counts as an error."""
        if self in self.office.free:
            self.office.free.remove(self)
        if not self.office.closing:
            self.office.open_one()


@dataclass
class Office:
    """Sixty connections, and the requests that wait for one of them."""

    host: str
    port: int
    loop: asyncio.AbstractEventLoop
    free: deque[Desk] = field(default_factory=deque)
    waiting: deque[Sent] = field(default_factory=deque)
    answered: list[Sent] = field(default_factory=list)
    tasks: set[asyncio.Task[object]] = field(default_factory=set)
    closing: bool = False

    def open_one(self) -> None:
        """Open one more connection."""
        task: asyncio.Task[object] = self.loop.create_task(
            self.loop.create_connection(lambda: Desk(self), self.host, self.port)
        )
        self.tasks.add(task)
        task.add_done_callback(self.tasks.discard)

    def work(self) -> None:
        """Give waiting requests to free connections, the oldest first."""
        while self.free and self.waiting:
            self.free.popleft().take(self.waiting.popleft())

    async def send(self, requests: Sequence[bytes], pace: float, patience: float) -> list[Sent]:
        """Send `pace` requests a second; wait `patience` seconds for the last answers; return all."""
        for _ in range(CONNECTIONS):
            self.open_one()
        while len(self.free) < CONNECTIONS:  # noqa: ASYNC110 - what the server does
            await asyncio.sleep(0.01)
        begin = self.loop.time() + 0.1
        everything = [Sent(request, begin + place / pace) for place, request in enumerate(requests)]
        for sent in everything:
            await asyncio.sleep(max(sent.due - self.loop.time(), 0))
            self.waiting.append(sent)
            self.work()
        end = self.loop.time() + patience
        while len(self.answered) < len(everything) and self.loop.time() < end:  # noqa: ASYNC110 - as above
            await asyncio.sleep(0.02)
        self.closing = True
        return everything
