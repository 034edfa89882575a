"""Ranking: everybody names a first choice, a second, a third, and each place brings points.

Jean-Charles de Borda, *Mémoire sur les élections au scrutin*, 1784; cut short after a few places, so that nobody has
to rank what they do not know.
"""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from typing import Annotated, Any, ClassVar

from pydantic import Field

from toolkit.activities.kinds import Choice, Content, InvalidAnswer, Tally, Vote, check_known, ranks
from toolkit.activities.settings import Label
from toolkit.language import gettext as _
from toolkit.language import lazy, ngettext


class Ranking(Vote):
    """Name up to `places` choices in order; the first brings `places` points, the last one point."""

    label: ClassVar[Any] = lazy("Ranking")
    sentence: ClassVar[Any] = lazy("Everybody puts the proposals in order, the best first.")
    icon: ClassVar[str] = "list-ordered"
    method: ClassVar[Any] = lazy("Each person ranks the proposals they prefer; a better place brings more points.")
    tie_rule: ClassVar[Any] = lazy(
        "Between equal points, the proposal that more people put first comes first; "
        "if that is equal too, they are tied."
    )

    places: Annotated[int, Field(ge=1, le=10), Label(lazy("Places to fill"))] = 3

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
        points: Counter[str] = Counter()
        firsts: Counter[str] = Counter()
        for content in contents:
            firsts[content["ranked"][0]] += 1
            for place, code in enumerate(content["ranked"]):
                points[code] += self.places - place
        values = {choice.code: (-points[choice.code], -firsts[choice.code]) for choice in choices}
        ordered = sorted(choices, key=lambda choice: values[choice.code])
        places = ranks([values[choice.code] for choice in ordered])
        rows = [
            {"choice": choice, "rank": rank, "points": points[choice.code], "firsts": firsts[choice.code]}
            for choice, rank in zip(ordered, places, strict=True)
        ]
        return {"rows": rows, "total": points.total()}

    def headline(self, row: Mapping[str, Any]) -> str:
        """Say how many points a choice got."""
        return ngettext("%(num)s point", "%(num)s points", row["points"])


KIND = Ranking
