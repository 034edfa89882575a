"""From ASGI to WSGI in one hop: the body is read on the loop, the application runs in a bounded pool of threads."""

import asyncio
import logging
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from contextlib import AsyncExitStack, nullcontext, suppress
from contextvars import Context, copy_context
from dataclasses import dataclass, field
from io import BytesIO
from typing import Any

from toolkit.live.asgi import Receive, Scope, Send, Wsgi, answer
from toolkit.live.bodies import Answer, Body, BodyTooLarge, Disconnected, Pace, TooSlow, announced
from toolkit.live.environ import build
from toolkit.live.reply import Reply
from toolkit.live.turns import Shares, TooMany, Turns

log = logging.getLogger(__name__)

READS = {"GET", "HEAD", "OPTIONS"}
ROOM = b"x-room"  # header of an answer to the question what may be sent: how many bytes, and in whose name


@dataclass(frozen=True)
class Limits:
    """What one request, those of one address, and all together may take."""

    body: int = 32 * 1024 * 1024  # bytes, where nobody says less
    short: int = 64 * 1024  # bytes of a body that is read before anybody is asked whether it may be sent
    pace: Pace = field(default_factory=Pace)
    threads: int = 12
    changes: int = 9  # of the threads: when nothing can be saved for a while, pages can still be read
    long: int = 3  # of the threads, for what came with a long body: votes and lines never wait for files
    waiting: int = 4000  # requests in hand before newcomers are asked to come back
    waiting_each: int = 1000  # of them, from one address
    held: int = 96 * 1024 * 1024  # bytes of long bodies
    held_each: int = 48 * 1024 * 1024  # of them, in one name


class Bridge:
    """Runs a WSGI application for an ASGI server."""

    def __init__(self, wsgi: Wsgi, limits: Limits | None = None, room: Wsgi | None = None) -> None:
        """`room` is asked before a long body is read: it answers 204 and says how much may come, or refuses."""
        self._wsgi = wsgi
        self._room = room
        self._limits = most = limits or Limits()
        self._pool = ThreadPoolExecutor(most.threads, thread_name_prefix="request")
        self._all, self._changes, self._long = Turns(most.threads), Turns(most.changes), Turns(most.long)
        self._in_hand = Shares(most.waiting_each, most.waiting)
        self._held = Shares(most.held_each, most.held)

    def close(self) -> None:
        """Take no more requests."""
        self._pool.shutdown(wait=False, cancel_futures=True)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer one HTTP request."""
        with Body(receive, self._limits.pace) as body, suppress(Disconnected):
            try:
                await self._answer(scope, body, receive, send)
            except BodyTooLarge as refusal:
                await self._refuse(body, refusal.reply, send)
            except TooMany:
                await answer(send, 503, "Too much is being sent at once.", [(b"retry-after", b"2")])
            except TooSlow:
                await answer(send, 408, "This came too slowly.", [(b"connection", b"close")])

    async def _answer(self, scope: Scope, body: Body, receive: Receive, send: Send) -> None:
        address = (scope.get("client") or ("", 0))[0]
        async with AsyncExitStack() as held:
            short = min(self._limits.short, self._limits.body)
            if announced(scope) > short or not await body.read(short):
                most, name = await self._ask_for_room(scope, address)
                if announced(scope) > most:
                    raise BodyTooLarge
                held.enter_context(self._held.hold(name, announced(scope) or most))
                if not await body.read(most):
                    raise BodyTooLarge
                await held.enter_async_context(self._long.one(address))
            held.enter_context(self._in_hand.hold(address))
            body.file.seek(0)
            await self._respond(build(scope, body.file, body.length), receive, send)

    async def _ask_for_room(self, scope: Scope, address: str) -> tuple[int, str]:
        """Return how much may be sent, and in whose name. Raises BodyTooLarge, with the answer of whoever refuses."""
        if self._room is None:
            return self._limits.body, address
        reply = Reply(self._room, build(scope, BytesIO(), 0))
        with self._in_hand.hold(address):
            batch = await self._in_turn(address, copy_context(), reply)
        fields = dict(reply.headers(batch))
        most, _space, name = fields.get(ROOM, b"").decode().partition(" ")
        if not most.isdigit():
            raise BodyTooLarge((reply, batch))
        return int(most), name or address

    async def _refuse(self, body: Body, refusal: Answer | None, send: Send) -> None:
        """Read on for a while, so that a browser that is still sending sees why it is refused."""
        with suppress(TooSlow):
            await body.drop(4 * self._limits.body)
        if refusal is None:
            await answer(send, 413, "This is too large to be accepted.", [(b"connection", b"close")])
            return
        reply, batch = refusal
        headers = [*reply.headers(batch), (b"connection", b"close")]
        await send({"type": "http.response.start", "status": reply.status, "headers": headers})
        await send({"type": "http.response.body", "body": batch})

    async def _respond(self, environ: dict[str, Any], receive: Receive, send: Send) -> None:
        """Send a short answer in one go, a long one batch by batch."""
        reply, context, address = Reply(self._wsgi, environ), copy_context(), environ["REMOTE_ADDR"]
        change = environ["REQUEST_METHOD"] not in READS
        try:
            async with self._changes.one(address) if change else nullcontext():
                batch = await self._in_turn(address, context, reply)
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

    async def _in_turn(self, address: str, context: Context, reply: Reply) -> bytes:
        """Begin an answer once it is the turn of its address."""
        async with self._all.one(address):
            return await self._in_thread(context, reply.begin)

    async def _in_thread(self, context: Context, work: Callable[[], bytes]) -> bytes:
        """Run `work` in the request's own context, whichever thread it falls to."""
        return await asyncio.get_running_loop().run_in_executor(self._pool, context.run, work)
