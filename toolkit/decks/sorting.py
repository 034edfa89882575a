"""The order of the cards of a deck."""

import re
from collections.abc import Iterable
from typing import Any

from toolkit.decks.models import Card


def in_order(cards: Iterable[Card], kinds: list[Any]) -> list[Card]:
    """Sort cards by the order of the kinds, then by their own, then by their codes as people count: P2 before P10."""
    places = {kind: place for place, kind in enumerate(kinds)}
    return sorted(cards, key=lambda card: (places.get(card.kind, len(places)), card.order, _counted(card.code)))


def _counted(code: str) -> list[str | int]:
    """Part a code into letters and numbers, in turns."""
    return [int(part) if place % 2 else part for place, part in enumerate(re.split(r"(\d+)", code, flags=re.ASCII))]
