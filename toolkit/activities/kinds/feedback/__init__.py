"""Feedback: everybody rates the workshop from 1 to 5, and says what to keep and what to change."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from typing import Annotated, Any, ClassVar

from pydantic import Field

from toolkit.activities.kinds import MOST, Choice, Content, InvalidAnswer, Tally
from toolkit.activities.kinds.surveys import Survey, is_step, mean, mean_in_words, step
from toolkit.activities.settings import Label
from toolkit.language import gettext as _
from toolkit.language import lazy, ngettext
from toolkit.text import clean, folded

STEPS = 5
REMARKS = {"keep": lazy("To keep"), "change": lazy("To change")}


class Feedback(Survey):
    """A rating of 1 to 5, and remarks of `limit` characters at most (0: none are asked for)."""

    label: ClassVar[Any] = lazy("Rate this workshop")
    sentence: ClassVar[Any] = lazy("Everybody rates the workshop, and says what to keep and what to change.")
    sort: ClassVar[str] = "gathering"
    icon: ClassVar[str] = "star"

    limit: Annotated[int, Field(ge=0, le=MOST), Label(lazy("Characters of a remark (0: no remarks)"), desk=False)] = 280

    @property
    def remarks(self) -> Mapping[str, Any]:
        """What may be said beside the rating."""
        return REMARKS if self.limit else {}

    def read(self, form: Mapping[str, str], choices: Sequence[Choice]) -> Content:
        """Keep the rating and the remarks; TextRefused for one too long."""
        content: Content = {"rating": step(form.get("rating"), STEPS)}
        content |= {name: clean(form.get(name, ""), self.limit) for name in self.remarks}
        return self.lawful({name: value for name, value in content.items() if value}, choices)

    def lawful(self, content: Content, choices: Sequence[Choice]) -> Content:  # noqa: ARG002 - there are none
        """Refuse an answer without a rating, and anything but a rating and remarks."""
        if not is_step(content.get("rating"), STEPS):
            raise InvalidAnswer(_("Please give a rating from 1 to 5."))
        remarks = {name: value for name, value in content.items() if name != "rating"}
        if remarks.keys() - set(self.remarks) or not all(map(self._is_remark, remarks.values())):
            raise InvalidAnswer(_("An answer is a rating and two remarks."))
        return content

    def _is_remark(self, value: Any) -> bool:
        return isinstance(value, str) and bool(value) and clean(value, self.limit) == value

    def tally(self, contents: Iterable[Content], choices: Sequence[Choice]) -> Tally:  # noqa: ARG002 - there are none
        """Count the ratings, the best first, and list the remarks by what they say: it tells nobody's."""
        answers = list(contents)
        counted = Counter(content["rating"] for content in answers)
        remarks = {name: [content[name] for content in answers if name in content] for name in REMARKS}
        return {
            "rows": [{"label": str(number), "count": counted[number]} for number in range(STEPS, 0, -1)],
            "mean": mean([content["rating"] for content in answers]),
            "remarks": [(REMARKS[name], sorted(texts, key=_alphabet)) for name, texts in remarks.items() if texts],
        }

    def written(self, content: Content) -> Content:
        """Return the remarks."""
        return {part: text for part, text in content.items() if part in REMARKS}

    def facts(self, tally: Tally) -> list[tuple[str, str]]:
        """Say the mean, how many gave each rating, and every remark."""
        counts = [
            (
                _("Rating %(number)s", number=row["label"]),
                ngettext("%(num)s person", "%(num)s people", row["count"]),
            )
            for row in tally["rows"]
        ]
        remarks = [(str(label), text) for label, texts in tally["remarks"] for text in texts]
        return [*mean_in_words(tally["mean"], STEPS), *counts, *remarks]


def _alphabet(text: str) -> tuple[str, str]:
    return folded(text), text


KIND = Feedback
