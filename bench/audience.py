"""The other side of a benchmark, in a process of its own: thousands of streams, and votes at a steady pace.

`python -m bench.audience` reads one JSON line on its standard input, says `ready` once every stream has its
first state, then waits for a line: `go` sends the votes, `herd` waits for everybody to come back, `move N` for all
phones to show more than version N, an empty one ends. It answers each with one JSON line.
"""

import asyncio
import json
import resource
import sys
import time
from contextlib import suppress
from typing import Any

from bench.following import Follower, Walker, totals
from bench.hearing import Hall, report
from bench.voters import Office

if sys.platform != "win32":
    import uvloop


async def vote(hall: Hall, order: dict[str, Any]) -> dict[str, Any]:
    """Send the votes, let the last frames arrive, and report."""
    loop = asyncio.get_running_loop()
    began, frames, sizes = loop.time(), hall.frames, [listener.size for listener in hall.listeners]
    office = Office(hall.host, hall.port, loop)
    requests = [request.encode("latin-1") for request in order["requests"]]
    sent = await office.send(requests, order["pace"], order.get("patience", 10.0)) if requests else []
    await asyncio.sleep(order.get("rest", 1.5))
    followers = [listener.follower for listener in hall.listeners if listener.follower]
    return report(hall, sent, began, frames, sizes) | totals(followers)


async def take_phones(hall: Hall, phones: list[dict[str, Any]], kind: type[Follower]) -> None:
    """Let some of the listeners be whole phones, which fetch what their stream points to."""
    for listener, phone in zip(hall.listeners, phones, strict=False):
        follower = kind(hall.host, hall.port, **phone)
        await follower.begin()
        listener.follower = follower


async def move(hall: Hall, before: int) -> dict[str, Any]:
    """Wait until every phone shows a later version than `before`; say since when each does, by the system's clock."""
    walkers = [listener.follower for listener in hall.listeners if isinstance(listener.follower, Walker)]
    async with asyncio.timeout(60):
        while min(int(walker.shown) for walker in walkers) <= before:  # noqa: ASYNC110 - what others do
            await asyncio.sleep(0.01)
    ahead = time.monotonic() - asyncio.get_running_loop().time()
    shown = max(int(walker.shown) for walker in walkers)
    return {"shown": shown, "since": [walker.since + ahead for walker in walkers]}


async def attend(order: dict[str, Any]) -> None:
    """Do what the lines on the standard input say."""
    loop = asyncio.get_running_loop()
    hall = Hall(order["host"], order["port"], loop, deaf=order.get("deaf", False))
    await hall.fill(order["streams"])
    await take_phones(hall, order.get("phones", []), Walker if order.get("walking") else Follower)
    say("ready")
    while word := (await asyncio.to_thread(sys.stdin.readline)).strip():
        if word == "go":
            say(await vote(hall, order))
        elif word.startswith("move "):
            say(await move(hall, int(word.removeprefix("move "))))
        elif word == "left":
            say(sum(not listener.current for listener in hall.listeners))
        elif word == "herd":
            say((await hall.all_are_current(30)) - loop.time() + time.monotonic())


def say(what: object) -> None:
    """Tell the process that started this one."""
    sys.stdout.write(json.dumps(what) + "\n")
    sys.stdout.flush()


def main() -> None:
    """Read the order, and attend."""
    soft_hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    with suppress(ValueError, OSError):
        resource.setrlimit(resource.RLIMIT_NOFILE, (soft_hard[1], soft_hard[1]))
    order = json.loads(sys.stdin.readline())
    uvloop.run(attend(order))


if __name__ == "__main__":
    main()
