"""Whether those who listen still may: asked when a stream opens, and again as long as it is open."""

import asyncio
import logging
from collections.abc import Callable, Iterable

from toolkit.live.slots import Client

log = logging.getLogger(__name__)

Key = tuple[str, str, str]  # a workshop, an audience of it, and who holds a right to listen with it
Standing = Callable[[set[Key]], set[Key]]


class Rights:
    """Asks whoever knows, in a thread, and for many at a time."""

    def __init__(self, standing: Standing = lambda keys: keys) -> None:
        """`standing` names those of some keys that are still good."""
        self._standing = standing
        self._in_turn = asyncio.Lock()
        self._asked: set[Key] = set()
        self._answer: asyncio.Task[set[Key]] | None = None

    async def stands(self, client: Client) -> bool:
        """Say whether a client may listen; those who come while we ask for others are asked for together."""
        self._asked.add(client.key)
        self._answer = self._answer or asyncio.ensure_future(self._ask())
        return client.key in await asyncio.shield(self._answer)

    async def _ask(self) -> set[Key]:
        async with self._in_turn:
            asked, self._asked, self._answer = self._asked, set(), None
            return await asyncio.to_thread(self._standing, asked)

    async def end_withdrawn(self, clients: Iterable[Client]) -> None:
        """End the streams of those whose key was taken back."""
        listening = list(clients)
        try:
            good = await asyncio.to_thread(self._standing, {client.key for client in listening})
        except Exception:  # the database is away: the next heartbeat asks again
            log.debug("Cannot see whose keys were taken back.", exc_info=True)
            return
        for client in listening:
            if client.key not in good:
                client.end()
