"""Surveys: what each person says once of the room, the day or themselves. No kind, but what such kinds are."""

from abc import abstractmethod
from collections.abc import Sequence
from typing import Annotated, Any, ClassVar

from pydantic import Field

from toolkit.activities.kinds import Answers, Content, InvalidAnswer, Tally, whole
from toolkit.activities.settings import Label
from toolkit.activities.word_weights import Word
from toolkit.language import decimal, lazy
from toolkit.language import gettext as _
from toolkit.text import line


class Survey(Answers):
    """What people say of the room, the day or themselves: nothing is chosen between, and nobody's name is kept.

    What the answers come to is shown from `least` of them on.
    """

    manner: ClassVar[str] = "surveys"
    paper: ClassVar[bool] = False  # whether the kind brings a sheet to answer on, `paper.html`

    least: Annotated[int, Field(ge=1, le=50), Label(lazy("Shown from so many answers on"))] = 5

    @property
    def live(self) -> bool:
        """Whether the room may see what comes in while people answer."""
        return False

    @abstractmethod
    def facts(self, tally: Tally) -> list[tuple[str, str]]:
        """Say what the answers come to, line by line: what each is about, and how it came out."""

    def public(self, contents: Sequence[Content]) -> Sequence[Content]:
        """Return what of the answers a file may hold: all of it, unless a kind hides what few have answered."""
        return contents

    def written(self, content: Content) -> Content:  # noqa: ARG002 - those of kinds that ask for words
        """Return the parts of an answer that are in its person's own words: the facilitator may hide each text."""
        return {}

    def first(self, tally: Tally) -> list[tuple[str, str]]:
        """Say what of it stands on the first page of a report: the first line, unless a kind knows better."""
        return self.facts(tally)[:1]


def step(typed: str | None, most: int) -> int:
    """Return the step of a scale that a form chooses, from 1 to `most`; 0 where it chooses none."""
    number = whole(typed)
    if number > most:
        raise InvalidAnswer(_("Please choose one of the steps from 1 to %(most)s.", most=most))
    return number


def mean(numbers: Sequence[int]) -> float | None:
    """Return the mean of some numbers to one decimal, None of no numbers."""
    return round(sum(numbers) / len(numbers), 1) if numbers else None


def mean_in_words(mean: float | None, most: int) -> list[tuple[str, str]]:
    """Say a mean, under its name; nothing when there is none."""
    return [] if mean is None else [(_("Mean"), _("%(mean)s of %(most)s", mean=decimal(mean), most=most))]


def in_words(words: Sequence[Word]) -> str:
    """Say weighed words on one line, each with how many said it."""
    return ", ".join(f"{word.text} ({word.count})" for word in words)


def is_step(value: Any, most: int) -> bool:
    """Say whether what came as JSON is a step of a scale."""
    return type(value) is int and 1 <= value <= most


def is_text(value: Any, limit: int) -> bool:
    """Say whether what came as JSON is a text on one line as we keep it; raises TextRefused for one too long."""
    return isinstance(value, str) and bool(value) and line(value, limit) == value
