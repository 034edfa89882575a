"""Connections that say nothing, or speak one letter at a time, keep nobody else waiting (F13, F14)."""

import asyncio
import socket
import time
from contextlib import ExitStack

from tests.faults.laptop import tell
from tests.faults.streams import crowd


def slowest_page(laptop, seconds):
    """Open the front page and vote, again and again; return the longest wait."""
    voter = laptop.people()[0]
    waits, end, number = [], time.monotonic() + seconds, 0
    while time.monotonic() < end:
        began = time.monotonic()
        assert laptop.answers("/about")
        number += 1
        assert voter.vote("good", f"{number}")[0] == 200
        waits.append(time.monotonic() - began)
        time.sleep(0.05)
    return max(waits)


def test_five_hundred_connections_that_speak_one_letter_at_a_time_hold_nobody_up(laptop, long, within):
    laptop.start()
    slowest_page(laptop, 1)
    seconds, letters = (30 if long else 5), b"GET / HTTP/1.1\r\nHost: x\r\nX-Slow: " + b"a" * 10_000
    with ExitStack() as open_:
        doors = [open_.enter_context(socket.create_connection((laptop.host, laptop.port))) for _ in range(500)]
        for place, door in enumerate(doors):
            door.send(letters[: 5 + place % 40])
        slowest = slowest_page(laptop, seconds)
        for place, door in enumerate(doors):
            door.send(letters[5 + place % 40 : 6 + place % 40])

    tell(f"F13: 500 half-spoken requests, slowest page and vote together {slowest * 1000:.0f} ms")
    assert slowest < within(1)


def test_hundreds_of_idle_streams_and_connections_hold_nobody_up(laptop, within):
    laptop.start()
    slowest_page(laptop, 1)

    async def sit():
        async with crowd(laptop, 200) as listeners:
            await listeners.all_have_a_state(within(10))
            return await asyncio.to_thread(slowest_page, laptop, 3)

    slowest = asyncio.run(sit())

    tell(f"F14: 200 idle streams, slowest page and vote together {slowest * 1000:.0f} ms")
    assert slowest < within(1)
