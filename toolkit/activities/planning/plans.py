"""Plans: the agenda of a workshop as plain data, and which of its steps rely on which others."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property

from toolkit.activities.kinds import Kind
from toolkit.activities.rulesets import kind_of, make
from toolkit.activities.settings import SettingRefused
from toolkit.decks.models import Deck
from toolkit.workshops.templates import Step

FIELDS = tuple(Step.model_fields)


@dataclass(frozen=True)
class Plan:
    """The steps of an agenda, and when it begins by the clock ("" if nobody has said).

    `begun` has the codes of the steps that people have begun with; `deck` and `tables` are what it is led with.
    """

    steps: tuple[Step, ...]
    starts: str = ""
    begun: frozenset[str] = field(default=frozenset(), compare=False)
    deck: Deck | None = field(default=None, compare=False)
    tables: int = field(default=1, compare=False)

    @cached_property
    def codes(self) -> list[str]:
        """The codes of the steps, in their order."""
        return [step.code for step in self.steps]

    @property
    def minutes(self) -> int:
        """How long all steps together take."""
        return sum(step.minutes for step in self.steps)

    def step(self, code: str) -> Step:
        """Return a step; KeyError if there is none."""
        return next((step for step in self.steps if step.code == code), None) or _missing(code)

    def earlier(self, code: str) -> dict[str, Kind | None]:
        """Return the rules of the steps before one, by their codes; none for a step that cannot be made."""
        before = self.steps[: self.codes.index(code)] if code in self.codes else self.steps
        return {step.code: rules_of(step) for step in before}


def _missing(code: str) -> Step:
    raise KeyError(code)


def rules_of(step: Step) -> Kind | None:
    """Return the rules of a step, or none when it cannot be made."""
    try:
        return make(step.kind, step.settings)
    except SettingRefused:
        return None


def sort_of(step: Step) -> str:
    """Say what a step is for: where people join, to open; else what its kind is for."""
    rules = rules_of(step)
    return "opening" if rules and rules.joins else kind_of(step.kind).sort


def needs(step: Step) -> list[str]:
    """List the codes of the steps that a step relies on."""
    rules = rules_of(step)
    return list(dict.fromkeys(link.step for _setting, link in rules.links() if link.step)) if rules else []


def relying(steps: Sequence[Step], code: str) -> list[Step]:
    """List the steps that rely on one."""
    return [step for step in steps if code in needs(step)]


def unmet(steps: Sequence[Step]) -> Iterator[tuple[Step, str]]:
    """Yield each step with the code of one that it relies on and that does not come before it."""
    before: set[str] = set()
    for step in steps:
        yield from ((step, code) for code in needs(step) if code not in before)
        before.add(step.code)


def by_code(steps: Sequence[Step]) -> Mapping[str, Step]:
    """Return steps under their codes."""
    return {step.code: step for step in steps}
