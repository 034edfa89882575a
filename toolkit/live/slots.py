"""The two ends of a channel: the slot that holds its newest state, the client that listens."""

import asyncio
from collections.abc import Callable

from toolkit.live import stream
from toolkit.live.channels import Channel

SLICE = 100  # clients woken before the loop may read requests again


class Slot:
    """The newest state of one channel, as ready-made bytes; never a queue."""

    def __init__(self, channel: Channel) -> None:
        self.channel = channel
        self.version = 0
        self.frame = b""
        self.beat = stream.beat(0)
        self.due = 0.0  # the earliest moment of its next rendering, on the loop's clock
        self.awaited = False  # whether that moment will be noticed
        self.clients: set[Client] = set()
        self.over = False
        self._content: str | None = None

    def end(self) -> bool:
        """Show nothing any more; tell whether that is news."""
        before, self.over = self.over, True
        return not before

    def put(self, content: str) -> bool:
        """Replace the state; tell whether it differs from the one before."""
        self.over = False
        if content == self._content:
            return False
        self._content = content
        self.version += 1
        self.frame = stream.frame(content, self.version)
        self.beat = stream.beat(self.version)
        return True


class Client:
    """One open stream. It remembers only the version it was last given, so a slow one skips states."""

    def __init__(self, slot: Slot, who: str | None, holder: str = "") -> None:
        """`who` is the person who listens, if it is one, `holder` the key that lets them."""
        self.slot = slot
        self.who = who
        self.holder = holder
        self.key = (slot.channel.workshop, slot.channel.audience, holder)
        self._seen = 0
        self._beat_due = False
        self._farewell: bytes | None = None
        self._woken = asyncio.Event()
        self._look = self._woken.set
        self.over = False

    def listen(self, look: Callable[[], None]) -> None:
        """Have `look` called, on the loop, whenever something may be due; and now."""
        self._look = look
        look()

    async def next(self) -> bytes | None:
        """Wait for what to send next; None when the stream is over."""
        while not self.over:
            message = self.due()
            if message is not None:
                return message
            self._woken.clear()
            await self._woken.wait()
        return None

    def due(self) -> bytes | None:
        """Return what to send now, if anything; after a farewell the stream is over."""
        if self.over:
            return None
        farewell = stream.ENDED if self.slot.over else self._farewell
        if farewell is not None:
            self.over = True
            return farewell
        if self._seen != self.slot.version:
            self._seen = self.slot.version
            self._beat_due = False
            return self.slot.frame
        if self._beat_due:
            self._beat_due = False
            return self.slot.beat
        return None

    def wake(self) -> None:
        """Look at the slot again."""
        self._look()

    def beat(self) -> None:
        """Send a sign of life, unless a state is due anyway."""
        self._beat_due = True
        self._look()

    def dismiss(self, farewell: bytes) -> None:
        """Send a last message, then end."""
        self._farewell = farewell
        self._look()

    def end(self) -> None:
        """End at once: there is nobody at the other side."""
        self.over = True
        self._look()


async def in_slices(clients: list[Client], tell: Callable[[Client], None]) -> None:
    """Tell a hundred clients, let the loop run, tell the next: votes get through in between."""
    for start in range(0, len(clients), SLICE):
        for client in clients[start : start + SLICE]:
            tell(client)
        await asyncio.sleep(0)
