"""A cable between browser and server that can be cut silently: bytes stop, and nobody is told."""

import asyncio
from contextlib import suppress
from threading import Thread


class Wire:
    """Passes every connection on to a local port, except while frozen."""

    def __init__(self, target):
        self.target = target
        self.loop = asyncio.new_event_loop()
        self.flowing = asyncio.Event()
        self.thread = Thread(target=self.loop.run_forever, daemon=True)

    def __enter__(self):
        self.thread.start()
        self.thaw()
        opening = asyncio.start_server(self.connect, "127.0.0.1", 0)
        self.server = asyncio.run_coroutine_threadsafe(opening, self.loop).result()
        self.port = self.server.sockets[0].getsockname()[1]
        return self

    def __exit__(self, *_):
        asyncio.run_coroutine_threadsafe(self.shut(), self.loop).result()
        self.loop.call_soon_threadsafe(self.loop.stop)
        self.thread.join()
        self.loop.close()

    def freeze(self):
        self.loop.call_soon_threadsafe(self.flowing.clear)

    def thaw(self):
        self.loop.call_soon_threadsafe(self.flowing.set)

    async def shut(self):
        self.server.close()
        others = asyncio.all_tasks() - {asyncio.current_task()}
        for task in others:
            task.cancel()
        await asyncio.gather(*others, return_exceptions=True)

    async def connect(self, reader, writer):
        there_reader, there_writer = await asyncio.open_connection("127.0.0.1", self.target)
        with suppress(asyncio.CancelledError):  # the streams of Python 3.11 would log it
            await asyncio.gather(self.carry(reader, there_writer), self.carry(there_reader, writer))

    async def carry(self, reader, writer):
        try:
            while piece := await reader.read(65536):
                await self.flowing.wait()
                writer.write(piece)
                await writer.drain()
        except ConnectionError:
            pass
        finally:
            writer.close()
