"""Rendering the channels: in a few threads, again after a failure, and not any more after the end."""

import asyncio
import logging
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor

from toolkit.live.channels import Channel
from toolkit.live.slots import Slot

log = logging.getLogger(__name__)

RENDERERS = 2  # threads
RETRY = 1.0  # seconds before a failed rendering is tried again

Missing = Callable[[set[str]], set[str]]


class Ended(Exception):
    """What a channel shows is gone for good."""


class Renderer:
    """Asks for the newest state of a channel. Lives on the event loop of its hub."""

    def __init__(self, render: Callable[[Channel], str], missing: Missing, again: Callable[[str], None]) -> None:
        """`again` is told of a workshop that is to be looked at once more."""
        self._render = render
        self._missing = missing
        self._again = again
        self._failing: set[Channel] = set()

    def start(self) -> None:
        """Begin to work."""
        self._pool = ThreadPoolExecutor(RENDERERS, thread_name_prefix="render")

    def close(self) -> None:
        """Stop at once."""
        self._pool.shutdown(wait=False, cancel_futures=True)

    async def refresh(self, slot: Slot) -> bool:
        """Put the newest state into a slot, or the end; tell whether that is news."""
        channel, loop = slot.channel, asyncio.get_running_loop()
        try:
            content = await loop.run_in_executor(self._pool, self._render, channel)
        except Ended:
            return slot.end()
        except Exception:
            if channel not in self._failing:
                log.exception("Cannot render a %s; trying again every second.", channel.audience)
            self._failing.add(channel)
            loop.call_later(RETRY, self._again, channel.workshop)
            return False
        self._failing.discard(channel)
        return slot.put(content)

    def forget(self, channel: Channel) -> None:
        """Nobody listens to the channel any more."""
        self._failing.discard(channel)

    async def look_for_ends(self, workshops: set[str]) -> None:
        """Render those again that are gone: another program may have erased them, which nobody told us."""
        try:
            gone = await asyncio.get_running_loop().run_in_executor(self._pool, self._missing, workshops)
        except Exception:  # the database is away: the next heartbeat asks again
            log.debug("Cannot see which workshops are left.", exc_info=True)
            return
        for workshop in gone:
            self._again(workshop)
