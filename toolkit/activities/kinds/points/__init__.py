"""Points: everybody spreads a hundred points over the proposals, as they weigh them."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Annotated, Any, ClassVar

from pydantic import Field

from toolkit.activities.kinds import MOST, Choice, Content, InvalidAnswer, Tally
from toolkit.activities.kinds.votes import Vote, amount, check_known
from toolkit.activities.ranks import rows_of
from toolkit.activities.settings import Label
from toolkit.activities.weights import sums, weights
from toolkit.language import gettext as _
from toolkit.language import lazy, ngettext


class Points(Vote):
    """Spread up to `points` points, as many as you like on each choice."""

    label: ClassVar[Any] = lazy("Points to spread")
    sentence: ClassVar[Any] = lazy("Everybody spreads a hundred points over the proposals, as they weigh them.")
    icon: ClassVar[str] = "coins"
    name: ClassVar[str] = "points"
    method: ClassVar[Any] = lazy("Everybody has as many points to spread over the proposals; the points are added up.")
    tie_rule: ClassVar[Any] = lazy("Proposals that are given as many points are tied.")
    unset: ClassVar[Mapping[str, Any]] = {"points": MOST**2}

    points: Annotated[int, Field(ge=2, le=MOST), Label(lazy("Points to spread, for each person"))] = 100

    @property
    def step(self) -> int:
        """How many points a button gives or takes."""
        return max(self.points // 20, 1)

    def lawful(self, content: Content, choices: Sequence[Choice]) -> Content:
        """Refuse points for what is no choice, no point at all, and too many."""
        check_known(content, choices)
        if any(type(points) is not int or points < 1 for points in content.values()):
            raise InvalidAnswer(_("A proposal gets one point or more, or is left out."))
        total = sum(content.values())
        if total > self.points:
            raise InvalidAnswer(
                _("You have %(points)s points to spread, and gave %(total)s.", points=self.points, total=total)
            )
        if not content:
            raise InvalidAnswer(_("Give points to one proposal at least, or choose “blank vote”."))
        return content

    def tally(self, contents: Iterable[Content], choices: Sequence[Choice]) -> Tally:
        """Add the points up, best first."""
        ballots = list(contents)
        totals, voters = sums(ballots), weights(ballots)
        keys = {choice.code: -totals[choice.code] for choice in choices}
        return {"rows": rows_of(choices, keys, points=totals, voters=voters), "total": sum(totals.values())}

    def headline(self, row: Mapping[str, Any]) -> str:
        """Say how many points a choice got."""
        return ngettext("%(num)s point given", "%(num)s points given", row["points"])

    def opinion(self, value: Any, choices: Sequence[Choice]) -> Any:  # noqa: ARG002 - the kind's
        """Return a number of points."""
        return amount(value, MOST)


KIND = Points
