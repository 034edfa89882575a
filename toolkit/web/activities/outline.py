"""What the page of an agenda shows: its steps with their times, the palette, and the form of one step."""

from collections.abc import Mapping
from typing import Any

from flask import request

from toolkit import clock
from toolkit.activities import agenda
from toolkit.activities.kinds import KINDS, SORTS, Kind
from toolkit.activities.planning import checks, forms, history, offers, storage, times, widgets
from toolkit.activities.planning.forms import Draft
from toolkit.activities.planning.models import AgendaEdit
from toolkit.activities.planning.plans import Plan, sort_of
from toolkit.activities.planning.progress import progress
from toolkit.activities.rulesets import kind_of
from toolkit.language import LANGUAGES, lazy
from toolkit.web.access import current_workshop
from toolkit.web.house import reading
from toolkit.web.screens import pulse

EDITS = {
    "added": lazy("Added:"),
    "changed": lazy("Changed:"),
    "duplicated": lazy("Duplicated:"),
    "moved": lazy("Moved:"),
    "removed": lazy("Removed:"),
    "started": lazy("Changed: when it starts"),
    "asked": lazy("Asked the room:"),
}


def outline() -> dict[str, Any]:
    """Return the steps with their times, what can be undone, and how the minutes are shared out."""
    workshop, session = current_workshop(), reading()
    plan = storage.plan_of(session, workshop)
    activities = agenda.steps(session, workshop)
    made = times.slots(plan, progress(activities, workshop.current_id, clock.now()))
    return {
        "workshop": workshop,
        "plan": plan,
        "pulse": pulse(session, workshop),
        "slots": made,
        "end": times.end(made),
        "clock": times.clock_of,
        "shares": times.shares(plan),
        "sorts": SORTS,
        "sort_of": sort_of,
        "kind_of": kind_of,
        "seen_of": checks.seen,
        "now": next((one.code for one in activities if one.id == workshop.current_id), ""),
        "troubles": forms.troubles(plan),
        "open": request.args.get("step", ""),
        "last": _told(history.newest(session, workshop)),
        "again": _told(history.next_undone(session, workshop)),
    }


def _told(edit: AgendaEdit | None) -> dict[str, Any] | None:
    if edit is None:
        return None
    return {"number": edit.number, "what": EDITS.get(edit.what, edit.what), "subject": edit.subject, "at": edit.made_at}


def palette() -> list[tuple[Any, list[tuple[str, type[Kind]]]]]:
    """List the kinds to choose from under what they are for, in the order of a workshop."""
    named = [(SORTS[sort], [(code, kind) for code, kind in KINDS.items() if kind.sort == sort]) for sort in SORTS]
    return [(words, kinds) for words, kinds in named if kinds]


def form(plan: Plan, code: str, draft: Draft | None = None, **told: Any) -> dict[str, Any]:
    """Return the form of a step: what it says or, with a `draft`, what was typed, and what stands in the way."""
    step = plan.step(code)
    values: Mapping[str, Any] = {**step.model_dump(), **(draft.values if draft else {})}
    kind = kind_of(step.kind)
    return {
        "step": step,
        "values": values,
        "kind": kind,
        "widgets": list(widgets.widgets(kind, values["settings"])),
        "offers": lambda spellings: offers.offers(spellings, plan, code),
        "limits": {**forms.LIMITS, "memo": forms.MEMO},
        "errors": draft.errors if draft else forms.troubles(plan).get(code, {}),
        "begun": code in plan.begun,
        "seen": checks.seen(step),
        "languages": sorted(LANGUAGES, key=lambda one: one != current_workshop().language),
        "refused": "",
        "theirs": False,
        **told,
    }
