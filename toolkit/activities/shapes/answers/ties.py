"""Ties: who shares a place, in words for every screen and for the report."""

from collections.abc import Mapping, Sequence
from typing import Any

from toolkit.activities.kinds import Words
from toolkit.language import gettext as _
from toolkit.language import ngettext, pick

NAMED = 3


def ties(rows: Sequence[Mapping[str, Any]]) -> list[str]:
    """Say which proposals share a place, from the first place to the last."""
    places: dict[int, list[Words]] = {}
    for row in rows:
        places.setdefault(row["rank"], []).append(row["choice"].label)
    return [_tie(place, labels) for place, labels in places.items() if len(labels) > 1]


def _tie(place: int, labels: Sequence[Words]) -> str:
    return _("Tied at place %(place)s: %(names)s.", place=place, names=names([pick(label) for label in labels]))


def names(labels: Sequence[str]) -> str:
    """Name a few proposals, and say how many more there are."""
    words = ", ".join(_("“%(label)s”", label=label) for label in labels[:NAMED])
    more = len(labels) - NAMED
    if more > 0:
        return ngettext("%(names)s and %(num)s other", "%(names)s and %(num)s others", more, names=words)
    return words
