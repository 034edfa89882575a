"""How many screens follow, how soon, and at what price: each scenario on a server of its own, over real sockets.

Server and audience are kept to different cores. Votes are counted from the moment they were due (a generator that
waits for answers hides stalls), over every vote and a sample of 500 streams. Processor time is the server's own, from
the system's accounts. The yardstick of the streams is `bench.fanout`.
"""

import json
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager, suppress
from http.client import HTTPException
from tempfile import TemporaryDirectory
from threading import Thread
from typing import Any

from bench.bare import REQUEST as BARE
from bench.machine import free_port, is_open, keep_to
from bench.rooms import add_deck
from bench.stage import WARMING, Audience, Stage, opened
from toolkit.rehearsal.figures import percentile

Figures = dict[str, Any]


@contextmanager
def playing(people: int, streams: int, audience: str = "wall", **order: Any) -> Iterator[tuple[Stage, Audience, float]]:
    """Open a server and its audience; also give the megabytes that the server held before the audience came."""
    with opened(people) as stage:
        before = stage.memory
        requests = stage.votes(order.pop("votes", 0), order.pop("first", 0))
        with closing(Audience(stage, streams, audience, requests=requests, **order)) as listening:
            yield stage, listening, before


def price_of_a_frame(streams: int = 2000, seconds: float = 8) -> Figures:
    """Let few vote and many listen, then the same few vote before one screen: the difference is what frames cost.

    Beside it, as many bytes written to as many sockets by uvloop alone.
    """
    pace = 10.0
    alone, _news, _memory = _used(1, pace, seconds)
    used, news, memory = _used(streams, pace, seconds)
    size = round(news["bytes"] / max(news["frames"], 1))
    rate = news["frames"] / streams / news["seconds"]
    return {
        "streams": streams,
        "bytes a frame": size,
        "frames a second each": round(rate, 1),
        "µs a frame": round((used - alone) / max(news["frames"], 1) * 1e6, 1),
        "µs a frame, votes and rendering included": round(used / max(news["frames"], 1) * 1e6, 1),
        "µs a frame, raw": round(_raw(streams, size, max(rate, 1.0), seconds), 1),
        "MB per 1000 streams": round(memory, 1),
        "votes a second": pace,
    }


def _used(streams: int, pace: float, seconds: float) -> tuple[float, Figures, float]:
    """Return the server's seconds of processor, what the audience says, and the megabytes 1000 streams took."""
    people = int(pace * seconds)
    with playing(people, streams, votes=people, pace=pace) as (stage, audience, before):
        memory, used = (stage.memory - before) * 1000 / streams, stage.cpu
        news = audience.say("go")
        return stage.cpu - used, news, memory


def _raw(streams: int, size: int, rate: float, seconds: float) -> float:
    """Return the microseconds of processor that one frame costs uvloop alone."""
    command = [sys.executable, "-m", "bench.fanout", str(size)]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) as raw:
        keep_to(raw.pid, 0)
        if raw.stdin is None or raw.stdout is None:
            raise RuntimeError("The yardstick has no ears.")
        port = int(raw.stdout.readline())
        with closing(Audience.of(port, "GET / HTTP/1.0\r\n\r\n", streams)):
            raw.stdin.write(f"{rate} {seconds}\n")
            raw.stdin.flush()
            written, processor = json.loads(raw.stdout.readline())
        raw.kill()
    return float(processor / max(written, 1) * 1e6)


def everybody_votes(streams: int, pace: float = 100.0, seconds: float = 8) -> Figures:
    """Let a hundred vote each second before so many screens; open pages at the same time before and after."""
    people = int(pace * seconds)
    with playing(people, streams, votes=people, pace=pace) as (stage, audience, _before):
        page = _page(stage)
        used = stage.cpu
        news = audience.say("go")
        used = stage.cpu - used
    told = ("votes", "served", "vote_p50", "vote_p99", "screen_p50", "screen_p99", "missed")
    share = round(used / news["seconds"] * 100)
    return {"streams": streams, "page_p95": page, "cpu": share} | {name: round(news[name], 1) for name in told}


def bare_votes(pace: float = 100.0, seconds: float = 8) -> Figures:
    """Send as many requests, each of which keeps one row and does nothing else: see `bench.bare`."""
    port, count = free_port(), int(pace * seconds)
    with TemporaryDirectory() as folder:
        command = [sys.executable, "-m", "bench.bare", f"{port}", folder]
        with subprocess.Popen(command) as bare:
            keep_to(bare.pid, 0)
            while not is_open(port):
                time.sleep(0.05)
            for requests in ([BARE] * WARMING, [BARE] * count):
                with closing(Audience.of(port, "", 0, requests=requests, pace=pace, rest=0.0)) as audience:
                    news = audience.say("go")
            bare.kill()
    return {name: round(news[name], 1) for name in ("votes", "served", "vote_p50", "vote_p99")}


def _page(stage: Stage) -> float:
    """Return within how many milliseconds 95 of 100 pages of a phone came."""
    waits = []
    for _ in range(60):
        began = time.monotonic()
        stage.ask(f"/w/{stage.room.code}")
        waits.append(time.monotonic() - began)
    return round(percentile(waits, 0.95) * 1000, 1)


def deaf_readers(deaf: int = 100, seconds: float = 8) -> Figures:
    """Let a hundred readers never read while the room votes; return what that adds to the server's memory."""
    people = int(50 * seconds)
    with opened(people) as stage, closing(Audience(stage, 50, requests=stage.votes(people), pace=50.0)) as healthy:
        before = stage.memory
        with closing(Audience(stage, deaf, deaf=True)):
            news = healthy.say("go")
            grown = stage.memory - before
    return {"readers": deaf, "MB added": round(grown, 1), "screen_p99 of the others": round(news["screen_p99"], 1)}


def herd(streams: int = 2000) -> Figures:
    """Kill the server and start it again; return how long after its port opened every screen was current."""
    with playing(8, streams) as (stage, audience, _before):
        stage.kill()
        while audience.say("left") < streams:
            time.sleep(0.05)
        opened_at = stage.start()
        current = audience.say("herd")
    return {"streams": streams, "seconds": round(current - opened_at, 2)}


def while_printing(cards: int = 1000, pace: float = 30.0, seconds: float = 8) -> Figures:
    """Let people vote before 300 screens without and with a print of so many cards under way."""
    half = int(pace * seconds)
    with opened(2 * half) as stage:
        quiet = _voting(stage, 0, half, pace)
        with _printing(stage, cards) as still:
            busy = _voting(stage, half, half, pace)
            under_way = still()
    return {"cards": cards, "vote_p99 without": quiet, "vote_p99 meanwhile": busy, "still printing": under_way}


def _voting(stage: Stage, first: int, count: int, pace: float) -> float:
    with closing(Audience(stage, 300, requests=stage.votes(count, first), pace=pace)) as audience:
        return round(float(audience.say("go")["vote_p99"]), 1)


@contextmanager
def _printing(stage: Stage, cards: int) -> Iterator[Callable[[], bool]]:
    """Ask the server for a print of a large deck; give what tells whether it is still at it."""
    deck = add_deck(stage.folder / "decks", cards)
    asked = "sheet=a4-poker-9up&language=fr&variant=&finish=ink&flip=long-edge"
    path = f"/console/decks/{deck}/print?{asked}"
    thread = Thread(target=_ask, args=[stage, path], daemon=True)
    thread.start()
    time.sleep(2)
    yield thread.is_alive


def _ask(stage: Stage, path: str) -> None:
    with suppress(OSError, HTTPException):  # the server ends before the print does
        stage.ask(path, 300)
