"""How long decks take to print, and how large they become, beside what else prints them on this machine.

What is measured is what people do: the command that they type, as a whole process, and the button of the console.
Rounds are interleaved and medians taken, so that whatever else the machine does is as unfair to one as to another.
"""

import os
import platform
from collections.abc import Callable
from contextlib import ExitStack
from functools import partial
from pathlib import Path
from statistics import median
from tempfile import TemporaryDirectory
from typing import Any

from bench import commands, live, starting
from bench.decks import deck, edited
from bench.ours import Console, timed
from bench.starting import PROCESSOR, WALL
from bench.yardsticks import Missing, Yardstick

SMALL, LARGE, ROUNDS = 54, 1000, 3
_PRIORITY = -15
_NAMES = {
    "chromium": "Chromium, open already, prints the page",
    "typeset": "Typst, simple cards",
    "canvas": "ReportLab, simple cards",
}
_PEAKS, _CONSOLE = "MB of each rendering process at most", "console, seconds"
_VOTES, _COMMANDS = "votes during a print", "musette"
_WARMING = 7  # words that no round prints
Say = Callable[[str], None]
Figures = dict[str, Any]


def measure(say: Say, small: int = SMALL, large: int = LARGE, rounds: int = ROUNDS) -> dict[str, Any]:
    """Return ratios, the figures they come from, the machine, and what it lacked; a `large` of 0 leaves that out."""
    _step_forward()
    lacking: list[str] = []
    figures: Figures = {}
    with TemporaryDirectory() as name:
        say("commands that print nothing")
        figures[_COMMANDS] = commands.measure(rounds, Path(name))
        for cards, times in {small: rounds, large: 1}.items():
            if cards:
                figures[f"{cards} cards"] = _measured(say, cards, times, Path(name), lacking)
                say(f"{figures[f'{cards} cards']}")
    if large:
        say(f"votes while {large} cards are printed")
        figures[_VOTES] = {"ms": live.while_printing(large)}
    flat = {f"{name}, {unit}": value for name, units in figures.items() for unit, value in units.items()}
    return {"ratios": _ratios(small, large, figures), "figures": flat, "machine": _machine(), "lacking": lacking}


def _measured(say: Say, cards: int, rounds: int, folder: Path, lacking: list[str]) -> Figures:
    """Print a deck in both ways."""
    command = starting.measure(say, cards, rounds, folder, lacking)
    return {**command, **_warm(say, cards, rounds, folder, lacking)}


def _warm(say: Say, cards: int, rounds: int, folder: Path, lacking: list[str]) -> Figures:
    """Print a deck from a console whose processes have drawn before, in turns with programs that are open already."""
    taken: dict[str, list[float]] = {}
    (folder / f"console-{cards}").mkdir()
    with ExitStack() as open_ones:
        others = _opened(say, open_ones, cards, folder, lacking)
        console = open_ones.enter_context(Console(folder / f"console-{cards}"))
        console.printed(deck(SMALL, edition=_WARMING))
        for number in range(rounds):
            say(f"{cards} cards, the console, round {number + 1} of {rounds}")
            lasted, size = _one_round(console, cards, number)
            for name, once in {**lasted, **{name: other.seconds() for name, other in others.items()}}.items():
                taken.setdefault(name, []).append(once)
        sizes = {name: other.file.stat().st_size for name, other in others.items()}
        peaks = [round(peak) for peak in console.peaks()]
    seconds = {name: round(median(times), 3) for name, times in taken.items()}
    return {_CONSOLE: seconds, "bytes": {**sizes, "full": size}, _PEAKS: peaks}


def _one_round(console: Console, cards: int, number: int) -> tuple[dict[str, float], int]:
    """Print words that nobody printed before, again, otherwise laid, on other paper, and with one card edited."""
    edition = deck(cards, edition=number)
    full, pdf = timed(partial(console.printed, edition))
    made = {
        "again": timed(console.again)[0],
        "another offset": timed(partial(console.again, right="0.5", down=f"0.{number + 1}"))[0],
        "other paper": timed(partial(console.again, paper="letter"))[0],
        "one card edited": timed(partial(console.printed, edited(edition, number)))[0],
    }
    return {"full": full, **made}, len(pdf)


def _opened(say: Say, open_ones: ExitStack, cards: int, folder: Path, lacking: list[str]) -> dict[str, Yardstick]:
    """Start what there is of the yardsticks, and note what is not there."""
    yardsticks = {}
    for name, label in _NAMES.items():
        say(f"{cards} cards, warming: {label}")
        try:
            yardsticks[name] = open_ones.enter_context(Yardstick(name, cards, folder / f"{name}-{cards}.pdf"))
        except Missing as missing:
            lacking.append(f"{label}: {missing}")
    return yardsticks


def _ratios(small: int, large: int, figures: Figures) -> dict[str, float]:
    """Divide what belongs together, where both were measured; the names of targets say what is aimed at."""
    ratios = {
        name: round(group[unit][mine] / group[unit][other], 3)
        for name, cards, unit, mine, other in _pairs(small, large)
        for group in [figures.get(f"{cards} cards", {})]
        if mine in group.get(unit, {}) and other in group[unit]
    }
    soon = figures[_COMMANDS][commands.SECONDS]
    for name in commands.COMMANDS:
        ratios[f"musette {name} ÷ with every command loaded (≤ 1/2)"] = round(
            soon[name] / soon[name + commands.LOADED], 3
        )
    if large:
        votes = figures[_VOTES]["ms"]
        ratios["MB of a rendering process at most (≤ 200)"] = max(figures[f"{large} cards"][_PEAKS], default=0)
        waits = votes["vote_p99 meanwhile"] / votes["vote_p99 without"]
        ratios[f"vote p99 while {large} cards print ÷ without (≤ 1.5)"] = round(waits, 3)
    return ratios


def _pairs(small: int, large: int) -> list[tuple[str, int, str, str, str]]:
    """List every ratio: its name, the deck, the way, what is divided, and by what."""
    again = ("again", "another offset", "other paper")
    return [
        ("command ÷ Chromium, both fresh (≤ 1.5)", small, WALL, "full", "chromium"),
        ("command ÷ Typst, both fresh", small, WALL, "full", "typeset"),
        ("command ÷ ReportLab, both fresh", small, WALL, "full", "canvas"),
        *((f"command, {name} ÷ first (≤ 1/8 = 0.125)", small, WALL, name, "full") for name in again),
        *((f"command, {name} ÷ first, of the processor", small, PROCESSOR, name, "full") for name in again),
        ("command, one card edited ÷ first", small, WALL, "one card edited", "full"),
        ("console ÷ Chromium, open already (≤ 1)", small, _CONSOLE, "full", "chromium"),
        ("console ÷ Typst", small, _CONSOLE, "full", "typeset"),
        ("console ÷ ReportLab", small, _CONSOLE, "full", "canvas"),
        *((f"console, {name} ÷ first (≤ 1/15 = 0.067)", small, _CONSOLE, name, "full") for name in again),
        ("console, one card edited ÷ first (≤ 1/10 = 0.1)", small, _CONSOLE, "one card edited", "full"),
        (f"{large} cards, command ÷ Chromium, both fresh (≤ 1.5)", large, WALL, "full", "chromium"),
        (f"{large} cards, console ÷ Chromium, open already (≤ 1.5)", large, _CONSOLE, "full", "chromium"),
        ("file ÷ Chromium", small, "bytes", "full", "chromium"),
    ]


def _machine() -> dict[str, Any]:
    return {"processors": os.cpu_count(), "system": platform.platform(), "Python": platform.python_version()}


def _step_forward() -> None:
    """Let other work of this machine wait, where we may; ours and the yardsticks stay as far apart as they are."""
    if hasattr(os, "geteuid") and os.geteuid() == 0 and os.getpriority(os.PRIO_PROCESS, 0) >= 0:
        os.setpriority(os.PRIO_PROCESS, 0, _PRIORITY)
