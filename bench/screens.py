"""Every scenario of `bench.live` in turn, and what the figures are worth beside their yardsticks."""

import json
from collections.abc import Callable
from typing import Any

from bench.live import bare_votes, deaf_readers, everybody_votes, herd, price_of_a_frame, while_printing
from bench.moving import WITHIN, moving_on
from bench.wifi import phones
from toolkit.live.rhythm import Rhythm

INTERVAL = Rhythm().interval * 1000  # milliseconds
WIFI = 10  # Mbit/s that a busy access point carries to all of its phones
Figures = dict[str, Any]


def measure(tell: Callable[[str], None] = lambda _line: None) -> dict[str, Any]:
    """Play every scenario; return the figures and, under "ratios", what they are worth."""
    figures: dict[str, Any] = {}
    scenarios: dict[str, Callable[[], Figures]] = {
        "frame": price_of_a_frame,
        "bare votes": bare_votes,
        "nobody listens": lambda: everybody_votes(0),
        "500 screens": lambda: everybody_votes(500),
        "10000 screens": lambda: everybody_votes(10_000),
        "phones": phones,
        "a step": moving_on,
        "deaf readers": deaf_readers,
        "restart": herd,
        "printing": while_printing,
    }
    for name, play in scenarios.items():
        figures[name] = play()
        tell(f"{name}: {json.dumps(figures[name], ensure_ascii=False)}")
    return {"interval": INTERVAL, "figures": figures, "ratios": ratios(figures)}


def ratios(figures: dict[str, Any]) -> dict[str, float]:
    """Compare each figure with its yardstick."""
    frame, none, some, many = (figures[name] for name in ("frame", "nobody listens", "500 screens", "10000 screens"))
    printing, wifi = figures["printing"], figures["phones"]
    compared = {
        "processor per frame ÷ raw uvloop": (frame["µs a frame"], frame["µs a frame, raw"]),
        "screen p99 at 500 ÷ interval": (some["screen_p99"], INTERVAL),
        "vote p99 at 500 ÷ bare vote p99, no stream": (some["vote_p99"], figures["bare votes"]["vote_p99"]),
        "vote p99 at 500 ÷ with no stream": (some["vote_p99"], none["vote_p99"]),
        "vote p99 at 10000 ÷ at 500": (many["vote_p99"], some["vote_p99"]),
        "votes served at 10000 ÷ sent": (many["served"], many["votes"]),
        "page p95 with 500 streams ÷ with none": (some["page_p95"], none["page_p95"]),
        "Mbit/s of 500 phones ÷ 10 (≤ 1)": (wifi["Mbit/s for all"], WIFI),
        "500 phones after a step, p95 ÷ 2 s (≤ 1)": (figures["a step"]["p95"], WITHIN),
        "vote p99 while printing ÷ without": (printing["vote_p99 meanwhile"], printing["vote_p99 without"]),
    }
    return {name: round(value / max(yardstick, 1e-9), 2) for name, (value, yardstick) in compared.items()}
