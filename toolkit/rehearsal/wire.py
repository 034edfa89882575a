"""One HTTP connection: h11 knows the protocol, asyncio carries the bytes."""

import asyncio
import ssl
from collections.abc import AsyncIterator
from urllib.parse import SplitResult

import h11

CHUNK = 65_536
PATIENCE = 30.0  # seconds for one request
DROPPED = (OSError, TimeoutError, h11.RemoteProtocolError, EOFError)  # what a broken connection raises


class Connection:
    """A connection that is kept for the next request, as browsers do."""

    def __init__(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        self._reader = reader
        self._writer = writer
        self._state = h11.Connection(h11.CLIENT)

    @classmethod
    async def open(cls, address: SplitResult) -> "Connection":
        """Connect to a server. Raises OSError or TimeoutError."""
        secure = address.scheme == "https"
        port = address.port or (443 if secure else 80)
        context = ssl.create_default_context() if secure else None
        async with asyncio.timeout(PATIENCE):
            return cls(*await asyncio.open_connection(address.hostname, port, ssl=context))

    @property
    def reusable(self) -> bool:
        """Whether another request can be sent."""
        return self._state.our_state is h11.IDLE and not self._reader.at_eof()

    async def ask(self, request: h11.Request, body: bytes) -> h11.Response:
        """Send a request and return the head of the answer."""
        self._writer.write(self._state.send(request) or b"")
        if body:
            self._writer.write(self._state.send(h11.Data(data=body)) or b"")
        self._writer.write(self._state.send(h11.EndOfMessage()) or b"")
        async with asyncio.timeout(PATIENCE):
            await self._writer.drain()
            while not isinstance(event := await self._next(), h11.Response):
                pass
        return event

    async def pieces(self) -> AsyncIterator[bytes]:
        """Return the body of the answer as it comes."""
        while isinstance(event := await self._next(), h11.Data):
            yield bytes(event.data)
        if self._state.our_state is h11.DONE and self._state.their_state is h11.DONE:
            self._state.start_next_cycle()

    async def _next(self) -> object:
        """Return the next event; raises EOFError when the other side has left."""
        while (event := self._state.next_event()) is h11.NEED_DATA:
            self._state.receive_data(await self._reader.read(CHUNK))
        if isinstance(event, h11.ConnectionClosed):
            raise EOFError  # noqa: TRY004 - the other side has left
        return event

    def close(self) -> None:
        """Leave."""
        self._writer.close()
