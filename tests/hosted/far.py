"""A database that is not next door: whatever crosses takes a while, either way."""

import asyncio
from contextlib import closing, suppress
from threading import Event, Thread

from tests.ports import free_port


class Road:
    """Carries bytes to a port of this machine and back, each `seconds` late."""

    def __init__(self, port, seconds):
        self.port, self._to, self._seconds = free_port(), port, seconds
        self._ready = Event()
        self._thread = Thread(target=lambda: asyncio.run(self._serve()), daemon=True)
        self._thread.start()
        assert self._ready.wait(30)

    async def _serve(self):
        self._loop, self._over = asyncio.get_running_loop(), asyncio.Event()
        with closing(await asyncio.start_server(self._travel, "127.0.0.1", self.port)):
            self._ready.set()
            await self._over.wait()
        await asyncio.sleep(10 * self._seconds)

    async def _travel(self, reader, writer):
        there, back = await asyncio.open_connection("127.0.0.1", self._to)
        with closing(writer), closing(back):
            await asyncio.gather(self._carry(reader, back), self._carry(there, writer))

    async def _carry(self, reader, writer):
        with suppress(OSError):
            while data := await reader.read(65536):
                self._loop.call_later(self._seconds, writer.write, data)
        self._loop.call_later(self._seconds, writer.close)

    def close(self):
        """Let everybody go home."""
        self._loop.call_soon_threadsafe(self._over.set)
        self._thread.join(30)
