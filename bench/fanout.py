"""The yardstick of the streams: the same bytes written to as many sockets by uvloop, and nothing else.

`python -m bench.fanout SIZE` says on which port it listens, then waits for a line `RATE SECONDS` and answers
with the frames it has written and the seconds of processor that took.
"""

import asyncio
import json
import resource
import sys

if sys.platform != "win32":
    import uvloop


class Reader(asyncio.Protocol):
    """One socket to write to."""

    everybody: "set[asyncio.WriteTransport]" = set()  # noqa: RUF012 - one set for the whole process
    first = b""

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        """Write one frame at once."""
        self.everybody.add(transport)  # type: ignore[arg-type]
        transport.write(self.first)  # type: ignore[attr-defined]


def frame(size: int, version: int) -> bytes:
    """Write a frame of about `size` bytes."""
    return b"id: %d\ndata: %s\n\n" % (version, b"x" * (size - 20))


async def write_for(seconds: float, rate: float, size: int) -> tuple[int, float]:
    """Write a new frame to everybody `rate` times a second; return how many were written, and the processor's time."""
    loop, readers = asyncio.get_running_loop(), list(Reader.everybody)
    before, begin, written = _processor(), loop.time(), 0
    for turn in range(int(rate * seconds)):
        await asyncio.sleep(max(begin + turn / rate - loop.time(), 0))
        data = frame(size, turn + 2)
        for reader in readers:
            reader.write(data)
        written += len(readers)
    return written, _processor() - before


def _processor() -> float:
    usage = resource.getrusage(resource.RUSAGE_SELF)
    return usage.ru_utime + usage.ru_stime


async def serve(size: int) -> None:
    """Listen, and do what the lines on the standard input say."""
    Reader.first = frame(size, 1)
    server = await asyncio.get_running_loop().create_server(Reader, "127.0.0.1", 0, backlog=2048)
    _say(server.sockets[0].getsockname()[1])
    while word := (await asyncio.to_thread(sys.stdin.readline)).split():
        rate, seconds = map(float, word)
        _say(await write_for(seconds, rate, size))


def _say(what: object) -> None:
    sys.stdout.write(json.dumps(what) + "\n")
    sys.stdout.flush()


if __name__ == "__main__":
    uvloop.run(serve(int(sys.argv[1])))
