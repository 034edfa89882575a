"""How many lines to write on a field of a worksheet has, where the page is laid out without measuring itself."""

from collections.abc import Mapping
from dataclasses import dataclass

LINE = 9.0  # mm, as static/css/printing.css makes them
_HEAD, _HINT, _CHOICE, _LETTER = 9.5, 4.6, 7.0, 1.75
_WEIGHTS = {"line": 1, "number": 1, "choice": 0}
_TEXT = 2


@dataclass(frozen=True)
class Space:
    """What a field says above its lines: its kind, the letters of its hint, and its choices."""

    kind: str
    hint: int
    choices: int = 0

    @property
    def weight(self) -> int:
        """How many lines it wants, beside others."""
        return 0 if self.choices else _WEIGHTS.get(self.kind, _TEXT)

    def head(self, width: float) -> float:
        """Return the millimetres that its words take in a column so wide."""
        return _HEAD + _HINT * -(-self.hint * _LETTER // width) + _CHOICE * self.choices


def share(spaces: Mapping[str, Space], room: float, width: float) -> dict[str, int]:
    """Share a column of `room` mm among fields, by name: each has a line at least, and a long one twice as many.

    What is left below goes to the longest, so that the sheet is full.
    """
    free = room - sum(one.head(width) for one in spaces.values())
    unit = free / LINE / (sum(one.weight for one in spaces.values()) or 1)
    shares = {name: max(one.weight, int(one.weight * unit)) for name, one in spaces.items()}
    longest = [name for name, one in spaces.items() if one.weight == _TEXT]
    left = int(free // LINE) - sum(shares.values())
    return shares | {name: shares[name] + 1 for name in longest[: max(0, left)]}
