"""Does the room notice a large print? The time of a small page, before and while the server prints a thousand cards."""

import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from tempfile import TemporaryDirectory
from threading import Event, Thread
from typing import Any

from toolkit.bench.decks import deck
from toolkit.decks import writing
from toolkit.rehearsal.figures import percentile

PAGE, CODE = "/about", "bench"
SECONDS, PAUSE, PATIENCE = 8.0, 0.005, 60


def measure(say: Callable[[str], None], cards: int) -> dict[str, Any]:
    """Ask for a small page again and again: alone, then during a print."""
    say(f"a server that prints {cards} cards")
    with TemporaryDirectory() as name, _server(Path(name), cards) as address:
        before = _waits(address + PAGE, lambda began: time.monotonic() - began > SECONDS)
        done = Event()
        prints = Thread(target=_print, args=(f"{address}/console/decks/{CODE}/print", done))
        prints.start()
        during = _waits(address + PAGE, lambda _began: done.is_set())
        prints.join()
    waits = {"before": before, "during": during}
    return {
        "p50 in ms": {when: round(percentile(found, 0.5) * 1000, 2) for when, found in waits.items()},
        "p99 in ms": {when: round(percentile(found, 0.99) * 1000, 2) for when, found in waits.items()},
        "requests": {when: len(found) for when, found in waits.items()},
    }


@contextmanager
def _server(folder: Path, cards: int) -> Iterator[str]:
    """Start the real command on a folder that has the large deck; lend its address."""
    large = deck(cards).model_copy(update={"code": CODE})
    writing.write(writing.files(large), folder / "decks" / CODE)
    address = f"http://127.0.0.1:{_free_port()}"
    words = [sys.executable, "-m", "toolkit.cli", "serve", "--no-browser", "--port", address.rpartition(":")[2]]
    with subprocess.Popen([*words, "--data", str(folder)], stdout=subprocess.DEVNULL) as process:  # noqa: S603
        try:
            _wait_for(f"{address}/healthz")
            yield address
        finally:
            process.terminate()


def _wait_for(address: str) -> None:
    end = time.monotonic() + PATIENCE
    while time.monotonic() < end:
        with suppress(OSError):
            _get(address)
            return
        time.sleep(0.05)
    raise RuntimeError(address)


def _waits(address: str, enough: Callable[[float], bool]) -> list[float]:
    """Ask until it is enough; return how long each answer took."""
    began, waits = time.monotonic(), []
    while not enough(began):
        asked = time.monotonic()
        _get(address)
        waits.append(time.monotonic() - asked)
        time.sleep(PAUSE)
    return waits


def _print(address: str, done: Event) -> None:
    try:
        _get(address)
    finally:
        done.set()


def _get(address: str) -> bytes:
    with urllib.request.urlopen(address, timeout=600) as answer:  # noqa: S310  an address of ours
        content: bytes = answer.read()
        return content


def _free_port() -> int:
    with socket.socket() as door:
        door.bind(("127.0.0.1", 0))
        port: int = door.getsockname()[1]
        return port
