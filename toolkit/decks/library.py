"""The decks that come with the toolkit: a folder in cards/ is a deck."""

from functools import cache
from pathlib import Path

from toolkit.decks import folder
from toolkit.decks.models import Deck
from toolkit.paths import CARDS


def bundled() -> list[str]:
    """List the codes of the bundled decks."""
    return sorted(path.parent.name for path in CARDS.glob("*/deck.toml"))


def location(code: str) -> Path:
    """Return the folder of a bundled deck, or raise KeyError."""
    if code not in bundled():
        raise KeyError(code)
    return CARDS / code


@cache
def find(code: str) -> Deck:
    """Read a bundled deck, or raise KeyError."""
    return folder.read(location(code))
