"""Self-assessment: everybody answers for themselves; their own radar is theirs, the room sees averages."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from typing import Annotated, Any, ClassVar

from pydantic import Field

from toolkit.activities.kinds import Choice, Content, InvalidAnswer, Tally
from toolkit.activities.kinds.assessment.frames import FRAMES, STEPS, Axis, Frame
from toolkit.activities.kinds.surveys import Survey, is_step, mean, mean_in_words, step
from toolkit.activities.radars import Radar, radar
from toolkit.activities.settings import Label, OneOf
from toolkit.language import gettext as _
from toolkit.language import lazy, pick


class Assessment(Survey):
    """The statements of a `frame`, each answered on a scale of five or left out; never fewer than three people."""

    label: ClassVar[Any] = lazy("Self-assessment")
    sentence: ClassVar[Any] = lazy("Everybody answers a few statements for themselves; the room sees averages only.")
    sort: ClassVar[str] = "gathering"
    icon: ClassVar[str] = "radar"
    paper: ClassVar[bool] = True

    frame: Annotated[str, OneOf(tuple(FRAMES)), Label(lazy("What it is about"), desk=False)] = "skills"
    least: Annotated[int, Field(ge=3, le=50), Label(lazy("Averages shown from so many answers on"))] = 5

    @property
    def layout(self) -> Frame:
        """The frame itself."""
        return FRAMES[self.frame]

    @property
    def steps(self) -> Sequence[str]:
        """The steps of the scale in words, the lowest first."""
        return [pick(words) for words in self.layout.scale]

    def read(self, form: Mapping[str, str], choices: Sequence[Choice]) -> Content:
        """Keep the steps that were chosen."""
        steps = {code: step(form.get(code), STEPS) for code in self.layout.codes}
        return self.lawful({code: value for code, value in steps.items() if value}, choices)

    def lawful(self, content: Content, choices: Sequence[Choice]) -> Content:  # noqa: ARG002 - there are none
        """Refuse an answer to nothing, and anything but steps for the statements of the frame."""
        if not content:
            raise InvalidAnswer(_("Please answer one statement at least."))
        if content.keys() - set(self.layout.codes) or not all(is_step(value, STEPS) for value in content.values()):
            raise InvalidAnswer(_("An answer is a step from 1 to 5 for each statement."))
        return content

    def public(self, contents: Sequence[Content]) -> Sequence[Content]:
        """Return the answers without what fewer people answered than it takes for an average."""
        counts = Counter(code for content in contents for code in content)
        parts = ({code: value for code, value in one.items() if counts[code] >= self.least} for one in contents)
        return [part for part in parts if part]

    def own(self, content: Content) -> Radar:
        """Return the radar of one person, from their own answer."""
        return self._radar([self._of(axis, [content], least=1) for axis in self.layout.axes])

    def tally(self, contents: Iterable[Content], choices: Sequence[Choice]) -> Tally:  # noqa: ARG002 - there are none
        """Return the averages of the axes and of their statements; of a statement that few answered, none."""
        answers = list(contents)
        means = [self._of(axis, answers, self.least) for axis in self.layout.axes]
        rows = [
            {"label": pick(words), "axis": pick(axis.label), "mean": self._mean(code, answers, self.least)}
            for axis in self.layout.axes
            for code, words in axis.coded
        ]
        return {"radar": self._radar(means), "rows": rows}

    def _radar(self, means: Sequence[float | None]) -> Radar:
        return radar([(pick(axis.label), value) for axis, value in zip(self.layout.axes, means, strict=True)], STEPS)

    def _of(self, axis: Axis, answers: Sequence[Content], least: int) -> float | None:
        """Return the mean of the means of an axis: each statement weighs as much, however many answered it."""
        means = [value for code, _words in axis.coded if (value := self._mean(code, answers, least)) is not None]
        return round(sum(means) / len(means), 1) if means else None

    def _mean(self, code: str, answers: Sequence[Content], least: int) -> float | None:
        steps = [answer[code] for answer in answers if code in answer]
        return mean(steps) if len(steps) >= least else None

    def facts(self, tally: Tally) -> list[tuple[str, str]]:
        """Say the average of each axis, then of each statement."""
        axes = [(axis.label, axis.value) for axis in tally["radar"].axes]
        statements = [(row["label"].rstrip("."), row["mean"]) for row in tally["rows"]]
        few = _("too few answers")
        return [
            (label, mean_in_words(value, STEPS)[0][1] if value is not None else few)
            for label, value in [*axes, *statements]
        ]

    def first(self, tally: Tally) -> list[tuple[str, str]]:
        """Say the average of each axis."""
        return self.facts(tally)[: len(self.layout.axes)]


KIND = Assessment
