"""The body of a request, as it comes: bounded in length and in time, and in memory only while it is short."""

import asyncio
from dataclasses import dataclass
from tempfile import SpooledTemporaryFile
from typing import Self

from toolkit.live.asgi import Receive, Scope
from toolkit.live.reply import Reply

IN_MEMORY = 256 * 1024  # bytes of a body before it goes to a temporary file


Answer = tuple[Reply, bytes]


class BodyTooLarge(Exception):
    """More was sent than is accepted: what to answer, if somebody has said."""

    def __init__(self, reply: Answer | None = None) -> None:
        super().__init__()
        self.reply = reply


class Disconnected(Exception):
    """The other side left before it had sent everything."""


class TooSlow(Exception):
    """The other side fell silent, or sends so slowly that it could hold us up for ever."""


@dataclass(frozen=True)
class Pace:
    """How fast a body has to come."""

    silence: float = 20.0  # seconds between two pieces
    start: float = 30.0  # seconds for the whole of a short one
    bytes: int = 16_000  # a second, for a long one: a photo over a poor Wi-Fi


class Body:
    """A body that is read into a file, as far as one asks for."""

    def __init__(self, receive: Receive, pace: Pace) -> None:
        self._receive = receive
        self._pace = pace
        self._began = asyncio.get_running_loop().time()
        self._complete = False
        self.file = SpooledTemporaryFile(IN_MEMORY)  # noqa: SIM115 - closed with the body
        self.length = 0

    def __enter__(self) -> Self:
        """Lend it."""
        return self

    def __exit__(self, *_: object) -> None:
        """Forget what was read."""
        self.file.close()

    async def read(self, most: int) -> bool:
        """Read to the end, or until there are more than `most` bytes; say whether that was the end."""
        while not self._complete and self.length <= most:
            self.file.write(await self._piece())
        self.file.seek(0, 2)
        return self._complete and self.length <= most

    async def drop(self, most: int) -> None:
        """Read on and keep nothing, so that a browser that is still sending gets to see why it is refused."""
        while not self._complete and self.length <= most:
            await self._piece()

    async def _piece(self) -> bytes:
        passed = asyncio.get_running_loop().time() - self._began
        left = self._pace.start + self.length / self._pace.bytes - passed
        try:
            message = await asyncio.wait_for(self._receive(), max(0.0, min(left, self._pace.silence)))
        except TimeoutError:
            raise TooSlow from None
        if message["type"] == "http.disconnect":
            raise Disconnected
        piece: bytes = message.get("body", b"")
        self._complete = not message.get("more_body", False)
        self.length += len(piece)
        return piece


def announced(scope: Scope) -> int:
    """Read the announced length of the body, 0 when there is none or it is no number."""
    lengths = [value for name, value in scope["headers"] if name == b"content-length"]
    return int(lengths[0]) if lengths and lengths[0].isdigit() else 0
