"""Ranks: who comes first, second, third, and who shares a place."""

from collections.abc import Mapping, Sequence
from typing import Any


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
