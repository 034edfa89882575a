"""The decks of this machine: those that come with the toolkit, and those that were imported."""

from contextlib import suppress
from functools import lru_cache
from pathlib import Path

from toolkit.decks.folder import reading
from toolkit.decks.models import Deck
from toolkit.decks.refusals import DeckUnreadable
from toolkit.language import gettext as _
from toolkit.paths import CARDS

_homes: list[Path] = [CARDS]


def look_in(home: Path) -> None:
    """Look for imported decks in the folder `home`, whether it is there yet or not."""
    _homes[1:] = [home]


def home() -> Path:
    """Return the folder of imported decks."""
    return _homes[-1]


def bundled() -> list[str]:
    """List the codes of the decks that come with the toolkit."""
    return _codes(CARDS)


def known() -> list[str]:
    """List the codes of all decks, those that come with the toolkit first."""
    return list(dict.fromkeys(code for home in _homes for code in _codes(home)))


def readable() -> list[Deck]:
    """Read all decks, without those that somebody has spoilt."""
    decks = []
    for code in known():
        with suppress(DeckUnreadable):
            decks.append(_under_its_name(code))
    return decks


def spoilt() -> dict[str, list[str]]:
    """Say what is wrong with the decks that cannot be read, by the name of their folder."""
    wrong = {}
    for code in known():
        try:
            _under_its_name(code)
        except DeckUnreadable as refusal:
            wrong[code] = refusal.sentences
    return wrong


def _under_its_name(code: str) -> Deck:
    """Read a deck, or raise DeckUnreadable, also when its folder is not called as the deck is."""
    deck = find(code)
    if deck.code != code:
        raise DeckUnreadable(_("deck.toml: the code is %(code)s, so its folder must be called so.", code=deck.code))
    return deck


def location(code: str) -> Path:
    """Return the folder of a deck, or raise KeyError."""
    home = next((home for home in _homes if code in _codes(home)), None)
    if home is None:
        raise KeyError(code)
    return home / code


def find(code: str) -> Deck:
    """Read a deck, or raise KeyError."""
    path = location(code)
    return _read(path, stamp(path))


def stamp(path: Path) -> tuple[int, int]:
    """Return what changes when the folder is replaced by another."""
    about = path.stat()
    return about.st_ino, about.st_mtime_ns


def _codes(home: Path) -> list[str]:
    return sorted(path.parent.name for path in home.glob("[!.]*/deck.toml"))


@lru_cache(maxsize=100)
def _read(path: Path, _stamp: tuple[int, int]) -> Deck:
    return reading.read(path)
