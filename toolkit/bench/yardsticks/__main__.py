"""One yardstick at work: `python -m toolkit.bench.yardsticks NAME CARDS FILE` prints whenever it reads a line."""

import json
import os
import sys
import time
from importlib import import_module
from pathlib import Path

from toolkit.bench.decks import deck
from toolkit.bench.yardsticks import MANY, SLOW, Missing
from toolkit.language import use

BEHIND = 10  # as limits.settle does for our own


def main(name: str, cards: str, file: str) -> None:
    """Say when ready, then how many seconds each print took."""
    if hasattr(os, "nice"):
        os.nice(BEHIND)
    try:
        with use("fr"), import_module(f"toolkit.bench.yardsticks.{name}").opened(deck(int(cards)), Path(file)) as draw:
            if name not in SLOW and int(cards) < MANY:
                draw()
            _say(ready=name)
            for _line in sys.stdin:
                began = time.monotonic()
                draw()
                _say(seconds=time.monotonic() - began)
    except (ImportError, Missing) as missing:
        _say(missing=str(missing))


def _say(**words: object) -> None:
    sys.stdout.write(json.dumps(words) + "\n")
    sys.stdout.flush()


if __name__ == "__main__":
    main(*sys.argv[1:])
