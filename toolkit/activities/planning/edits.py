"""Edits: what may be done to a plan, each as a function that returns another plan or says what stands in the way."""

import re
from collections.abc import Callable
from dataclasses import replace
from itertools import count
from typing import Any

from pydantic import ValidationError

from toolkit.activities.planning.beginnings import beginning
from toolkit.activities.planning.checks import EditRefused, FieldsRefused, check, field_errors
from toolkit.activities.planning.plans import Plan
from toolkit.language import gettext as _
from toolkit.language import pick
from toolkit.workshops.templates import MOST_STEPS, Step

Edit = Callable[[Plan], Plan]
_LAST_NUMBER = re.compile(r"-\d+$")


def add(plan: Plan, kind: str, after: str = "") -> tuple[Plan, str]:
    """Add a step of a kind behind another, or at the end, as it is to begin with; return its code too."""
    code = free_code(plan, kind)
    return insert(plan, beginning(plan, kind, code, after), after), code


def insert(plan: Plan, step: Step, after: str = "") -> Plan:
    """Add a step behind another, or at the end."""
    if len(plan.steps) >= MOST_STEPS:
        raise EditRefused(_("An agenda has %(most)s steps at most.", most=MOST_STEPS))
    place = plan.codes.index(after) + 1 if after in plan.codes else len(plan.steps)
    return _checked(plan, (*plan.steps[:place], step, *plan.steps[place:]))


def duplicate(plan: Plan, code: str) -> tuple[Plan, str]:
    """Add a copy of a step right behind it, locked to no time; return the copy's code too."""
    copy = plan.step(code).model_copy(update={"code": free_code(plan, code), "at": ""})
    return insert(plan, copy, code), copy.code


def remove(plan: Plan, code: str) -> Plan:
    """Take a step out that no other relies on."""
    plan.step(code)
    if len(plan.steps) == 1:
        raise EditRefused(_("An agenda needs one step at least."))
    return _checked(plan, tuple(step for step in plan.steps if step.code != code))


def move(plan: Plan, code: str, past: str) -> Plan:
    """Move a step past another: before one that it follows, behind one that it precedes."""
    step = plan.step(code)
    if past not in plan.codes or past == code:
        return plan
    place = plan.codes.index(past)
    others = [one for one in plan.steps if one.code != code]
    return _checked(plan, (*others[:place], step, *others[place:]))


def change(plan: Plan, code: str, **values: Any) -> Plan:
    """Give a step other words, minutes or settings.

    Raises FieldsRefused, with a sentence for each field that cannot be so, and EditRefused when another step relies on
    what it has now.
    """
    before = plan.step(code)
    try:
        step = Step.model_validate(before.model_dump() | values)
    except ValidationError as error:
        raise FieldsRefused(field_errors(error)) from error
    return _checked(plan, tuple(step if one.code == code else one for one in plan.steps), code)


def start(plan: Plan, at: str) -> Plan:
    """Say when the workshop begins, by the clock: "09:30", or "" for whenever people are there."""
    if at and not re.fullmatch(r"([01]\d|2[0-3]):[0-5]\d", at):
        raise FieldsRefused({"starts": _("Please give a time of the clock, such as 09:30.")})
    return replace(plan, starts=at)


def free_code(plan: Plan, like: str) -> str:
    """Return a code that no step has: this one or, when there is one, with the next number."""
    stem = _LAST_NUMBER.sub("", like)[:50].rstrip("-") or "step"
    codes = (stem if number == 1 else f"{stem}-{number}" for number in count(1))
    return next(code for code in codes if code not in plan.codes)


def title(plan: Plan, code: str) -> str:
    """Return the title of a step, or its code when there is no such step."""
    return pick(plan.step(code).title) if code in plan.codes else code


def _checked(before: Plan, steps: tuple[Step, ...], changed: str = "") -> Plan:
    after = replace(before, steps=steps)
    check(before, after, changed)
    return after
