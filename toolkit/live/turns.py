"""Turns: so many at a time, and of those who wait each address in turn: whoever asks much waits for themselves."""

import asyncio
from collections import Counter, OrderedDict, deque
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager, contextmanager


class TooMany(Exception):
    """There is no room for one more at the moment."""


class Turns:
    """Lets so many work at a time."""

    def __init__(self, most: int) -> None:
        self._free = most
        self._waiting: OrderedDict[str, deque[asyncio.Future[None]]] = OrderedDict()

    @asynccontextmanager
    async def one(self, address: str) -> AsyncIterator[None]:
        """Wait for a turn, and hold it."""
        await self._begin(address)
        try:
            yield
        finally:
            self._pass_on()

    async def _begin(self, address: str) -> None:
        if self._free:
            self._free -= 1
            return
        turn = asyncio.get_running_loop().create_future()
        self._waiting.setdefault(address, deque()).append(turn)
        try:
            await turn
        except asyncio.CancelledError:
            if turn.done() and not turn.cancelled():
                self._pass_on()
            raise

    def _pass_on(self) -> None:
        while self._waiting:
            address, theirs = self._waiting.popitem(last=False)
            turn = theirs.popleft()
            if theirs:
                self._waiting[address] = theirs  # behind everybody else
            if not turn.done():
                turn.set_result(None)
                return
        self._free += 1


class Shares:
    """Counts what is held, by each and in all: requests, or bytes."""

    def __init__(self, each: int, most: int) -> None:
        self._each, self._most = each, most
        self._held: Counter[str] = Counter()

    @contextmanager
    def hold(self, who: str, amount: int = 1) -> Iterator[None]:
        """Hold some more for a while. Raises TooMany."""
        if self._held[who] + amount > self._each or self._held.total() + amount > self._most:
            raise TooMany
        self._held[who] += amount
        try:
            yield
        finally:
            self._held[who] -= amount
            if not self._held[who]:
                del self._held[who]
