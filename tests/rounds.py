"""Two rounds for the tests in a browser: one that fails is run once more, alone, and only then fails the run.

A browser shares its machine with whatever else runs there. What fails by chance must not keep work from landing, and
must not be forgotten either: its name stands in the last lines, until its cause is mended.
"""

from __future__ import annotations

import json
import tempfile
from collections.abc import Callable
from pathlib import Path

FAILED = 1  # pytest: some tests failed; any other number means that it could not run them
MOST = 10  # more failures than that are no chance


def run(pytest: Callable[..., int], say: Callable[[str], None], *chosen: str) -> int:
    """Run the chosen tests with `pytest`, then each that failed alone; return how the run ends, 0 when green."""
    with tempfile.TemporaryDirectory() as cache:
        end = pytest(*chosen, "-o", f"cache_dir={cache}")
        failures = _failures(Path(cache)) if end == FAILED else []
    if not 0 < len(failures) <= MOST:
        return end
    say(f"--- once more, alone: {', '.join(failures)}")
    broken = [name for name in failures if pytest(name) != 0]
    for name in failures:
        say(f"{'failed twice' if name in broken else 'unsteady'}: {name}")
    return FAILED if broken else 0


def _failures(cache: Path) -> list[str]:
    return list(json.loads((cache / "v" / "cache" / "lastfailed").read_text("utf-8")))
