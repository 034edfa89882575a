"""Dot vote: everybody has a few dots to give to what they prefer."""

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


class Dots(Vote):
    """Spread up to `dots` dots, at most `most_per_option` on one choice (0: as many as you like)."""

    label: ClassVar[Any] = lazy("Dot vote")
    sentence: ClassVar[Any] = lazy("Everybody spreads a few dots over the proposals they prefer.")
    icon: ClassVar[str] = "circle-dot"
    name: ClassVar[str] = "dots"
    method: ClassVar[Any] = lazy("Each person gives a few dots to the proposals they prefer; the dots are added up.")
    tie_rule: ClassVar[Any] = lazy("Proposals with as many dots are tied.")
    unset: ClassVar[Mapping[str, Any]] = {"dots": MOST**2}

    dots: Annotated[int, Field(ge=1, le=20), Label(lazy("Dots for each person"))] = 3
    most_per_option: Annotated[
        int, Field(ge=0, le=20), Label(lazy("At most on one proposal (0: as many as you like)"))
    ] = 0

    @property
    def most(self) -> int:
        """The most dots one choice may get from one person."""
        return self.most_per_option or self.dots

    def lawful(self, content: Content, choices: Sequence[Choice]) -> Content:
        """Refuse dots for what is no choice, no dot at all, and too many."""
        check_known(content, choices)
        if any(type(dots) is not int or dots < 1 for dots in content.values()):
            raise InvalidAnswer(_("A proposal gets one dot or more, or is left out."))
        if sum(content.values()) > self.dots:
            raise InvalidAnswer(ngettext("You have %(num)s dot to give.", "You have %(num)s dots to give.", self.dots))
        if max(content.values(), default=0) > self.most:
            raise InvalidAnswer(
                ngettext("At most %(num)s dot on one proposal.", "At most %(num)s dots on one proposal.", self.most)
            )
        if not content:
            raise InvalidAnswer(_("Give at least one dot, or choose “blank vote”."))
        return content

    def tally(self, contents: Iterable[Content], choices: Sequence[Choice]) -> Tally:
        """Add the dots up, best first."""
        ballots = list(contents)
        totals, voters = sums(ballots), weights(ballots)
        rows = rows_of(choices, {one.code: -totals[one.code] for one in choices}, dots=totals, voters=voters)
        return {"rows": rows, "total": sum(totals.values()), "most": max(totals.values(), default=0)}

    def headline(self, row: Mapping[str, Any]) -> str:
        """Say how many dots a choice got."""
        return ngettext("%(num)s dot", "%(num)s dots", row["dots"])

    def opinion(self, value: Any, choices: Sequence[Choice]) -> Any:  # noqa: ARG002 - the kind's
        """Return a number of dots."""
        return amount(value, MOST)


KIND = Dots
