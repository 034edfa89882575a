"""A print from nothing: the command that a person types, and what else prints, each as a whole process."""

import sys
from collections.abc import Callable
from pathlib import Path
from statistics import median
from subprocess import CalledProcessError
from typing import Any

from bench import ours
from bench.decks import deck, edited
from bench.pages import LANGUAGE
from bench.yardsticks import Missing, chromium
from toolkit.language import use

WALL, PROCESSOR = "command, seconds", "command, seconds of processor"
_SIMPLE = {"typeset": "Typst", "canvas": "ReportLab"}


def measure(say: Callable[[str], None], cards: int, rounds: int, folder: Path, lacking: list[str]) -> dict[str, Any]:
    """Time whole processes, in turns; each round in a data folder where nothing is kept yet."""
    others = _others(cards, folder, lacking)
    taken: dict[str, list[tuple[float, float]]] = {}
    for number in range(rounds):
        say(f"{cards} cards, whole processes, round {number + 1} of {rounds}")
        for name, lasted in {**_ours(cards, folder, number), **_timed(others, lacking)}.items():
            taken.setdefault(name, []).append(lasted)
    return {
        unit: {name: round(median(one[place] for one in times), 3) for name, times in taken.items()}
        for place, unit in enumerate((WALL, PROCESSOR))
    }


def _ours(cards: int, folder: Path, number: int) -> dict[str, tuple[float, float]]:
    """Print a deck with nothing kept, again, otherwise laid, on other paper, and with one card edited."""
    data, file = folder / f"data-{cards}-{number}", folder / "ours.pdf"
    ours.keep(deck(cards), data)
    made = {
        "full": ours.cost(ours.command(data, file)),
        "again": ours.cost(ours.command(data, file)),
        "another offset": ours.cost(ours.command(data, file, "--back-offset", "0.5", "0.1")),
        "other paper": ours.cost(ours.command(data, file, "--paper", "letter")),
    }
    ours.keep(edited(deck(cards), number), data)
    return {**made, "one card edited": ours.cost(ours.command(data, file))}


def _others(cards: int, folder: Path, lacking: list[str]) -> dict[str, list[str]]:
    """List the programs that there are beside ours."""
    module = [sys.executable, "-m", "bench.yardsticks"]
    commands = {name: [*module, name, f"{cards}", str(folder / f"{name}-fresh.pdf"), "once"] for name in _SIMPLE}
    try:
        return {"chromium": _browser(cards, folder), **commands}
    except Missing as missing:
        lacking.append(f"Chromium from a fresh process: {missing}")
        return commands


def _timed(others: dict[str, list[str]], lacking: list[str]) -> dict[str, tuple[float, float]]:
    """Time the other programs; one that is not installed is named, and not tried again."""
    taken = {}
    for name, words in list(others.items()):
        try:
            taken[name] = ours.cost(words)
        except CalledProcessError:
            del others[name]
            lacking.append(f"{_SIMPLE.get(name, 'Chromium')} from a fresh process: it cannot be run here.")
    return taken


def _browser(cards: int, folder: Path) -> list[str]:
    with use(LANGUAGE):
        page = chromium.written(deck(cards), folder / f"fresh-{cards}.html")
    words = [chromium.program(), "--headless", *chromium.options(), f"--user-data-dir={folder / 'profile'}"]
    return [*words, "--no-pdf-header-footer", f"--print-to-pdf={folder / 'browser.pdf'}", page.as_uri()]
