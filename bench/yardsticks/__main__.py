"""One yardstick at work: `python -m bench.yardsticks NAME CARDS FILE` prints whenever it reads a line.

With the word `once` it prints and ends.
"""

import json
import os
import sys
import time
from collections.abc import Callable
from contextlib import AbstractContextManager
from importlib import import_module
from pathlib import Path
from typing import Any

from bench.decks import deck
from bench.yardsticks import MANY, Missing
from toolkit.language import use

BEHIND = 5  # as the process that draws for us does


def main(name: str, cards: str, file: str) -> None:
    """Say when ready, then how many seconds each print took."""
    if hasattr(os, "nice"):
        os.nice(BEHIND)
    try:
        with _opened(name, cards, file) as draw:
            if int(cards) < MANY:
                draw()
            _say(ready=name)
            for _line in sys.stdin:
                began = time.monotonic()
                draw()
                _say(seconds=time.monotonic() - began)
    except (ImportError, Missing) as missing:
        _say(missing=str(missing))


def once(name: str, cards: str, file: str) -> None:
    """Print, and end."""
    with _opened(name, cards, file) as draw:
        draw()


def _opened(name: str, cards: str, file: str) -> AbstractContextManager[Callable[[], None]]:
    module: Any = import_module(f"bench.yardsticks.{name}")
    with use("fr"):
        opened: AbstractContextManager[Callable[[], None]] = module.opened(deck(int(cards)), Path(file))
    return opened


def _say(**words: object) -> None:
    sys.stdout.write(json.dumps(words) + "\n")
    sys.stdout.flush()


if __name__ == "__main__":
    (once if sys.argv[4:] == ["once"] else main)(*sys.argv[1:4])
