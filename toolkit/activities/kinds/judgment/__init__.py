"""Majority judgment: everybody gives each proposal a mention, and the median mention decides.

Michel Balinski and Rida Laraki, *Majority Judgment*, MIT Press, 2010.
"""

from collections.abc import Iterable, Mapping, Sequence
from fractions import Fraction
from itertools import accumulate, pairwise
from typing import Annotated, Any, ClassVar

from pydantic import AfterValidator, Field

from toolkit.activities.kinds import Choice, Content, InvalidAnswer, Tally
from toolkit.activities.kinds.votes import Vote, check_known
from toolkit.activities.ranks import rows_of
from toolkit.activities.settings import Label, OneOf
from toolkit.activities.weights import Weight, profile
from toolkit.language import gettext as _
from toolkit.language import lazy

_HALF = Fraction(1, 2)
MENTIONS = {
    5: ("excellent", "good", "fair", "poor", "reject"),
    6: ("excellent", "very-good", "good", "fair", "poor", "reject"),
    7: ("excellent", "very-good", "good", "fair", "passable", "poor", "reject"),
}
LABELS = {
    "excellent": lazy("Excellent"),
    "very-good": lazy("Very good"),
    "good": lazy("Good"),
    "fair": lazy("Fairly good"),
    "passable": lazy("Passable"),
    "poor": lazy("Poor"),
    "reject": lazy("To reject"),
}


def _distinct(grades: tuple[str, ...]) -> tuple[str, ...]:
    if len(set(grades)) < len(grades) or len(grades) == 1:
        raise ValueError(_("a list of two or more different grades, best first"))
    return grades


class Judgment(Vote):
    """Give each proposal one of `mentions` mentions (5, 6 or 7), or of one's own `grades`, best first.

    A ballot is `complete`, or it may leave proposals out.
    """

    label: ClassVar[Any] = lazy("Majority judgment")
    sentence: ClassVar[Any] = lazy("Everybody gives each proposal a grade; the median grade decides.")
    icon: ClassVar[str] = "scale"
    name: ClassVar[str] = "majority-judgment"
    method: ClassVar[Any] = lazy(
        "Each person gives every proposal a grade; the one with the best median grade comes first."
    )
    tie_rule: ClassVar[Any] = lazy(
        "With an even number of ballots the lower of the two middle grades counts. Between equal medians, one ballot "
        "at the median is taken away from each, again and again, until they differ (Balinski and Laraki)."
    )
    unset: ClassVar[Mapping[str, Any]] = {"complete": False}

    mentions: Annotated[int, OneOf(tuple(MENTIONS)), Label(lazy("Grades to choose from"))] = 5
    complete: Annotated[bool, Label(lazy("Every proposal must get a grade"))] = True
    grades: Annotated[
        tuple[str, ...],
        Field(strict=False, max_length=10),
        AfterValidator(_distinct),
        Label(lazy("Grades of your own, best first"), desk=False),
    ] = ()

    @property
    def scale(self) -> list[tuple[str, Any]]:
        """The mentions with their labels, best first."""
        return [(code, LABELS.get(code, code)) for code in self.codes]

    @property
    def codes(self) -> tuple[str, ...]:
        """The mentions, best first."""
        return self.grades or MENTIONS[self.mentions]

    def read(self, form: Mapping[str, str], choices: Sequence[Choice]) -> Content:
        """Keep the mentions of known choices."""
        chosen = {choice.code: form.get(choice.code, "") for choice in choices}
        return self.lawful(chosen if self.complete else {code: one for code, one in chosen.items() if one}, choices)

    def lawful(self, content: Content, choices: Sequence[Choice]) -> Content:
        """Refuse a ballot without a mention, or without one for every choice where each must have one."""
        check_known(content, choices)
        judged = [choice.code for choice in choices] if self.complete else list(content)
        if any(content.get(code) not in self.codes for code in judged):
            raise InvalidAnswer(_("Please give a grade to every proposal, or choose “blank vote”."))
        if not content:
            raise InvalidAnswer(_("Please give a grade, or choose “blank vote”."))
        return content

    def tally(self, contents: Iterable[Content], choices: Sequence[Choice]) -> Tally:
        """Weigh the mentions of each choice and order the choices by majority judgment."""
        ballots = list(contents)
        profiles = {}
        for choice in choices:
            counted = profile(ballots, choice.code)
            profiles[choice.code] = [counted[mention] for mention in self.codes]
        values = dict(zip(profiles, majority_values(list(profiles.values())), strict=True))
        medians = {code: self.codes[median(one)] if any(one) else None for code, one in profiles.items()}
        rows = rows_of(choices, values, profile=profiles, median=medians)
        return {"rows": rows, "scale": self.scale, "labels": LABELS}

    def headline(self, row: Mapping[str, Any]) -> str:
        """Say the median mention of a choice."""
        return str(LABELS.get(row["median"], row["median"])) if row["median"] else _("no ballot")

    def file_settings(self) -> dict[str, Any]:
        """Return the grades, whichever they are."""
        return {"grades": list(self.codes), "complete": self.complete and self.own_table}

    def opinion(self, value: Any, choices: Sequence[Choice]) -> Any:  # noqa: ARG002 - the kind's
        """Return a grade."""
        if value not in self.codes:
            raise InvalidAnswer(_("one of %(known)s", known=", ".join(self.codes)))
        return value


def median(profile: Sequence[Weight]) -> int:
    """Return the index of the median mention of a profile, given best first.

    With an even number of ballots it is the lower of the two middle ones (Balinski and Laraki, chapter 1).
    """
    passed: Weight = 0
    for index, count in enumerate(profile):
        passed += count
        if 2 * passed > sum(profile):
            return index
    return len(profile) - 1


def majority_values(profiles: Sequence[Sequence[Weight]]) -> list[list[tuple[int, int]]]:
    """Return a key for each profile: the smaller key is the better proposal, equal keys are a true tie.

    Taking the ballot at the median away again and again walks from the middle of the sorted ballots outwards, the
    worse side first. So a profile is worth the mentions met at each distance from the middle, and since only shares
    matter, proposals judged by different numbers of people compare rightly.
    """
    shares = [[Fraction(part, sum(profile) or 1) for part in accumulate(profile)] for profile in profiles]
    cuts = sorted({abs(share - _HALF) for line in shares for share in line} | {Fraction(0), _HALF})
    distances = [(near + far) / 2 for near, far in pairwise(cuts)]
    return [[(_at(line, _HALF + d), _at(line, _HALF - d)) for d in distances] for line in shares]


def _at(shares: Sequence[Fraction], place: Fraction) -> int:
    """Return the mention of the ballot at `place`, between 0 (the best) and 1 (the worst)."""
    return next((index for index, share in enumerate(shares) if share > place), len(shares))


KIND = Judgment
