"""Times: when each step of a plan begins and ends by the clock, and how the minutes are shared out."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import time

from toolkit.activities.kinds import SORTS
from toolkit.activities.planning.plans import Plan, sort_of
from toolkit.dates import time_only
from toolkit.workshops.templates import Step

DAY = 24 * 60


@dataclass(frozen=True)
class Progress:
    """How far a workshop is, in minutes since midnight: when steps began, and when the present one will have ended.

    `lengths` are the minutes of steps that were given more, or fewer, on the day.
    """

    began: Mapping[str, int] = field(default_factory=dict)
    current: str = ""
    ends: int | None = None
    lengths: Mapping[str, int] = field(default_factory=dict)


@dataclass(frozen=True)
class Slot:
    """When a step begins and ends, in minutes since midnight; None while no time of the clock is known.

    Of a step locked to the clock, `spare` says how many minutes are left before it; below zero, how many are too many.
    """

    step: Step
    begins: int | None
    ends: int | None
    spare: int | None = None


@dataclass(frozen=True)
class Share:
    """The minutes of all steps of a sort, and how much of the whole that is."""

    sort: str
    minutes: int
    percent: int


def slots(plan: Plan, progress: Progress | None = None) -> list[Slot]:
    """Say of each step when it begins and ends: as it was, for those that have begun; as planned, for the others."""
    standing = progress or Progress()
    reached = plan.codes.index(standing.current) if standing.current in standing.began else -1
    clock = minutes_of(plan.starts)
    made: list[Slot] = []
    for place, step in enumerate(plan.steps):
        slot = _past(step, standing) if place <= reached else _to_come(step, clock, standing)
        clock = clock if slot.ends is None else slot.ends
        made.append(slot)
    return made


def _past(step: Step, standing: Progress) -> Slot:
    begins = standing.began.get(step.code)
    return Slot(step, begins, standing.ends if step.code == standing.current else begins)


def _to_come(step: Step, clock: int | None, standing: Progress) -> Slot:
    locked = minutes_of(step.at)
    spare = None if locked is None or clock is None else locked - clock
    begins = clock if locked is None else locked
    ends = None if begins is None else begins + standing.lengths.get(step.code, step.minutes)
    return Slot(step, begins, ends, spare)


def end(made: list[Slot]) -> int | None:
    """Return when the last step ends, if that is known."""
    return made[-1].ends if made else None


def shares(plan: Plan) -> list[Share]:
    """Say how the minutes are shared out among the sorts, which together are a hundred per cent."""
    minutes = {sort: sum(step.minutes for step in plan.steps if sort_of(step) == sort) for sort in SORTS}
    exact = {sort: 100 * some / (plan.minutes or 1) for sort, some in minutes.items() if some}
    percents = {sort: int(share) for sort, share in exact.items()}
    for sort in sorted(exact, key=lambda one: percents[one] - exact[one])[: 100 - sum(percents.values())]:
        percents[sort] += 1
    return [Share(sort, minutes[sort], percent) for sort, percent in percents.items()]


def minutes_of(clock: str) -> int | None:
    """Read a time of the clock as minutes since midnight."""
    hours, _colon, minutes = clock.partition(":")
    return int(hours) * 60 + int(minutes) if minutes else None


def clock_of(minutes: int | None) -> str:
    """Say minutes since midnight as a time of the clock."""
    return "" if minutes is None else time_only(time(*divmod(minutes % DAY, 60)))
