"""Two rounds for the tests: one that fails is run once more, alone, and only then fails the run.

Browsers, servers and threads share a machine with whatever else runs there. What fails by chance must not keep work
from landing, and must not be forgotten either: its name stands in the last lines, until its cause is mended.
"""

from __future__ import annotations

import json
import tempfile
from collections.abc import Callable, Sequence
from pathlib import Path

FAILED = 1  # pytest: some tests failed; any other number means that it could not run them
MOST = 10  # more failures than that are no chance


def run(pytest: Callable[..., int], say: Callable[[str], None], *halves: Sequence[str]) -> int:
    """Run each half of the tests with `pytest`, then each that failed alone; return how all ends, 0 when green."""
    ends = [_first_round(pytest, half) for half in halves]
    failures = [name for _end, names in ends for name in names]
    if not 0 < len(failures) <= MOST or any(end and not names for end, names in ends):
        return max(end for end, _names in ends)
    say(f"--- once more, alone: {', '.join(failures)}")
    broken = [name for name in failures if pytest(name) != 0]
    for name in failures:
        say(f"{'failed twice' if name in broken else 'unsteady'}: {name}")
    return FAILED if broken else 0


def _first_round(pytest: Callable[..., int], half: Sequence[str]) -> tuple[int, list[str]]:
    """Say how the half ends, and which tests failed if nothing else was wrong."""
    with tempfile.TemporaryDirectory() as cache:
        end = pytest(*half, "-o", f"cache_dir={cache}")
        return end, _failures(Path(cache)) if end == FAILED else []


def _failures(cache: Path) -> list[str]:
    return list(json.loads((cache / "v" / "cache" / "lastfailed").read_text("utf-8")))
