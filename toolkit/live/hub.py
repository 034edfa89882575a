"""The hub: every screen ends at the last state, and no change is ever queued.

A change only marks its workshop as dirty. One scheduler renders each channel that has listeners, once, and wakes
its clients; whoever is slow finds a newer state in the slot when it comes back. Memory is one frame per channel.
"""

import asyncio
from collections.abc import Callable
from contextlib import suppress
from secrets import randbelow
from threading import Lock

from toolkit.live import stream
from toolkit.live.channels import Channel
from toolkit.live.pens import Pens
from toolkit.live.presence import Presence
from toolkit.live.rendering import Missing, Renderer
from toolkit.live.rhythm import Rhythm as Rhythm  # noqa: PLC0414 - who makes a hub finds it here
from toolkit.live.rights import Rights
from toolkit.live.slots import Client, Slot, in_slices
from toolkit.live.stream_limits import Newest

SHARE = 1.5  # from the start of one fan-out to that of the next, in times its cost


class HubFull(Exception):
    """No further stream can be held."""


class Hub:
    """Renders what changed and tells those who listen. Lives on one event loop; `changed` and `present` do not."""

    def __init__(
        self,
        render: Callable[[Channel], str],
        rhythm: Rhythm | None = None,
        presence: Presence | None = None,
        missing: Missing = lambda _workshops: set(),
        rights: Rights | None = None,
    ) -> None:
        """`render` and `missing` are called in a small pool of threads, never on the loop: they may read the database.

        `render` raises Ended when a workshop is gone for good; `missing` names those of some that are.
        """
        self._renderer = Renderer(render, missing, self.redraw)
        self._rhythm = rhythm or Rhythm()
        self._presence = presence or Presence()
        self._lock = Lock()
        self._dirty: set[str] = set()
        self._slots: dict[Channel, Slot] = {}
        self._clients: set[Client] = set()
        self._newest = Newest(self._rhythm.streams_each, self._rhythm.streams_device)
        self._rights = rights or Rights()
        self._tasks: list[asyncio.Task[None]] = []
        self._loop: asyncio.AbstractEventLoop | None = None

    def start(self) -> None:
        """Begin to publish, on the running event loop."""
        self._loop = asyncio.get_running_loop()
        self._wakeup = asyncio.Event()
        if self._dirty:
            self._wakeup.set()
        self._renderer.start()
        works = (self._publish_changes, self._send_beats, self._look_for_ends)
        self._tasks = [asyncio.create_task(work()) for work in works]

    async def close(self) -> None:
        """Say goodbye to everybody; each client is asked to come back after its own 1 to 4 seconds."""
        if self._loop is None:
            return
        self._loop = None
        for task in self._tasks:
            task.cancel()
        await asyncio.gather(*self._tasks, return_exceptions=True)
        self._renderer.close()
        for client in self._clients:
            client.dismiss(stream.event("bye", retry=1000 + randbelow(3000)))

    def changed(self, workshop: str) -> None:
        """Note that something of `workshop` looks different now; call it after the commit, from any thread."""
        self.redraw(workshop)

    def redraw(self, workshop: str) -> None:
        """Look again at what the screens of `workshop` show, here and in no other process; from any thread."""
        with self._lock:
            if workshop in self._dirty:
                return
            self._dirty.add(workshop)
        loop = self._loop
        if loop is not None:
            with suppress(RuntimeError):  # the loop has just closed: nobody listens any more
                loop.call_soon_threadsafe(self._wakeup.set)

    def present(self, workshop: str) -> frozenset[str]:
        """Name those who have the workshop open; from any thread."""
        return self._presence.of(workshop)

    def streams(self) -> int:
        """Count the streams that are open."""
        return len(self._clients)

    @property
    def pens(self) -> Pens:
        """Who is writing where."""
        return self._presence.pens

    def join(self, channel: Channel, who: str | None = None, holder: str = "") -> Client:
        """Open a stream, whose first message is the present state. Raises HubFull.

        Of the streams of one person, or of one device, the newest win.
        """
        if self._loop is None or len(self._clients) >= self._rhythm.streams:
            raise HubFull
        slot = self._slots.setdefault(channel, Slot(channel))
        client = Client(slot, who, holder)
        slot.clients.add(client)
        self._clients.add(client)
        for older in self._newest.add(client):
            older.dismiss(stream.SUPERSEDED)
        if who is not None and self._presence.arrive(channel.workshop, who):
            self.changed(channel.workshop)
        elif not slot.version:
            self.redraw(channel.workshop)
        return client

    def leave(self, client: Client) -> None:
        """Close a stream; the person counts as present for a little longer, should they be coming back."""
        self._clients.discard(client)
        self._newest.remove(client)
        slot = client.slot
        slot.clients.discard(client)
        if not slot.clients:
            self._slots.pop(slot.channel, None)
            self._renderer.forget(slot.channel)
        if client.who is not None and self._loop is not None:
            self._loop.call_later(self._rhythm.grace, self._depart, slot.channel.workshop, client.who)

    async def admits(self, client: Client) -> bool:
        """Say whether the key of a stream that has just been opened is still good."""
        return await self._rights.stands(client)

    def _depart(self, workshop: str, who: str) -> None:
        if self._presence.leave(workshop, who):
            self.changed(workshop)

    async def _publish_changes(self) -> None:
        while True:
            await self._wakeup.wait()
            self._wakeup.clear()
            with self._lock:
                dirty, self._dirty = self._dirty, set()
            cost = await self._publish(dirty)
            await asyncio.sleep(max(self._rhythm.interval, SHARE * cost) - cost)

    async def _publish(self, workshops: set[str]) -> float:
        """Bring the channels of `workshops` up to date; return the seconds that rendering and telling took."""
        started = asyncio.get_running_loop().time()
        asked = [slot for slot in self._slots.values() if slot.channel.workshop in workshops]
        slots = [slot for slot in asked if self._is_due(slot, started)]
        fresh = await asyncio.gather(*map(self._renderer.refresh, slots))
        told = [client for slot, new in zip(slots, fresh, strict=True) if new for client in slot.clients]
        await in_slices(told, Client.wake)
        return asyncio.get_running_loop().time() - started

    def _is_due(self, slot: Slot, now: float) -> bool:
        """Say whether a channel may have a new frame now; if not, it is looked at again when it may."""
        if slot.due > now:
            if not slot.awaited:
                slot.awaited = True
                asyncio.get_running_loop().call_at(slot.due, self.redraw, slot.channel.workshop)
            return False
        slot.due, slot.awaited = now + self._rhythm.paces.get(slot.channel.audience, 0), False
        return True

    async def _send_beats(self) -> None:
        while True:
            await asyncio.sleep(self._rhythm.heartbeat)
            await in_slices(list(self._clients), Client.beat)
            for workshop in self._presence.pens.lapsed():
                self.redraw(workshop)

    async def _look_for_ends(self) -> None:
        while True:
            await asyncio.sleep(self._rhythm.heartbeat)
            if self._slots:
                await self._rights.end_withdrawn(self._clients)
                await self._renderer.look_for_ends({channel.workshop for channel in self._slots})
