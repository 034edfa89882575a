"""Our own prints, timed: with nothing kept, with everything kept, and with everything but one card."""

import time
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from toolkit.bench.decks import edited
from toolkit.bench.pages import LANGUAGE
from toolkit.decks.models import Deck
from toolkit.language import use
from toolkit.printing.decks import print_deck
from toolkit.printing.pool import pool
from toolkit.printing.store import store


class Press:
    """Our printing, with its processes running and a folder of its own."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._emptied = 0

    def warm(self, deck: Deck) -> None:
        """Have every process draw something, so that none is timed while it starts."""
        with ThreadPoolExecutor(pool().size) as threads:
            list(threads.map(lambda number: self.full(edited(deck, number)), range(pool().size)))

    def full(self, deck: Deck) -> tuple[float, bytes]:
        """Print a deck of which nothing is kept; return the seconds it took, and the file."""
        self.empty()
        return timed(lambda: printed(deck))

    def empty(self) -> None:
        """Forget everything that was drawn, on disk too."""
        self._emptied += 1
        store.folder = self._folder / f"{self._emptied}"
        store.forget()


@contextmanager
def press() -> Iterator[Press]:
    """Lend a press, in French, whose folder is gone afterwards."""
    before = store.folder
    with TemporaryDirectory() as folder, use(LANGUAGE):
        try:
            yield Press(Path(folder))
        finally:
            store.folder = before
            store.forget()


def printed(deck: Deck, **wishes: Any) -> bytes:
    """Print a deck in the language of the measurements."""
    return print_deck(deck, language=LANGUAGE, **wishes)


def timed(work: Callable[[], bytes]) -> tuple[float, bytes]:
    """Return how many seconds something takes, and what comes of it."""
    began = time.monotonic()
    made = work()
    return time.monotonic() - began, made


def peaks() -> list[float]:
    """Return the most memory that each rendering process has held, in MB; none where the system does not say."""
    found = []
    for number in pool().processes():
        status = Path(f"/proc/{number}/status")
        if status.exists():
            lines = [line.split() for line in status.read_text().splitlines() if line.startswith("VmHWM")]
            found += [int(line[1]) / 1000 for line in lines]
    return found
