"""What a print takes: sheets of paper, and the share of the paper that each ink covers. Pure arithmetic."""

from collections.abc import Sequence
from dataclasses import dataclass

INKS = ("cyan", "magenta", "yellow", "black")


@dataclass(frozen=True)
class Estimate:
    """So many sheets of paper, so many printed sides, and the share of a side that each ink covers, in percent."""

    sheets: int
    sides: int
    inks: dict[str, float]

    @property
    def total(self) -> float:
        """All inks together, in percent of a side: 5 is a page of text."""
        return round(sum(self.inks.values()), 1)


def estimate(shares: Sequence[Sequence[float]], *, two_sided: bool) -> Estimate:
    """Add up the shares of ink measured on each side, from 0 to 1 and in the order of `INKS`."""
    count = len(shares)
    means = (sum(side[place] for side in shares) / count if count else 0.0 for place in range(len(INKS)))
    inks = {name: round(100 * mean, 1) for name, mean in zip(INKS, means, strict=True)}
    return Estimate(-(-count // 2) if two_sided else count, count, inks)
