"""Our own prints as people make them: the command that they type, and the button of the console."""

import resource
import shutil
import subprocess
import sys
import time
import urllib.request
from collections.abc import Callable, Sequence
from contextlib import suppress
from pathlib import Path
from types import TracebackType
from typing import Self
from urllib.parse import urlencode

from bench.machine import HOST, free_port, is_open
from bench.pages import LANGUAGE
from toolkit.decks.folder import writing
from toolkit.decks.models import Deck
from toolkit.web.owner import cookie_name, sign

CODE = "bench"
_PATIENCE, _LONGEST = 60.0, 900
_WORKER = b"toolkit.printing.render.worker"
_ASKED = {"sheet": "a4-poker-9up", "language": LANGUAGE, "finish": "colour", "flip": "long-edge"}


def keep(deck: Deck, data: Path) -> None:
    """Put a deck into the data folder of a machine, in the place of the one before, as an import does."""
    folder, aside = data / "decks" / CODE, data / "aside"
    writing.write(writing.files(deck.model_copy(update={"code": CODE})), aside)
    shutil.rmtree(folder, ignore_errors=True)
    folder.parent.mkdir(exist_ok=True)
    aside.rename(folder)


def command(data: Path, output: Path, *words: str) -> list[str]:
    """Return what is typed to print the deck of a data folder."""
    typed = ["decks", "print", CODE, "-o", str(output), "--lang", LANGUAGE, "--no-remember", *words]
    return [sys.executable, "-m", "toolkit.cli", *typed, "--data", str(data)]


def cost(words: Sequence[str]) -> tuple[float, float]:
    """Run a program to its end; return how long it took, and how much of the processors, with all that it started."""
    began, before = time.monotonic(), _processor()
    subprocess.run(words, check=True, capture_output=True)
    return time.monotonic() - began, _processor() - before


def _processor() -> float:
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return used.ru_utime + used.ru_stime


class Console:
    """The real server on a folder of its own, whose console is asked for prints."""

    def __init__(self, data: Path) -> None:
        self._data = data
        self._port = free_port()
        words = ["-m", "toolkit.cli", "serve", "--no-browser", "--port", f"{self._port}", "--data", str(data)]
        self._process = subprocess.Popen([sys.executable, *words], stdout=subprocess.DEVNULL)

    def __enter__(self) -> Self:
        """Wait until it answers."""
        end = time.monotonic() + _PATIENCE
        while not is_open(self._port):
            if time.monotonic() > end:
                raise RuntimeError(f"No server on {self._port}")
            time.sleep(0.05)
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        """End it."""
        self._process.terminate()
        self._process.wait()

    def printed(self, deck: Deck, **wishes: str) -> bytes:
        """Have a deck printed, as it is now on disk."""
        keep(deck, self._data)
        return self.again(**wishes)

    def again(self, **wishes: str) -> bytes:
        """Press the button for the deck that is there."""
        address = f"http://{HOST}:{self._port}/console/decks/{CODE}/print?{urlencode(_ASKED | wishes)}"
        cookie = f"{cookie_name(self._port)}={sign((self._data / 'secret').read_text())}"
        asked = urllib.request.Request(address, headers={"Cookie": cookie})
        with urllib.request.urlopen(asked, timeout=_LONGEST) as answer:
            content: bytes = answer.read()
            return content

    def peaks(self) -> list[float]:
        """Return the most memory that each of its rendering processes has held, in MB; none where nobody says."""
        megabytes = []
        with suppress(OSError):
            for number in _children(self._process.pid):
                lines = [line.split() for line in Path(f"/proc/{number}/status").read_text().splitlines()]
                megabytes += [int(line[1]) / 1000 for line in lines if line[0] == "VmHWM:"]
        return megabytes


def timed(work: Callable[[], bytes]) -> tuple[float, bytes]:
    """Return how many seconds something takes, and what comes of it."""
    began = time.monotonic()
    made = work()
    return time.monotonic() - began, made


def _children(process: int) -> list[str]:
    """List the rendering processes of a server: its threads start them."""
    numbers = [
        number for task in Path(f"/proc/{process}/task").glob("*/children") for number in task.read_text().split()
    ]
    return [number for number in numbers if _WORKER in Path(f"/proc/{number}/cmdline").read_bytes()]
