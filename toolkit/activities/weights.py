"""Weights: what ballots count for, a person or their share of a table, added up exactly."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from fractions import Fraction
from typing import Any

Weight = Fraction | int  # of ballots, or parts of them


class Weighed(dict[Any, Any]):
    """What a ballot says that counts for a part of one, or for several."""

    def __init__(self, content: Mapping[Any, Any], weight: Weight) -> None:
        super().__init__(content)
        self.weight = weight


def weight_of(content: Mapping[Any, Any]) -> Weight:
    """Return what a ballot counts for: one, unless it is weighed."""
    return content.weight if isinstance(content, Weighed) else 1


def weigh(pairs: Iterable[tuple[Any, Weight]]) -> dict[Any, Weight]:
    """Add up the weights of each value; 0 for one that is not there."""
    heap: dict[Any, Weight] = defaultdict(int)
    for value, weight in pairs:
        heap[value] += weight
    return heap


def weights(contents: Iterable[Mapping[Any, Any]]) -> dict[Any, Weight]:
    """Return what the ballots that name a choice count for, by its code."""
    return weigh((code, weight_of(content)) for content in contents for code in content)


def sums(contents: Iterable[Mapping[str, int]]) -> dict[Any, Weight]:
    """Return what ballots give each choice in all, by its code."""
    return weigh((code, number * weight_of(content)) for content in contents for code, number in content.items())


def profile(contents: Iterable[Mapping[Any, Any]], code: str) -> dict[Any, Weight]:
    """Return what the ballots count for that give a choice each value, by value."""
    return weigh((content[code], weight_of(content)) for content in contents if code in content)


def mean(heap: Mapping[int, Weight]) -> Fraction | None:
    """Return the mean of weighed numbers, None of no numbers."""
    total = sum(heap.values())
    return Fraction(sum(value * weight for value, weight in heap.items())) / total if total else None


def median(heap: Mapping[int, Weight]) -> float | None:
    """Return the median of weighed numbers: between the two in the middle where it lies between them."""
    half, passed, low = Fraction(sum(heap.values())) / 2, Fraction(0), None
    for value in sorted(heap):
        passed += heap[value]
        low = value if low is None and passed >= half else low
        if low is not None and passed > half:
            return (low + value) / 2
    return None
