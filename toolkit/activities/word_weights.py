"""Words that several people said, weighed."""

from collections import Counter, defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from math import ceil

from toolkit.text import folded

SIZES = 5


@dataclass(frozen=True)
class Word:
    """A word as most people wrote it, how many said it, and how large it is drawn: from 1 to 5."""

    text: str
    count: int
    size: int


def weigh(words: Iterable[str]) -> list[Word]:
    """Return each word once, whatever its capitals, the heaviest first; of spellings, the one that most people chose.

    It depends on no order: what was said without a name has none.
    """
    spellings: defaultdict[str, Counter[str]] = defaultdict(Counter)
    for word in words:
        spellings[folded(word)][word] += 1
    most = max((spelling.total() for spelling in spellings.values()), default=0)
    weighed = [
        Word(_usual(spelling), spelling.total(), _size(spelling.total(), most)) for spelling in spellings.values()
    ]
    return sorted(weighed, key=lambda word: (-word.count, folded(word.text)))


def _usual(spelling: Counter[str]) -> str:
    """Return the spelling that most people chose; of two, the one with fewer capitals."""
    return min(spelling, key=lambda word: (-spelling[word], sum(map(str.isupper, word)), word))


def _size(count: int, most: int) -> int:
    """Return a size that grows with the count; where no word is said often, none is drawn large."""
    return ceil(SIZES * count / max(most, SIZES))
