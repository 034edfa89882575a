"""Debrief: the facts, the reactions, what they mean and what we take away, one after the other."""

from collections.abc import Sequence
from typing import Annotated, Any, ClassVar

from pydantic import Field

from toolkit.activities.kinds.rounds import Stage, Staged
from toolkit.activities.settings import Label
from toolkit.language import lazy, ngettext

STAGES = (
    Stage(
        "facts",
        {"fr": "Les faits", "en": "The facts"},
        lazy("What did you see and hear?"),
        lazy("What happened, as a camera would tell it. Judging comes later."),
    ),
    Stage(
        "reactions",
        {"fr": "Les réactions", "en": "The reactions"},
        lazy("What surprised you, pleased you, bothered you?"),
        lazy("What it did to you: nobody has to agree with it."),
    ),
    Stage(
        "meaning",
        {"fr": "Le sens", "en": "The meaning"},
        lazy("What does it say about our work?"),
        lazy("What it tells us, and where we still disagree."),
    ),
    Stage(
        "decision",
        {"fr": "Ce que nous emportons", "en": "What we take away"},
        lazy("What do we take away?"),
        lazy("One idea to keep, one question to ask, one thing to try."),
    ),
)


class Debrief(Staged):
    """A debrief in four steps, which the facilitator opens one by one: nobody jumps from facts to decisions."""

    label: ClassVar[Any] = lazy("Debrief in four steps")
    sentence: ClassVar[Any] = lazy("The room says the facts, its reactions, what they mean, what it takes away.")
    icon: ClassVar[str] = "milestone"
    everyone: ClassVar[bool] = True
    names: ClassVar[bool] = False
    stages: ClassVar[Sequence[Stage]] = STAGES
    nouns: ClassVar[Any] = (lazy("Observation"), lazy("Observations"))
    asks: ClassVar[Any] = lazy("Your observation")
    hint: ClassVar[Any] = lazy("One thing at a time, in a sentence. No name stands beside it.")
    sends: ClassVar[Any] = lazy("Send this observation")
    first: ClassVar[Any] = lazy("Write your observation first.")

    limit: Annotated[int, Field(ge=1, le=600), Label(lazy("Characters of an observation"), desk=False)] = 280
    most: Annotated[int, Field(ge=1, le=100), Label(lazy("Observations of one person"))] = 20

    def counted(self, number: int) -> str:
        """Say how many observations there are."""
        return ngettext("%(num)s observation", "%(num)s observations", number)

    def enough(self, number: int) -> str:
        """Say to somebody who has written as many as they may that this is all."""
        return ngettext(
            "You have written %(num)s observation: that is all here.",
            "You have written %(num)s observations: that is all here.",
            number,
        )


KIND = Debrief
