"""One answer of a WSGI application, taken in batches so that no thread waits for a slow reader."""

from collections.abc import Callable, Iterable, Iterator
from types import TracebackType
from typing import Any

from toolkit.live.asgi import Headers, Wsgi

BATCH = 256 * 1024  # bytes sent in one go

_ExcInfo = tuple[type[BaseException], BaseException, TracebackType] | None


class Reply:
    """Calls the application, then pulls its answer piece by piece. Every method runs in a thread, one at a time."""

    def __init__(self, wsgi: Wsgi, environ: dict[str, Any]) -> None:
        self._wsgi = wsgi
        self._environ = environ
        self._source: Iterable[bytes] = ()
        self._pieces: Iterator[bytes] = iter(())
        self._taken: list[bytes] = []
        self._size = 0
        self._fields: list[tuple[str, str]] = []
        self.status = 500
        self.complete = False
        self._begun = False

    def begin(self) -> bytes:
        """Call the application and take the first batch of its answer."""
        try:
            self._source = self._wsgi(self._environ, self._start)
            self._pieces = iter(self._source)
        except BaseException:
            self.close()
            raise
        batch = self.batch()
        self._begun = True
        return batch

    def batch(self) -> bytes:
        """Take the next batch; close the application's answer when it has ended or failed."""
        try:
            while self._size < BATCH and not self.complete:
                piece = next(self._pieces, None)
                self.complete = piece is None
                self._take(piece or b"")
        except BaseException:
            self.close()
            raise
        if self.complete:
            self.close()
        batch = b"".join(self._taken)
        self._taken, self._size = [], 0
        return batch

    def close(self) -> None:
        """Let the application release what its answer holds; harmless the second time."""
        source, self._source = self._source, ()
        close: Callable[[], None] | None = getattr(source, "close", None)
        if close is not None:
            close()

    def headers(self, body: bytes) -> Headers:
        """Write the headers, with the length when the whole body is in hand."""
        headers = [
            (name.lower().encode("latin-1"), value.encode("latin-1"))
            for name, value in self._fields
            if name.lower() != "transfer-encoding"
        ]
        known = any(name == b"content-length" for name, _ in headers)
        if self.complete and not known and self.status not in {204, 304}:
            headers.append((b"content-length", str(len(body)).encode()))
        return headers

    def _start(self, status: str, fields: list[tuple[str, str]], exc_info: _ExcInfo = None) -> Callable[[bytes], None]:
        if exc_info and self._begun:
            raise exc_info[1]
        self.status = int(status[:3])
        self._fields = fields
        return self._take

    def _take(self, piece: bytes) -> None:
        self._taken.append(piece)
        self._size += len(piece)
