"""Schulze: everybody ranks proposals, and each is compared with each other, one against one.

Markus Schulze, *A new monotonic, clone-independent, reversal symmetric, and Condorcet-consistent single-winner election
method*, Social Choice and Welfare 36, 2011; the strength of a link is that of its section 4.1 (winning votes).
"""

from collections.abc import Iterable, Mapping, Sequence
from itertools import permutations
from typing import Any, ClassVar

from toolkit.activities.kinds import Choice, Content, InvalidAnswer, Tally
from toolkit.activities.kinds.votes import Vote, amount, check_known
from toolkit.activities.ranks import rows_of
from toolkit.activities.weights import Weight, weigh, weight_of
from toolkit.language import gettext as _
from toolkit.language import lazy, ngettext

Duels = dict[tuple[str, str], Weight]  # how many prefer the first to the second
Link = tuple[int, Weight, Weight]


class Schulze(Vote):
    """Rank choices, 1 for the best; equal ranks are allowed, and those without a rank come after all others."""

    label: ClassVar[Any] = lazy("Ranking, each against each (Schulze)")
    sentence: ClassVar[Any] = lazy("Everybody ranks the proposals, and each is compared with each other.")
    icon: ClassVar[str] = "trophy"
    name: ClassVar[str] = "schulze"
    largest: ClassVar[int] = 40  # the work grows with the fourth power
    method: ClassVar[Any] = lazy(
        "Each person ranks the proposals; each is compared with each other, and one that beats all others, directly or "
        "through others, comes first (Schulze)."
    )
    tie_rule: ClassVar[Any] = lazy(
        "Proposals that none of the others beats are tied; those who come first are taken out, and the others are "
        "compared again for the places that follow."
    )

    def lawful(self, content: Content, choices: Sequence[Choice]) -> Content:
        """Refuse ranks that there are not, and none at all."""
        check_known(content, choices)
        if any(type(rank) is not int or not 1 <= rank <= len(choices) for rank in content.values()):
            raise InvalidAnswer(_("A rank is a whole number from 1 to %(last)s.", last=len(choices)))
        if not content:
            raise InvalidAnswer(_("Rank one proposal at least, or choose “blank vote”."))
        return content

    def tally(self, contents: Iterable[Content], choices: Sequence[Choice]) -> Tally:
        """Compare each choice with each other; take out those that come first, and again for the next place."""
        codes = [choice.code for choice in choices]
        duels = _duels(contents, codes)
        places = _places(duels, codes)
        beaten = {code: [other for other in codes if _wins(duels, code, other)] for code in codes}
        support = {code: {other: duels[code, other] for other in codes if other != code} for code in codes}
        rows = rows_of(choices, places, beats={code: len(others) for code, others in beaten.items()}, support=support)
        best = next((code for code, others in beaten.items() if others and len(others) == len(codes) - 1), None)
        return {"rows": rows, "condorcet": best}

    def headline(self, row: Mapping[str, Any]) -> str:
        """Say how many others a choice beats, one against one."""
        return ngettext("beats %(num)s other proposal", "beats %(num)s other proposals", row["beats"])

    def findings(self, tally: Tally) -> Mapping[str, Any]:
        """Name the choice that beats each other, if there is one."""
        return {"condorcet": tally["condorcet"]}

    def opinion(self, value: Any, choices: Sequence[Choice]) -> Any:
        """Return the rank of a choice, 1 for the best."""
        return amount(value, len(choices), least=1)


def _duels(contents: Iterable[Content], codes: Sequence[str]) -> Duels:
    """Count for each pair of choices how many prefer the first."""
    duels: Duels = dict.fromkeys(permutations(codes, 2), 0)
    alike = weigh((frozenset(content.items()), weight_of(content)) for content in contents)
    for ranks, people in alike.items():
        rank_of = dict(ranks)
        for one, other in duels:
            if rank_of.get(one, len(codes) + 1) < rank_of.get(other, len(codes) + 1):
                duels[one, other] += people
    return duels


def _wins(duels: Duels, one: str, other: str) -> bool:
    return one != other and duels[one, other] > duels[other, one]


def _places(duels: Duels, codes: Sequence[str]) -> dict[str, int]:
    """Return the place of each choice; those that share one come together."""
    places: dict[str, int] = {}
    while left := [code for code in codes if code not in places]:
        beats_all = [one for one in left if all(_wins(duels, one, other) for other in left if other != one)]
        first = beats_all or _unbeaten(duels, left)
        places |= dict.fromkeys(first, len(places) + 1)
    return places


def _unbeaten(duels: Duels, codes: Sequence[str]) -> list[str]:
    """Return the choices that no other has a stronger path to than they have back."""
    paths = _paths(duels, codes)
    ways = zip(codes, paths, zip(*paths, strict=True), strict=True)
    return [code for code, to, back in ways if all(one >= other for one, other in zip(to, back, strict=True))]


def _paths(duels: Duels, codes: Sequence[str]) -> list[list[Link]]:
    """Return the strength of the strongest path from each choice to each: that of its weakest link."""
    rows = [[(2, 0, 0) if one == other else _link(duels, one, other) for other in codes] for one in codes]
    for middle, onward in enumerate(rows):
        for row in rows:
            reach = row[middle]
            row[:] = [max(here, min(reach, there)) for here, there in zip(row, onward, strict=True)]
    return rows


def _link(duels: Duels, one: str, other: str) -> Link:
    """Return how strong a link is: as those who win it are many and, between equals, those who lose it few."""
    support, opposition = duels[one, other], duels[other, one]
    if support > opposition:
        return 1, support, -opposition
    return (0, 0, 0) if support == opposition else (-1, 0, 0)


KIND = Schulze
