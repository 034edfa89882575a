"""Ranks: who comes first, second, third, and who shares a place."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from fractions import Fraction
from typing import Any

Weight = Fraction | int  # of ballots, or parts of them


class Weighed(dict[Any, Any]):
    """What a ballot says that counts for a part of one."""

    def __init__(self, content: Mapping[Any, Any], weight: Weight) -> None:
        super().__init__(content)
        self.weight = weight


def weight_of(content: Mapping[Any, Any]) -> Weight:
    """Return what a ballot counts for: one, unless it is weighed."""
    return content.weight if isinstance(content, Weighed) else 1


def weights(contents: Iterable[Mapping[Any, Any]]) -> dict[Any, Weight]:
    """Return what the ballots that name a choice count for, by its code; 0 for one that none names."""
    counted: dict[Any, Weight] = defaultdict(int)
    for content in contents:
        for code in content:
            counted[code] += weight_of(content)
    return counted


def rows_of(choices: Sequence[Any], keys: Mapping[str, Any], **columns: Mapping[str, Any]) -> list[dict[str, Any]]:
    """Return the rows of a tally, the smallest key first and equal keys of one rank, with a value of each column.

    Keys and columns go by the code of a choice.
    """
    ordered = sorted(choices, key=lambda choice: keys[choice.code])
    places = ranks([keys[choice.code] for choice in ordered])
    return [
        {"choice": choice, "rank": rank, **{name: column[choice.code] for name, column in columns.items()}}
        for choice, rank in zip(ordered, places, strict=True)
    ]


def sums(contents: Iterable[Mapping[str, int]]) -> tuple[Counter[str], Counter[str]]:
    """Return what ballots give each choice in all, and how many of them give it something, by its code."""
    totals: Counter[str] = Counter()
    voters: Counter[str] = Counter()
    for content in contents:
        totals.update(content)
        voters.update(content.keys())
    return totals, voters


def ranks(scores: Sequence[Any]) -> list[int]:
    """Return the rank of each score of a list sorted best first: equal scores share a rank."""
    places: list[int] = []
    for index, score in enumerate(scores):
        same = index > 0 and score == scores[index - 1]
        places.append(places[-1] if same else index + 1)
    return places


def groups(rows: Sequence[Mapping[str, Any]]) -> list[list[str]]:
    """Return the codes of the choices, best first, those of one rank together."""
    groups: dict[int, list[str]] = {}
    for row in rows:
        groups.setdefault(row["rank"], []).append(row["choice"].code)
    return list(groups.values())
