"""The head of a request: its address and its header lines, bounded while they arrive."""

import asyncio
from typing import Any

from uvicorn.protocols.http.httptools_impl import HttpToolsProtocol

from toolkit.live.crowd import CROWD

PATIENCE = 10.0  # seconds for a whole head
MOST_LINES = 100  # a browser sends about twenty
MOST_BYTES = 64 * 1024  # the cookies of every workshop that a phone has joined, many times over
REFUSAL = b"The head of this request is too large. Please clear the cookies of this site, then load the page again."
_ANSWER = (
    b"HTTP/1.1 431 Request Header Fields Too Large\r\ncontent-type: text/plain; charset=utf-8\r\n"
    b"content-length: %d\r\nconnection: close\r\n\r\n%s" % (len(REFUSAL), REFUSAL)
)


class HeadTooLarge(Exception):
    """More header lines, or longer ones, than any browser sends."""


class Protocol(HttpToolsProtocol):
    """Speaks HTTP as uvicorn does, which sets no bound to a head; trailers behind a body count too."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._unread = self._bytes = self._lines = 0
        self._late: asyncio.TimerHandle | None = None

    def connection_made(self, transport: asyncio.Transport) -> None:  # type: ignore[override]
        """Wait for a head, for so long, if there is room for one more connection."""
        super().connection_made(transport)
        self._address = (self.client or ("", 0))[0]
        self._expect_head()
        CROWD.add(self._address, self)

    def connection_lost(self, exc: Exception | None) -> None:
        """Forget the connection."""
        CROWD.remove(self._address, self)
        self._has_come()
        super().connection_lost(exc)

    def _expect_head(self) -> None:
        self._late = self._late or self.loop.call_later(PATIENCE, self.leave)

    def _has_come(self) -> None:
        if self._late:
            self._late.cancel()
            self._late = None

    def leave(self) -> None:
        """End the connection at once."""
        self.transport.abort()

    def data_received(self, data: bytes) -> None:
        """Take what has come, unless so much has come already without making sense."""
        if self._unread > MOST_BYTES:
            self._refuse()
            return
        self._unread += len(data)
        super().data_received(data)

    def on_message_begin(self) -> None:
        """Count anew for each request."""
        super().on_message_begin()
        self._expect_head()
        self._bytes = self._lines = 0

    def on_url(self, url: bytes) -> None:
        """Take a piece of the address."""
        self._count(len(url))
        super().on_url(url)

    def on_header(self, name: bytes, value: bytes) -> None:
        """Take a header line."""
        self._lines += 1
        self._count(len(name) + len(value))
        super().on_header(name, value)

    def on_headers_complete(self) -> None:
        """Begin to answer."""
        self._unread = 0
        self._has_come()
        super().on_headers_complete()

    def on_body(self, body: bytes) -> None:
        """Take a piece of the body."""
        self._unread = 0
        super().on_body(body)

    def send_400_response(self, msg: str) -> None:
        """Say what is wrong with a request that cannot be read."""
        if self._too_large():
            self._refuse()
        else:
            super().send_400_response(msg)

    def _count(self, size: int) -> None:
        self._bytes += size
        if self._too_large():
            raise HeadTooLarge

    def _too_large(self) -> bool:
        return self._lines > MOST_LINES or self._bytes > MOST_BYTES

    def _refuse(self) -> None:
        self.transport.write(_ANSWER)
        self.transport.close()
