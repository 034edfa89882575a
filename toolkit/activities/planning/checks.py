"""Checks: what no edit may do to a plan, said by naming the steps in question."""

import hashlib
from collections import Counter
from collections.abc import Iterator, Mapping
from typing import Any

from pydantic import ValidationError

from toolkit.activities import agenda_checks
from toolkit.activities.planning.plans import Plan, by_code, relying, unmet
from toolkit.activities.settings import Refusal
from toolkit.language import gettext as _
from toolkit.language import lazy, pick
from toolkit.workshops.templates import Step

FIXED = ("kind", "settings")  # of a step that people have begun with
_ACCEPTED = {
    "minutes": lazy("Please give a whole number of minutes, from 1 to 600."),
    "title": lazy("Please give a title in one language at least, of 120 characters at most."),
    "at": lazy("Please give a time of the clock, such as 12:30, or leave it empty."),
}


class EditRefused(ValueError):
    """An edit that cannot be done; the message says why and what to do. `steps` are the codes of those in the way."""

    def __init__(self, sentence: str, *steps: str) -> None:
        """Keep who is in the way."""
        super().__init__(sentence)
        self.steps = steps


class FieldsRefused(EditRefused):
    """Values that a step cannot have: a sentence for each field."""

    def __init__(self, errors: Mapping[str, str]) -> None:
        """Keep the sentences by field; those of settings are called settings.NAME."""
        super().__init__(" ".join(errors.values()))
        self.errors = dict(errors)


class ChangedMeanwhile(EditRefused):
    """Somebody has changed the same thing since it was looked at."""


def check(before: Plan, after: Plan, changed: str = "") -> None:
    """Raise EditRefused if a plan may not become another; FieldsRefused for settings of the step that is `changed`.

    What was wrong before the edit is no reason to refuse it.
    """
    _check_begun(before, after)
    _check_links(before, after)
    _check_settings(before, after, changed)


def _check_begun(before: Plan, after: Plan) -> None:
    """Refuse to lose, to turn into something else or to move what people have begun with."""
    steps = by_code(after.steps)
    for step in (one for one in before.steps if one.code in before.begun):
        now = steps.get(step.code)
        if now is None:
            raise EditRefused(
                _("People have begun with “%(step)s”: it stays, with what they gave.", step=pick(step.title)), step.code
            )
        if any(getattr(now, name) != getattr(step, name) for name in FIXED):
            raise EditRefused(
                _("People have begun with “%(step)s”: its settings stay as they are.", step=pick(step.title)), step.code
            )
    if _order(before, before.begun) != _order(after, before.begun):
        raise EditRefused(_("Steps that people have begun with stay in their order."))


def _order(plan: Plan, codes: frozenset[str]) -> list[str]:
    return [code for code in plan.codes if code in codes]


def _check_links(before: Plan, after: Plan) -> None:
    """Refuse that a step loses another that it relies on, or comes to stand before it."""
    known = {(step.code, code) for step, code in unmet(before.steps)}
    for step, code in unmet(after.steps):
        if (step.code, code) in known:
            continue
        needed = by_code(before.steps).get(code)
        names = {"step": pick(step.title), "needed": pick(needed.title) if needed else code}
        if code in after.codes:
            raise EditRefused(_("“%(step)s” relies on “%(needed)s”, which must come before it.", **names), step.code)
        others = [one.code for one in relying(after.steps, code)]
        names["step"] = "”, “".join(pick(after.step(one).title) for one in others)
        raise EditRefused(
            _("“%(step)s” relies on “%(needed)s”: remove that first, or have it take something else.", **names), *others
        )


def _check_settings(before: Plan, after: Plan, changed: str) -> None:
    """Refuse settings that a step cannot have, unless it could not have them before either."""
    known = Counter((code, str(refusal)) for code, refusal in wrong(before))
    new = [(code, one) for code, one in wrong(after) if not known[code, str(one)]]
    if own := {f"settings.{one.setting}": sentence(one) for code, one in new if code == changed}:
        raise FieldsRefused(own)
    for code, one in new if changed else ():
        why = _("“%(step)s” relies on this step as it is: %(why)s", step=pick(after.step(code).title), why=one)
        raise EditRefused(f"{why}.", code)


def wrong(plan: Plan) -> Iterator[tuple[str, Refusal]]:
    """Yield each step that could not run, with the reason."""
    yield from agenda_checks.refusals(plan.steps, plan.deck, plan.tables)


def sentence(refusal: Refusal) -> str:
    """Say at its field what is wrong with a setting."""
    return _("Please give %(accepted)s.", accepted=refusal.accepted) if refusal.accepted else f"{refusal.why}."


def field_errors(error: ValidationError) -> dict[str, str]:
    """Say what is wrong with the fields of a step."""
    names: dict[str, Any] = {str(one["loc"][0]): one for one in error.errors()}
    return {name: str(_ACCEPTED.get(name, error)) for name in names}


def seen(step: Step) -> str:
    """Return a word that changes whenever what a step says does, wherever it stands."""
    return hashlib.sha256(step.model_dump_json().encode()).hexdigest()[:16]


def check_unchanged(step: Step, version: str) -> None:
    """Raise ChangedMeanwhile unless a step still says what it said when it was `seen`."""
    if seen(step) != version:
        raise ChangedMeanwhile(_("Somebody has changed this since you opened the page."))
