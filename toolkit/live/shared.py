"""A hub that is one of several: its changes reach the screens of all, and it knows who is present at the others."""

import asyncio
from collections.abc import Callable
from threading import Lock
from time import monotonic
from typing import Any

from toolkit.live.channels import Channel
from toolkit.live.hub import Hub, Rhythm
from toolkit.live.presence import Presence
from toolkit.live.relay import Relay

FORGOTTEN = 8.0  # seconds: a process that has been silent for longer holds no streams any more

People = dict[str, list[str]]


class Neighbours:
    """Who is present at the other processes."""

    def __init__(self) -> None:
        self._lock = Lock()
        self._there: dict[str, tuple[float, People]] = {}

    def of(self, workshop: str) -> set[str]:
        """Name those who have the workshop open there."""
        with self._lock:
            return {who for _heard, people in self._there.values() for who in people.get(workshop, ())}

    def note(self, name: str, people: People) -> set[str]:
        """Note who is present at the process `name`; return the workshops in which that changes anything.

        Processes that have not been heard for long are forgotten; when nobody at all is heard, all stay as they were.
        """
        now = monotonic()
        with self._lock:
            before = {other: there for other, (_heard, there) in self._there.items()}
            latest = max((heard for heard, _people in self._there.values()), default=now)
            quiet = now - latest > FORGOTTEN  # Redis was gone: everybody was silent
            self._there = {
                other: (now if quiet else heard, there)
                for other, (heard, there) in self._there.items()
                if quiet or now - heard < FORGOTTEN
            }
            self._there[name] = (now, people)
            after = {other: there for other, (_heard, there) in self._there.items()}
        return _differing(before, after)


def _differing(before: dict[str, People], after: dict[str, People]) -> set[str]:
    names = before.keys() | after.keys()
    return {
        workshop
        for name in names
        for workshop in before.get(name, {}).keys() | after.get(name, {}).keys()
        if set(before.get(name, {}).get(workshop, ())) != set(after.get(name, {}).get(workshop, ()))
    }


class SharedHub(Hub):
    """A hub whose changes are told to the other processes, and theirs to its screens."""

    def __init__(
        self,
        render: Callable[[Channel], str],
        relay: Relay,
        presence: Presence,
        neighbours: Neighbours,
        rhythm: Rhythm | None = None,
        **more: Any,
    ) -> None:
        """`more` is what any hub wants to know."""
        super().__init__(render, rhythm, presence, **more)
        self._relay = relay
        self._neighbours = neighbours
        relay.on("changed", self.redraw)
        relay.present = presence.everybody_here
        relay.met = self._meet
        relay.alone = self._redraw_all

    def start(self) -> None:
        """Begin to publish, here and to the others."""
        super().start()
        self._relay.start()

    async def close(self) -> None:
        """Say goodbye to everybody."""
        await super().close()
        await asyncio.to_thread(self._relay.close)

    def changed(self, workshop: str) -> None:
        """Note that something of `workshop` looks different now, and tell the other processes."""
        super().changed(workshop)
        self._relay.post("changed", workshop)

    def _meet(self, name: str, people: People) -> None:
        for workshop in self._neighbours.note(name, people):
            self.redraw(workshop)

    def _redraw_all(self) -> None:
        for workshop in {channel.workshop for channel in tuple(self._slots)}:
            self.redraw(workshop)
