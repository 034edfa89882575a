"""Many streams at once, which come back as phones do, half a second after they broke."""

import asyncio
import random
from contextlib import asynccontextmanager, suppress

REST = (0.35, 0.65)


class Listener:
    """One stream: what it was told last, and whether it is open."""

    def __init__(self, host, port, path):
        self.host, self.port, self.path = host, port, path
        self.state = None
        self.frames = 0

    async def live(self):
        while True:
            with suppress(OSError, EOFError, asyncio.TimeoutError):
                await self.listen()
            self.state = None
            await asyncio.sleep(random.uniform(*REST))

    async def listen(self):
        reader, writer = await asyncio.open_connection(self.host, self.port)
        try:
            writer.write(f"GET {self.path} HTTP/1.1\r\nHost: {self.host}:{self.port}\r\n\r\n".encode())
            held = b""
            while piece := await reader.read(65536):
                *events, held = (held + piece).split(b"\n\n")
                for event in events:
                    if b"id:" in event:
                        self.state = event
                        self.frames += 1
        finally:
            writer.close()


class Crowd:
    """Everybody who listens."""

    def __init__(self, listeners):
        self.listeners = listeners

    async def all_have_a_state(self, within):
        await self.until(lambda one: one.state is not None, within)

    async def all_are_alone(self, within):
        await self.until(lambda one: one.state is None, within)

    async def until(self, condition, within):
        async with asyncio.timeout(within):
            while not all(map(condition, self.listeners)):  # noqa: ASYNC110 - what others do
                await asyncio.sleep(0.02)


@asynccontextmanager
async def crowd(laptop, size, audience="phone"):
    """Open streams, each of somebody else; close them in the end."""
    paths = [laptop.stream(audience, f"{who}") for who in range(size)]
    listeners = [Listener(laptop.host, laptop.port, path) for path in paths]
    tasks = [asyncio.create_task(one.live()) for one in listeners]
    try:
        yield Crowd(listeners)
    finally:
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)
