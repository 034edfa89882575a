"""Pairwise: which of these two? Everybody compares a few pairs, and what wins most of its comparisons comes first.

Louis Leon Thurstone, *A law of comparative judgment*, Psychological Review 34, 1927; each voter is shown other pairs,
as in Matthew Salganik and Karen Levy, *Wiki surveys*, PLOS ONE 10, 2015. The interval is that of Edwin Wilson,
*Probable inference, the law of succession, and statistical inference*, Journal of the American Statistical Association
22, 1927.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from fractions import Fraction
from hashlib import sha256
from itertools import combinations
from math import sqrt
from typing import Annotated, Any, ClassVar

from pydantic import Field

from toolkit.activities.kinds import Choice, Content, InvalidAnswer, Tally
from toolkit.activities.kinds.votes import Vote, check_known
from toolkit.activities.ranks import rows_of
from toolkit.activities.settings import Label
from toolkit.activities.weights import Weight, weight_of
from toolkit.language import decimal, lazy
from toolkit.language import gettext as _

_Z = 1.96  # of a normal distribution, for 95 in 100


class Pairwise(Vote):
    """Choose one of two, `pairs` times at most.

    A ballot tells which pairs its voter was shown: they are drawn by a lot that only the voter's browser can know.
    """

    label: ClassVar[Any] = lazy("Two by two")
    sentence: ClassVar[Any] = lazy("Which of these two? Everybody compares a few pairs, and the best come first.")
    icon: ClassVar[str] = "git-compare"
    name: ClassVar[str] = "pairwise"
    lots: ClassVar[bool] = True
    method: ClassVar[Any] = lazy(
        "Each person chooses between two proposals, several times; what wins the largest part of its comparisons comes "
        "first."
    )
    tie_rule: ClassVar[Any] = lazy("Proposals that won the same part are tied; one that was not compared comes last.")
    unset: ClassVar[Mapping[str, Any]] = {"pairs": 1_000_000}

    pairs: Annotated[int, Field(ge=1, le=30), Label(lazy("Pairs for each person"))] = 6

    def draw(self, choices: Sequence[Choice], lot: str) -> list[tuple[Choice, Choice]]:
        """Draw the pairs of the voter with this lot, the same whenever they look and in whatever order they choose."""
        pairs = sorted(combinations(choices, 2), key=lambda pair: _digest(lot, *sorted(one.code for one in pair)))
        return [
            (one, other) if _digest(lot, "left", one.code) < _digest(lot, "left", other.code) else (other, one)
            for one, other in pairs[: self.pairs]
        ]

    def read(self, form: Mapping[str, str], choices: Sequence[Choice]) -> Content:
        """Keep what was chosen between known choices."""
        return self.lawful(self.marks(form, choices), choices)

    def marks(self, form: Mapping[str, str], choices: Sequence[Choice]) -> Content:
        """Return for each choice those it was preferred to."""
        codes, won = [choice.code for choice in choices], {}
        for winner in codes:
            losers = [one for one in codes if winner in {form.get(f"{winner}|{one}"), form.get(f"{one}|{winner}")}]
            if losers and losers != [winner]:
                won[winner] = [loser for loser in losers if loser != winner]
        return won

    def lawful(self, content: Content, choices: Sequence[Choice]) -> Content:
        """Refuse a pair that is compared twice, or with itself, too many pairs, and none."""
        check_known(content, choices)
        if not all(isinstance(losers, list) and losers for losers in content.values()):
            raise InvalidAnswer(_("A ballot chooses between two proposals, and does nothing else."))
        compared = [(winner, loser) for winner, losers in content.items() for loser in losers]
        check_known((loser for _winner, loser in compared), choices)
        if len({frozenset(pair) for pair in compared if pair[0] != pair[1]}) < len(compared):
            raise InvalidAnswer(_("Two proposals are compared once."))
        if len(compared) > self.pairs:
            raise InvalidAnswer(_("There are %(pairs)s pairs to choose from, and not more.", pairs=self.pairs))
        if not compared:
            raise InvalidAnswer(_("Choose between the two of one pair at least, or choose “blank vote”."))
        return content

    def check_lot(self, content: Content, choices: Sequence[Choice], lot: str) -> None:
        """Refuse a pair that was not drawn for this voter: nobody chooses what they compare."""
        drawn = {frozenset((one.code, other.code)) for one, other in self.draw(choices, lot)}
        if not {frozenset((winner, loser)) for winner, losers in content.items() for loser in losers} <= drawn:
            raise InvalidAnswer(_("These are not the pairs that were drawn for you. Reload the page, then choose."))

    def tally(self, contents: Iterable[Content], choices: Sequence[Choice]) -> Tally:
        """Order the choices by the part of their comparisons that they won, and say how far chance may reach."""
        won: dict[str, Weight] = defaultdict(int)
        compared: dict[str, Weight] = defaultdict(int)
        for content in contents:
            weight = weight_of(content)
            for winner, losers in content.items():
                won[winner] += weight * len(losers)
                for one in [winner] * len(losers) + losers:
                    compared[one] += weight
        parts = {
            one.code: Fraction(won[one.code]) / compared[one.code] if compared[one.code] else None for one in choices
        }
        keys = {code: (part is None, -(part or 0)) for code, part in parts.items()}
        share = {code: None if part is None else round(100 * float(part), 1) for code, part in parts.items()}
        between = {one.code: interval(float(won[one.code]), float(compared[one.code])) for one in choices}
        rows = rows_of(choices, keys, won=won, compared=compared, share=share, between=between)
        return {"rows": rows, "close": len(rows) > 1 and rows[1]["between"][1] >= rows[0]["between"][0]}

    def headline(self, row: Mapping[str, Any]) -> str:
        """Say how many of its comparisons a choice won."""
        if not row["compared"]:
            return _("not compared")
        return _(
            "won %(won)s of %(compared)s comparisons",
            won=decimal(float(row["won"])),
            compared=decimal(float(row["compared"])),
        )

    def opinion(self, value: Any, choices: Sequence[Choice]) -> Any:
        """Return 1 for what was chosen of two, 0 for the other; or those it was compared with, each with 1 or 0."""
        if isinstance(value, dict) and value.keys() <= {choice.code for choice in choices}:
            if all(type(one) is int and one in {0, 1} for one in value.values()):
                return value or None
        elif type(value) is int and value in {0, 1}:
            return value
        raise InvalidAnswer(
            _("1 for the one of two that is chosen, 0 for the other, or an object: other option to 1 or 0")
        )

    def from_file(self, opinions: Content, choices: Sequence[Choice]) -> Content:
        """Return who won against whom."""
        alone = [value for value in opinions.values() if not isinstance(value, dict)]
        if not alone:
            return self.lawful(_won(opinions), choices)
        if sorted(alone) != [0, 1] or len(opinions) != 2:  # noqa: PLR2004 - a pair
            raise InvalidAnswer(_("One pair has two options, one with 1 and the other with 0."))
        loser, winner = sorted(opinions, key=lambda code: int(opinions[code]))
        return self.lawful({winner: [loser]}, choices)

    def to_file(self, content: Content) -> Content:
        """Return for each choice those it won against."""
        return {winner: dict.fromkeys(losers, 1) for winner, losers in content.items()}


def _won(opinions: Content) -> dict[str, list[str]]:
    """Return who won against whom; a comparison that a file tells from both sides is one."""
    told = [(code, other, one) for code, others in opinions.items() for other, one in others.items()]
    won: dict[str, list[str]] = {}
    for winner, loser in sorted({(code, other) if one else (other, code) for code, other, one in told}):
        won.setdefault(winner, []).append(loser)
    return won


def interval(won: float, compared: float) -> tuple[float, float]:
    """Return the per cent between which a choice would win 95 times in 100, judged by so few comparisons (Wilson)."""
    if not compared:
        return 0.0, 100.0
    share, square = won / compared, _Z**2
    middle = share + square / (2 * compared)
    reach = _Z * sqrt(share * (1 - share) / compared + square / (4 * compared**2))
    low, high = ((middle + way * reach) / (1 + square / compared) for way in (-1, 1))
    return round(max(100 * low, 0.0), 1), round(min(100 * high, 100.0), 1)


def _digest(*parts: object) -> str:
    return sha256("|".join(map(str, parts)).encode()).hexdigest()


KIND = Pairwise
