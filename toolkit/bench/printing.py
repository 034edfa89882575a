"""How long decks take to print, and how large they become, beside what else prints them on this machine.

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

from toolkit.bench import answering, starting
from toolkit.bench.decks import deck, edited
from toolkit.bench.ours import Press, peaks, press, printed, timed
from toolkit.bench.yardsticks import SLOW, Missing, Yardstick
from toolkit.decks.models import Deck

SMALL, LARGE, ROUNDS = 54, 1000, 3
_PRIORITY = -15
_NAMES = {
    "chromium": "Chromium, open already, prints the page",
    "flexible": "WeasyPrint, one document in nested flexible boxes",
    "document": "WeasyPrint, one document in plain blocks",
    "typeset": "Typst, simple cards",
    "canvas": "ReportLab, simple cards",
}
_PEAKS = "MB of each rendering process at most"
Say = Callable[[str], None]
Figures = dict[str, Any]


def measure(say: Say, small: int = SMALL, large: int = LARGE, rounds: int = ROUNDS) -> dict[str, Any]:
    """Return ratios, the figures they come from, the machine, and what it lacked; a `large` of 0 leaves that out."""
    _step_forward()
    lacking: list[str] = []
    with press() as ours, TemporaryDirectory() as name:
        folder = Path(name)
        few = _compare(say, ours, folder, small, rounds, lacking)
        say(f"{few}")
        many = _many(say, ours, folder, large, lacking) if large else {}
        say(f"{many}")
    cold = starting.measure(say, small, lacking)
    server = answering.measure(say, large) if large else {}
    figures = {f"{small} cards": few, f"{large} cards": many, "fresh process": cold, "server": server}
    flat = {f"{name}, {unit}": said for name, units in figures.items() for unit, said in units.items()}
    return {"ratios": _ratios(small, large, figures), "figures": flat, "machine": _machine(), "lacking": lacking}


def _compare(say: Say, ours: Press, folder: Path, cards: int, rounds: int, lacking: list[str]) -> Figures:
    """Print a small deck in turns."""
    found = deck(cards)
    seconds: dict[str, list[float]] = {}
    with ExitStack() as open_ones:
        others = _opened(say, open_ones, tuple(_NAMES), cards, folder, lacking)
        ours.warm(found)
        for number in range(rounds):
            say(f"{cards} cards, round {number + 1} of {rounds}")
            for name, taken in _one_round(ours, found, number).items():
                seconds.setdefault(name, []).append(taken)
            for name, other in others.items():
                if number == 0 or name not in SLOW:
                    seconds.setdefault(name, []).append(other.seconds())
        sizes = {name: other.file.stat().st_size for name, other in others.items()}
    sizes["full"] = len(printed(found))
    return {"seconds": {name: round(median(taken), 3) for name, taken in seconds.items()}, "bytes": sizes}


def _one_round(ours: Press, found: Deck, number: int) -> dict[str, float]:
    """Print a deck with nothing kept, with one card edited, with the backs elsewhere, and on other paper."""
    return {
        "full": ours.full(found)[0],
        "one card edited": timed(lambda: printed(edited(found, 100 + number)))[0],
        "another offset": timed(lambda: printed(found, back_offset=(0.5, 0.1 * number)))[0],
        "other paper": timed(lambda: printed(found, paper="letter"))[0],
    }


def _many(say: Say, ours: Press, folder: Path, cards: int, lacking: list[str]) -> Figures:
    """Print a large deck: with nothing kept once, and twice in a browser."""
    found = deck(cards)
    say(f"{cards} cards")
    with ExitStack() as open_ones:
        others = _opened(say, open_ones, ("chromium",), cards, folder, lacking)
        seconds = {name: other.seconds() for name, other in others.items()}
        sizes = {name: other.file.stat().st_size for name, other in others.items()}
    full, pdf = ours.full(found)
    rounds = [timed(partial(printed, edited(found, number)))[0] for number in range(3)]
    seconds |= {"full": full, "one card edited": median(rounds)}
    return {
        "seconds": {name: round(taken, 3) for name, taken in seconds.items()},
        "bytes": {**sizes, "full": len(pdf)},
        _PEAKS: [round(peak) for peak in peaks()],
    }


def _opened(
    say: Say, open_ones: ExitStack, names: tuple[str, ...], cards: int, folder: Path, lacking: list[str]
) -> dict[str, Yardstick]:
    """Start what there is of the yardsticks, and note what is not there."""
    found = {}
    for name in names:
        say(f"{cards} cards, warming: {_NAMES[name]}")
        try:
            found[name] = open_ones.enter_context(Yardstick(name, cards, folder / f"{name}-{cards}.pdf"))
        except Missing as missing:
            lacking.append(f"{_NAMES[name]}: {missing}")
    return found


def _ratios(small: int, large: int, figures: Figures) -> dict[str, float]:
    """Divide what belongs together, where both were measured; the names of targets say what is aimed at."""
    ratios = {
        name: round(group[unit][ours] / group[unit][other], 3)
        for name, group, unit, ours, other in _pairs(small, large, figures)
        if unit in group and ours in group[unit] and other in group[unit]
    }
    if large:
        few, many = figures[f"{small} cards"], figures[f"{large} cards"]
        each = many["seconds"]["full"] / large * small / few["seconds"]["full"]
        ratios[f"time per card, {large} ÷ {small} cards (≤ 1.2)"] = round(each, 3)
        ratios["MB of a rendering process at most (≤ 200)"] = max(many[_PEAKS], default=0)
    return ratios


def _pairs(small: int, large: int, figures: Figures) -> list[tuple[str, Figures, str, str, str]]:
    """List every ratio: its name, where its figures are, their unit, what is divided, and by what."""
    few, many, server = figures[f"{small} cards"], figures.get(f"{large} cards", {}), figures.get("server", {})
    return [
        (f"{small} cards ÷ Chromium (≤ 0.7)", few, "seconds", "full", "chromium"),
        (f"{small} cards ÷ nested flexible boxes (≤ 1/15 = 0.067)", few, "seconds", "full", "flexible"),
        (f"{small} cards ÷ one WeasyPrint document", few, "seconds", "full", "document"),
        (f"{small} cards ÷ Typst", few, "seconds", "full", "typeset"),
        (f"{small} cards ÷ ReportLab", few, "seconds", "full", "canvas"),
        ("fresh process ÷ fresh Chromium (≤ 1)", figures["fresh process"], "seconds", "full", "chromium"),
        (f"one card edited ÷ full, {small} cards (≤ 1/10 = 0.1)", few, "seconds", "one card edited", "full"),
        (f"one card edited ÷ full, {large} cards (≤ 1/30 = 0.033)", many, "seconds", "one card edited", "full"),
        ("another offset ÷ full (≤ 1/25 = 0.04)", few, "seconds", "another offset", "full"),
        ("other paper ÷ full (≤ 1/25 = 0.04)", few, "seconds", "other paper", "full"),
        (f"{large} cards ÷ Chromium (≤ 1.5)", many, "seconds", "full", "chromium"),
        ("file ÷ one WeasyPrint document (≤ 1.35)", few, "bytes", "full", "document"),
        ("file ÷ Chromium", few, "bytes", "full", "chromium"),
        (f"server's p99 while {large} cards print ÷ before (≤ 2)", server, "p99 in ms", "during", "before"),
    ]


def _machine() -> dict[str, Any]:
    return {"processors": os.cpu_count(), "system": platform.platform(), "Python": platform.python_version()}


def _step_forward() -> None:
    """Let other work of this machine wait, where we may; ours and the yardsticks stay as far apart as they are."""
    if hasattr(os, "geteuid") and os.geteuid() == 0 and os.getpriority(os.PRIO_PROCESS, 0) >= 0:
        os.setpriority(os.PRIO_PROCESS, 0, _PRIORITY)
