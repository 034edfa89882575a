"""Sending without a task for each reader: for somebody who reads, sending never waits, and costs no switch.

What is due is sent by whoever wakes the client. Only when a reader is slow does sending wait for it, in a task that
goes on where the first attempt stopped; meanwhile the client is busy, skips states, and nothing is kept for it.
"""

import asyncio
import logging
from collections.abc import Callable, Coroutine, Generator
from contextlib import suppress
from typing import Any

from toolkit.live.asgi import Receive, Send
from toolkit.live.slots import Client

log = logging.getLogger(__name__)


class _Rest:
    """What is left of a coroutine that has begun outside a task and waits for `first`."""

    def __init__(self, coroutine: Coroutine[Any, Any, None], first: Any) -> None:
        self._coroutine = coroutine
        self._first = first

    def __await__(self) -> Generator[Any, None, None]:
        """Wait for what it waits for, then go on."""
        waited = self._first
        with suppress(StopIteration):
            while True:
                yield waited
                waited = self._coroutine.send(None)


class Drive:
    """Brings one client what is due, over one connection."""

    def __init__(self, client: Client, send: Send, patience: float) -> None:
        """`patience` is in seconds, for one message."""
        self._client = client
        self._send = send
        self._patience = patience
        self._busy: asyncio.Task[None] | None = None
        self._stalled = False
        self._closed = False
        self._give_up: Callable[[], object] = bool

    async def run(self, receive: Receive) -> None:
        """Send until the reader leaves, stalls, or the stream is over."""
        reading = asyncio.current_task()
        if reading:
            self._give_up = reading.cancel
        self._client.listen(self._push)
        try:
            # Sending to somebody who has left fails silently: only this tells.
            while (await receive())["type"] != "http.disconnect":
                pass
        except asyncio.CancelledError:
            if not self._stalled:
                raise
        finally:
            self._client.end()
            if self._busy:
                self._busy.cancel()

    def _push(self) -> None:
        """Send all that is due, as long as that does not have to wait."""
        while self._busy is None and (message := self._next()) is not None:
            self._closed = self._client.over
            sending: Any = self._send({"type": "http.response.body", "body": message, "more_body": not self._closed})
            try:
                waited = sending.send(None)
            except StopIteration:
                continue
            except OSError:
                return
            self._busy = asyncio.get_running_loop().create_task(self._go_on(_Rest(sending, waited)))

    def _next(self) -> bytes | None:
        """Return what is due; when the stream is over, the nothing that ends the answer."""
        message = self._client.due()
        return b"" if message is None and self._client.over and not self._closed else message

    async def _go_on(self, rest: _Rest) -> None:
        """Wait for a slow reader; give it up when it takes too long."""
        try:
            async with asyncio.timeout(self._patience):
                await rest
        except TimeoutError:
            log.debug("A reader has stopped reading.")
            self._stalled = True
            self._give_up()
            return
        except OSError:
            return
        self._busy = None
        self._push()
