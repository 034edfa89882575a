"""Differences: what an edit changed in a plan, kept so that it can be undone and done again."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any

from toolkit.activities.planning.checks import EditRefused
from toolkit.activities.planning.plans import Plan, by_code
from toolkit.language import gettext as _
from toolkit.workshops.templates import Step

Side = Mapping[str, Any]  # of a difference, as JSON holds it


@dataclass(frozen=True)
class Difference:
    """What an edit touched, before and after: the start, the order of all steps, and steps (None for one not there)."""

    before: Side
    after: Side


def difference(before: Plan, after: Plan) -> Difference:
    """Say what makes one plan another."""
    old, new = by_code(before.steps), by_code(after.steps)
    touched = [code for code in {**old, **new} if old.get(code) != new.get(code)]
    return Difference(_side(before, touched, after), _side(after, touched, before))


def _side(plan: Plan, touched: list[str], other: Plan) -> Side:
    steps = by_code(plan.steps)
    side: dict[str, Any] = {"steps": {code: steps[code].model_dump() if code in steps else None for code in touched}}
    if plan.codes != other.codes:
        side["order"] = plan.codes
    if plan.starts != other.starts:
        side["starts"] = plan.starts
    return side


def swapped(plan: Plan, now: Side, then: Side) -> Plan:
    """Return the plan with one side of a difference in the place of the other.

    Raises EditRefused when it is no longer as that side says.
    """
    steps: dict[str, Step | None] = dict(by_code(plan.steps))
    if any(_dumped(steps.get(code)) != value for code, value in now["steps"].items()):
        raise _otherwise()
    for code, value in then["steps"].items():
        steps[code] = None if value is None else Step.model_validate(value)
    order = _order(plan.codes, now["order"], then["order"]) if "order" in then else plan.codes
    listed = [steps.get(code) for code in order]
    return replace(plan, steps=tuple(step for step in listed if step), starts=then.get("starts", plan.starts))


def _dumped(step: Step | None) -> Any:
    return step.model_dump() if step else None


def _order(codes: list[str], now: list[str], then: list[str]) -> list[str]:
    """Return the order of then, with the steps that came meanwhile behind those that they stand behind."""
    if [code for code in codes if code in now] != [code for code in now if code in codes]:
        raise _otherwise()
    order = list(then)
    for place, code in enumerate(codes):
        if code not in now:
            before = next((one for one in reversed(codes[:place]) if one in order), None)
            order.insert(order.index(before) + 1 if before else 0, code)
    return order


def _otherwise() -> EditRefused:
    return EditRefused(_("This has been changed in another way since: it can no longer be undone."))
