"""A print from nothing: a program that starts, prints, and ends, with nothing kept from before."""

import subprocess
import sys
import time
from collections.abc import Callable, Sequence
from pathlib import Path
from statistics import median
from tempfile import TemporaryDirectory
from typing import Any

from toolkit.bench.decks import deck
from toolkit.bench.pages import LANGUAGE
from toolkit.bench.yardsticks import Missing, chromium
from toolkit.language import use

ROUNDS = 3
_OURS = """
import sys
from pathlib import Path
from toolkit.bench.decks import deck
from toolkit.bench.ours import printed
Path(sys.argv[2]).write_bytes(printed(deck(int(sys.argv[1]))))
"""


def measure(say: Callable[[str], None], cards: int, lacking: list[str]) -> dict[str, Any]:
    """Time whole processes, in turns."""
    say(f"{cards} cards from a fresh process")
    with TemporaryDirectory() as name:
        folder = Path(name)
        programs = {"full": [sys.executable, "-c", _OURS, f"{cards}", str(folder / "ours.pdf")]}
        try:
            programs["chromium"] = _browser(cards, folder)
        except Missing as missing:
            lacking.append(f"Chromium from a fresh process: {missing}")
        taken: dict[str, list[float]] = {program: [] for program in programs}
        for _round in range(ROUNDS):
            for program, words in programs.items():
                taken[program].append(_seconds(words))
    return {"seconds": {program: round(median(found), 3) for program, found in taken.items()}}


def _browser(cards: int, folder: Path) -> list[str]:
    with use(LANGUAGE):
        page = chromium.written(deck(cards), folder / "deck.html")
    words = [chromium.program(), "--headless", *chromium.options(), f"--user-data-dir={folder / 'profile'}"]
    return [*words, "--no-pdf-header-footer", f"--print-to-pdf={folder / 'browser.pdf'}", page.as_uri()]


def _seconds(words: Sequence[str]) -> float:
    began = time.monotonic()
    subprocess.run(words, check=True, capture_output=True)  # noqa: S603  our own program, or the browser found
    return time.monotonic() - began
