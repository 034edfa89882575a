"""Ranking: everybody names a first choice, a second, a third, and each place brings points.

Jean-Charles de Borda, *Mémoire sur les élections au scrutin*, 1784; cut short after a few places, so that nobody has
to rank what they do not know.
"""

from collections.abc import Iterable, Mapping, Sequence
from fractions import Fraction
from itertools import groupby
from typing import Annotated, Any, ClassVar

from pydantic import Field

from toolkit.activities.kinds import Choice, Content, InvalidAnswer, Tally
from toolkit.activities.kinds.votes import Vote, amount, check_known
from toolkit.activities.ranks import rows_of
from toolkit.activities.settings import Label
from toolkit.activities.weights import Weight, weigh, weight_of
from toolkit.language import gettext as _
from toolkit.language import lazy, ngettext


class Ranking(Vote):
    """Name up to `places` choices in order; the first brings `places` points, the last one point.

    In a file of ballots all choices may be ranked, the last for nothing, and those of equal rank share their points.
    """

    label: ClassVar[Any] = lazy("Ranking")
    sentence: ClassVar[Any] = lazy("Everybody puts the proposals in order, the best first.")
    icon: ClassVar[str] = "list-ordered"
    name: ClassVar[str] = "borda"
    method: ClassVar[Any] = lazy("Each person ranks the proposals they prefer; a better place brings more points.")
    unset: ClassVar[Mapping[str, Any]] = {"places": 0, "firsts": False}

    places: Annotated[int, Field(ge=1, le=10), Label(lazy("Places to fill"))] = 3
    firsts: Annotated[bool, Label(lazy("Between equal points, first choices decide"))] = True

    @property
    def tie_rule(self) -> Any:
        """What equal points mean."""
        if self.firsts:
            return _(
                "Between equal points, the proposal that more people put first comes first; "
                "if that is equal too, they are tied."
            )
        return _("Proposals with as many points are tied.")

    def read(self, form: Mapping[str, str], choices: Sequence[Choice]) -> Content:
        """Keep the choices named, in their order, each once."""
        named = self._named(form)
        ballot = self.lawful({"ranked": [code for code in named if code]}, choices)
        if not named[0]:
            raise InvalidAnswer(_("Please name your first choice, or choose “blank vote”."))
        return ballot

    def lawful(self, content: Content, choices: Sequence[Choice]) -> Content:
        """Refuse what is no choice, a choice with two places, and more places than there are, or none."""
        ranked = content.get("ranked")
        if content.keys() != {"ranked"} or not isinstance(ranked, list):
            raise InvalidAnswer(_("A ballot ranks proposals, and does nothing else."))
        check_known(ranked, choices)
        if len(set(ranked)) < len(ranked):
            raise InvalidAnswer(_("Please give each proposal one place only."))
        if len(ranked) > self.places:
            raise InvalidAnswer(ngettext("There is %(num)s place.", "There are %(num)s places.", self.places))
        if not ranked:
            raise InvalidAnswer(_("Please name your first choice, or choose “blank vote”."))
        return content

    def _named(self, form: Mapping[str, str]) -> list[str]:
        return [form.get(f"place{place}", "") for place in range(1, self.places + 1)]

    def marks(self, form: Mapping[str, str], choices: Sequence[Choice]) -> Content:  # noqa: ARG002 - the kind's
        """Return the lists as they were left."""
        named = self._named(form)
        return {"ranked": named} if any(named) else {}

    def tally(self, contents: Iterable[Content], choices: Sequence[Choice]) -> Tally:
        """Add up the points of every place, best first."""
        points = {choice.code: Fraction(0) for choice in choices}
        firsts: dict[str, Weight] = {choice.code: 0 for choice in choices}
        top = self.places or len(choices) - 1
        alike = weigh((tuple(map(_together, content["ranked"])), weight_of(content)) for content in contents)
        for groups, people in alike.items():
            place = 0
            for group in groups:
                worth = Fraction(sum(max(top - place - one, 0) for one in range(len(group))), len(group))
                place += len(group)
                for code in group:
                    points[code] += worth * people
            for code in groups[0]:
                firsts[code] += people
        keys = {code: (-points[code], -firsts[code] * self.firsts) for code in points}
        counted = {code: _plain(points[code]) for code in points}
        return {"rows": rows_of(choices, keys, points=counted, firsts=firsts), "total": _plain(sum(points.values()))}

    def headline(self, row: Mapping[str, Any]) -> str:
        """Say how many points a choice got."""
        return ngettext("%(num)s point", "%(num)s points", row["points"])

    def opinion(self, value: Any, choices: Sequence[Choice]) -> Any:
        """Return the rank of a choice, 1 for the best."""
        return amount(value, len(choices), least=1)

    def from_file(self, opinions: Content, choices: Sequence[Choice]) -> Content:
        """Put the choices in the order of their ranks, those of one rank in a list."""
        ordered = sorted(opinions, key=lambda code: (opinions[code], code))
        groups = [list(codes) for _rank, codes in groupby(ordered, key=lambda code: opinions[code])]
        if all(len(codes) == 1 for codes in groups) and self.places:
            return self.lawful({"ranked": ordered}, choices)
        return {"ranked": [codes if len(codes) > 1 else codes[0] for codes in groups]}

    def to_file(self, content: Content) -> Content:
        """Return the rank of each choice that has one."""
        return {code: place for place, code in enumerate(content["ranked"], 1)}


def _together(part: str | list[str]) -> tuple[str, ...]:
    return (part,) if isinstance(part, str) else tuple(part)


def _plain(number: Fraction | int) -> int | float:
    """Return a number of points as JSON and people have it: shared ones may be halves or thirds."""
    return int(number) if number == int(number) else round(float(number), 2)


KIND = Ranking
