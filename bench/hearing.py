"""What thousands of streams hear, and when: the ears of `bench.audience`."""

import asyncio
import random
import re
import resource
from array import array
from dataclasses import dataclass, field
from typing import Any

from bench.following import Follower
from bench.voters import OK, Sent
from toolkit.rehearsal.figures import percentile

STATE = re.compile(rb"id: (\d+)\n")
VOTED = re.compile(rb'<progress[^>]*value="(\d+)"')
AT_ONCE = 200  # connections opened before the loop may do something else
REST = (0.35, 0.65)  # seconds after which phones come back
SAMPLE = 500  # streams over which percentiles are computed


@dataclass(eq=False)
class Listener(asyncio.Protocol):
    """One stream: which states came, and when."""

    hall: "Hall"
    request: bytes
    moments: "array[float]" = field(default_factory=lambda: array("d"))
    counts: "array[int]" = field(default_factory=lambda: array("l"))
    size: int = 0
    current: bool = False
    held: bytes = b""
    follower: Follower | None = None

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        """Ask for the stream; a reader that never reads has a small window and stops at once."""
        transport.write(self.request)  # type: ignore[attr-defined]
        if self.hall.deaf:
            transport.pause_reading()  # type: ignore[attr-defined]
            self.current = True

    def data_received(self, data: bytes) -> None:
        """Note the newest state in what came."""
        self.size += len(data)
        data = self.held + data
        state = None
        for state in STATE.finditer(data):  # noqa: B007 - the last one counts
            self.hall.frames += 1
        if state is None:
            return
        count = self.hall.count_of(state[1], data[state.start() :])
        self.moments.append(self.hall.loop.time())
        self.counts.append(count)
        self.current = True
        if self.follower:
            self.follower.hear(data)

    def connection_lost(self, _error: Exception | None) -> None:
        """Come back, as a phone does."""
        self.current = False
        self.hall.loop.call_later(random.uniform(*REST), self.hall.open_one, self)


@dataclass
class Hall:
    """Everybody who listens."""

    host: str
    port: int
    loop: asyncio.AbstractEventLoop
    deaf: bool = False
    frames: int = 0
    listeners: list[Listener] = field(default_factory=list)
    known: dict[bytes, int] = field(default_factory=dict)
    tasks: set[asyncio.Task[None]] = field(default_factory=set)

    def count_of(self, version: bytes, frame: bytes) -> int:
        """Read how many have voted out of a frame; each version is read once, whoever gets it."""
        count = self.known.get(version)
        if count is None:
            vote = VOTED.search(frame)
            if vote is None:
                return -1
            count = self.known[version] = int(vote[1])
        return count

    def open_one(self, listener: Listener) -> None:
        """Open a stream, or try again shortly."""
        task = self.loop.create_task(self._connect(listener))
        self.tasks.add(task)
        task.add_done_callback(self.tasks.discard)

    async def _connect(self, listener: Listener) -> None:
        try:
            await self.loop.create_connection(lambda: listener, self.host, self.port)
        except OSError:
            listener.connection_lost(None)

    async def fill(self, requests: list[str]) -> None:
        """Open all streams; return once each has a state."""
        self.listeners = [Listener(self, request.encode("latin-1")) for request in requests]
        for place, listener in enumerate(self.listeners):
            self.open_one(listener)
            if place % AT_ONCE == AT_ONCE - 1:
                await asyncio.sleep(0.05)
        await self.all_are_current(60)

    async def all_are_current(self, within: float) -> float:
        """Wait until every stream has a state; return when that was."""
        async with asyncio.timeout(within):
            while not all(listener.current for listener in self.listeners):  # noqa: ASYNC110 - what others do
                await asyncio.sleep(0.01)
        return self.loop.time()


def screens(hall: Hall, sent: list[Sent]) -> list[float]:
    """Return, for each vote and each stream of a sample, the seconds from when it was due to a frame that has it."""
    ordered = sorted((one for one in sent if one.status == OK), key=lambda one: one.answered)
    due = [one.due for one in ordered]
    chosen = random.Random(1).sample(hall.listeners, min(SAMPLE, len(hall.listeners)))
    waits: list[float] = []
    for listener in chosen:
        place = 0
        for moment, count in zip(listener.moments, listener.counts, strict=True):
            waits += [moment - one for one in due[place:count]]
            place = max(place, count)
        waits += [float("inf")] * (len(due) - place)
    return waits


def report(hall: Hall, sent: list[Sent], began: float, frames: int, sizes: list[int]) -> dict[str, Any]:
    """Say how it went; times in milliseconds."""
    acknowledged = [one.answered - one.due for one in sent if one.status == OK]
    waits = screens(hall, sent)
    usage = resource.getrusage(resource.RUSAGE_SELF)
    received = sum(listener.size for listener in hall.listeners) - sum(sizes)
    seconds = hall.loop.time() - began
    return {
        "votes": len(sent),
        "served": len(acknowledged),
        "vote_p50": percentile(acknowledged, 0.5) * 1000,
        "vote_p99": percentile(acknowledged, 0.99) * 1000,
        "screen_p50": percentile(waits, 0.5) * 1000,
        "screen_p99": percentile(waits, 0.99) * 1000,
        "missed": sum(wait == float("inf") for wait in waits),
        "frames": hall.frames - frames,
        "bytes": received,
        "seconds": seconds,
        "own_cpu": usage.ru_utime + usage.ru_stime,
    }
