"""What a rehearsal counts: requests, what went wrong, and how long people waited."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field

from toolkit.language import gettext as _
from toolkit.language import ngettext

MOST_TOLD = 5  # different errors, the most frequent first


@dataclass
class Figures:
    """Counts and waiting times; times are in seconds."""

    people: int = 0
    steps: int = 0
    requests: int = 0
    refused: int = 0
    frames: int = 0
    votes: list[float] = field(default_factory=list)
    screens: list[float] = field(default_factory=list)
    errors: Counter[str] = field(default_factory=Counter)

    def summary(self) -> Iterator[str]:
        """Say in a few lines how it went."""
        people = ngettext("%(num)s person", "%(num)s people", self.people)
        steps = ngettext("%(num)s step", "%(num)s steps", self.steps)
        yield _("The rehearsal is over: %(people)s, %(steps)s.", people=people, steps=steps)
        yield _(
            "Requests: %(requests)s, of which the rules refused %(refused)s. Live frames: %(frames)s.",
            requests=self.requests,
            refused=self.refused,
            frames=self.frames,
        )
        yield from _waits(_("Votes"), self.votes)
        yield from _waits(_("Screens"), self.screens)
        yield _("Errors: %(errors)s.", errors=self.errors.total())
        for sentence, times in self.errors.most_common(MOST_TOLD):
            yield f"  {times} × {sentence}"


def percentile(times: list[float], share: float) -> float:
    """Return the time within which a share of all was done, 0 when nothing was."""
    ordered = sorted(times)
    return ordered[min(int(share * len(ordered)), len(ordered) - 1)] if ordered else 0.0


def _waits(name: str, times: list[float]) -> Iterator[str]:
    if times:
        yield _(
            "%(name)s: %(count)s, half of them within %(half)s ms, 99 of 100 within %(most)s ms.",
            name=name,
            count=len(times),
            half=_milliseconds(percentile(times, 0.5)),
            most=_milliseconds(percentile(times, 0.99)),
        )


def _milliseconds(seconds: float) -> int:
    return round(seconds * 1000)
