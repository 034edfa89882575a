"""From ASGI to WSGI in one hop: the body is read on the loop, the application runs in a bounded pool of threads."""

import asyncio
import logging
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from contextlib import nullcontext, suppress
from contextvars import Context, copy_context
from dataclasses import dataclass
from tempfile import SpooledTemporaryFile
from typing import IO, Any

from toolkit.live.asgi import Receive, Scope, Send, Wsgi, answer
from toolkit.live.environ import build
from toolkit.live.reply import Reply

log = logging.getLogger(__name__)

READS = {"GET", "HEAD", "OPTIONS"}
IN_MEMORY = 256 * 1024  # bytes of a body before it goes to a temporary file


class BodyTooLarge(Exception):
    """More was sent than is accepted."""


class Disconnected(Exception):
    """The other side left before it had sent everything, or fell silent."""


@dataclass(frozen=True)
class Limits:
    """What one request, and all requests together, may take."""

    body: int = 32 * 1024 * 1024  # bytes
    silence: float = 20.0  # seconds between two pieces of a body
    threads: int = 12
    changes: int = 9  # of the threads: when nothing can be saved for a while, pages can still be read
    waiting: int = 1000  # requests in hand before newcomers are asked to come back


class Bridge:
    """Runs a WSGI application for an ASGI server."""

    def __init__(self, wsgi: Wsgi, limits: Limits | None = None) -> None:
        self._wsgi = wsgi
        self._limits = limits or Limits()
        self._pool = ThreadPoolExecutor(self._limits.threads, thread_name_prefix="request")
        self._changes = asyncio.Semaphore(self._limits.changes)
        self._in_hand = 0

    def close(self) -> None:
        """Take no more requests."""
        self._pool.shutdown(wait=False, cancel_futures=True)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer one HTTP request."""
        if self._in_hand >= self._limits.waiting:
            await answer(send, 503, "Too many requests at once.", [(b"retry-after", b"1")])
            return
        self._in_hand += 1
        try:
            with SpooledTemporaryFile(IN_MEMORY) as body:
                length = await self._read(scope, receive, body)
                await self._respond(build(scope, body, length), receive, send)
        except BodyTooLarge:
            await answer(send, 413, "This is too large to be accepted.", [(b"connection", b"close")])
        except Disconnected:
            return
        finally:
            self._in_hand -= 1

    async def _read(self, scope: Scope, receive: Receive, body: IO[bytes]) -> int:
        """Copy the body into a file, rewound; return its length in bytes.

        What is beyond the limit is read and dropped up to four times the limit, so that a browser that is still
        sending gets to see why it is refused.
        """
        if _announced(scope) > 4 * self._limits.body:
            raise BodyTooLarge
        length, more = 0, True
        while more and length <= 4 * self._limits.body:
            piece, more = await self._piece(receive)
            length += len(piece)
            if length <= self._limits.body:
                body.write(piece)
        if length > self._limits.body:
            raise BodyTooLarge
        body.seek(0)
        return length

    async def _piece(self, receive: Receive) -> tuple[bytes, bool]:
        try:
            message = await asyncio.wait_for(receive(), self._limits.silence)
        except TimeoutError:
            raise Disconnected from None
        if message["type"] == "http.disconnect":
            raise Disconnected
        return message.get("body", b""), message.get("more_body", False)

    async def _respond(self, environ: dict[str, Any], receive: Receive, send: Send) -> None:
        """Send a short answer in one go, a long one batch by batch."""
        reply, context = Reply(self._wsgi, environ), copy_context()
        try:
            async with nullcontext() if environ["REQUEST_METHOD"] in READS else self._changes:
                batch = await self._in_thread(context, reply.begin)
        except Exception:
            log.exception("A page failed.")  # its address names the workshop, and is not written down
            await answer(send, 500, "Something went wrong here. Please try again.")
            return
        await send({"type": "http.response.start", "status": reply.status, "headers": reply.headers(batch)})
        await send({"type": "http.response.body", "body": batch, "more_body": not reply.complete})
        if not reply.complete:
            await self._continue(reply, context, receive, send)

    async def _continue(self, reply: Reply, context: Context, receive: Receive, send: Send) -> None:
        """Send the other batches at the reader's pace, holding no thread meanwhile."""
        gone = asyncio.ensure_future(receive())
        try:
            while not (reply.complete or gone.done()):
                batch = await self._in_thread(context, reply.batch)
                await send({"type": "http.response.body", "body": batch, "more_body": not reply.complete})
        except Exception:
            log.exception("An answer broke off.")
        finally:
            gone.cancel()
            with suppress(RuntimeError):  # the pool is closed: we are leaving
                self._pool.submit(context.run, reply.close)

    async def _in_thread(self, context: Context, work: Callable[[], bytes]) -> bytes:
        """Run `work` in the request's own context, whichever thread it falls to."""
        return await asyncio.get_running_loop().run_in_executor(self._pool, context.run, work)


def _announced(scope: Scope) -> int:
    """Read the announced length of the body, 0 when there is none or it is no number."""
    lengths = [value for name, value in scope["headers"] if name == b"content-length"]
    return int(lengths[0]) if lengths and lengths[0].isdigit() else 0
