"""Mood: how everybody is, from 1 to 5, and in a word if they like."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from typing import Annotated, Any, ClassVar

from pydantic import Field

from toolkit.activities.kinds import Choice, Content, InvalidAnswer, Tally
from toolkit.activities.kinds.surveys import Survey, in_words, is_step, is_text, mean, mean_in_words, step
from toolkit.activities.settings import Label
from toolkit.activities.word_weights import weigh
from toolkit.language import gettext as _
from toolkit.language import lazy, ngettext
from toolkit.text import line

STEPS = {
    5: lazy("Great"),
    4: lazy("Well"),
    3: lazy("So-so"),
    2: lazy("Low"),
    1: lazy("Very low"),
}


class Mood(Survey):
    """A step of five, and a word of `limit` characters at most (0: no word is asked for)."""

    label: ClassVar[Any] = lazy("Mood of the room")
    sentence: ClassVar[Any] = lazy("Everybody says how they are, from 1 to 5 and in a word.")
    sort: ClassVar[str] = "opening"
    icon: ClassVar[str] = "smile"

    limit: Annotated[int, Field(ge=0, le=60), Label(lazy("Characters of the word (0: no word)"), desk=False)] = 30

    @property
    def steps(self) -> Sequence[str]:
        """The steps in words, the lowest first."""
        return [str(STEPS[number]) for number in sorted(STEPS)]

    def read(self, form: Mapping[str, str], choices: Sequence[Choice]) -> Content:
        """Keep the step, and the word if there is one; TextRefused when it is too long."""
        word = line(form.get("word", ""), self.limit) if self.limit else ""
        content = {"mood": step(form.get("mood"), len(STEPS)), "word": word}
        return self.lawful({part: value for part, value in content.items() if value}, choices)

    def lawful(self, content: Content, choices: Sequence[Choice]) -> Content:  # noqa: ARG002 - there are none
        """Refuse an answer without a step, and anything but a step and a word."""
        if not is_step(content.get("mood"), len(STEPS)):
            raise InvalidAnswer(_("Please choose one of the five."))
        if content.keys() - {"mood", "word"} or not ("word" not in content or is_text(content["word"], self.limit)):
            raise InvalidAnswer(_("An answer is one of the five, and a word."))
        return content

    def tally(self, contents: Iterable[Content], choices: Sequence[Choice]) -> Tally:  # noqa: ARG002 - there are none
        """Count the steps, the best first, and weigh the words."""
        answers = list(contents)
        counted = Counter(content["mood"] for content in answers)
        return {
            "rows": [{"label": label, "count": counted[number]} for number, label in STEPS.items()],
            "mean": mean([content["mood"] for content in answers]),
            "words": weigh(content["word"] for content in answers if "word" in content),
        }

    def written(self, content: Content) -> Content:
        """Return the word, if there is one."""
        return {part: text for part, text in content.items() if part == "word"}

    def facts(self, tally: Tally) -> list[tuple[str, str]]:
        """Say the mean, how many chose each step, and the words."""
        counts = [
            (str(row["label"]), ngettext("%(num)s person", "%(num)s people", row["count"])) for row in tally["rows"]
        ]
        words = [(_("In a word"), in_words(tally["words"]))] if tally["words"] else []
        return [*mean_in_words(tally["mean"], len(STEPS)), *counts, *words]


KIND = Mood
