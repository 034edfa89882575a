"""What else prints a deck: each in a process of its own, which is started, warmed once, and then asked round by round.

They run behind other work, as our own rendering processes do, so that a busy machine is equally unfair to all.
"""

import json
import subprocess
import sys
from pathlib import Path
from types import TracebackType
from typing import Self

MANY = 200  # cards that take long enough for a cold start not to matter


class Missing(RuntimeError):
    """A yardstick that this machine does not have; the message says what is missing."""


class Yardstick:
    """A process that prints one deck, again and again."""

    def __init__(self, name: str, cards: int, file: Path) -> None:
        self.file = file
        words = [sys.executable, "-m", "bench.yardsticks", name, f"{cards}", str(file)]
        self._process = subprocess.Popen(words, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)

    def __enter__(self) -> Self:
        """Wait until it is warm: it has printed once, unless that takes long. Raises Missing when it cannot."""
        greeting = self._hear()
        if "missing" in greeting:
            self._process.communicate()
            raise Missing(greeting["missing"])
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        """Let it end: it does so when its input does."""
        self._process.communicate()

    def seconds(self) -> float:
        """Have the deck printed once more; return how long that took."""
        if self._process.stdin:
            self._process.stdin.write("\n")
            self._process.stdin.flush()
        return float(self._hear()["seconds"])

    def _hear(self) -> dict[str, str]:
        line = self._process.stdout.readline() if self._process.stdout else ""
        heard: dict[str, str] = json.loads(line) if line else {"missing": "it stopped without a word"}
        return heard
