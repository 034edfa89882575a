"""The agenda of a workshop as its facilitator writes it: one edit at a time, before the day and during it."""

from collections.abc import Callable, Mapping
from typing import Any

from flask import Blueprint, make_response, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from toolkit.activities.kinds import KINDS
from toolkit.activities.planning import checks, edits, forms, history, polls, storage
from toolkit.activities.planning.checks import ChangedMeanwhile, EditRefused, FieldsRefused
from toolkit.activities.planning.edits import Edit
from toolkit.activities.planning.forms import Draft
from toolkit.activities.planning.plans import Plan
from toolkit.language import current
from toolkit.language import gettext as _
from toolkit.web.activities import outline, previews, snapshots
from toolkit.web.changes import Here, change
from toolkit.web.fragments import fragment_or_redirect
from toolkit.web.house import read_again
from toolkit.web.screens import stream_url

bp = Blueprint("planning", __name__, url_prefix="/run/<code>/agenda")
bp.get("/<step>/<any(phone, wall):surface>")(previews.preview)


@bp.get("")
def page() -> ResponseReturnValue:
    """Show the agenda, and one of its steps as a form if the address names it."""
    return _page()


@bp.get("/list")
def listing() -> ResponseReturnValue:
    """Return the list of steps alone, for a page that is open already."""
    return render_template("planning/_list.html", **outline.outline())


@bp.post("/add")
def add() -> ResponseReturnValue:
    """Add a step of a kind behind another, and open it."""
    kind, after = request.form.get("kind", ""), request.form.get("after", "")
    if kind not in KINDS:
        raise EditRefused(_("There is no such kind of step."))
    made = change(lambda here: _insert(here, lambda plan: edits.add(plan, kind, after), "added"))
    return redirect(url_for("planning.page", step=made["code"], _anchor="step"), 303)


def _insert(here: Here, work: Callable[[Plan], tuple[Plan, str]], what: str) -> dict[str, str]:
    """Do an edit that makes a step, and return its code."""
    plan, code = work(storage.plan_of(here.session, here.workshop))
    history.edit(here.session, here.workshop, lambda _now: plan, what, plan.step(code).title)
    return {"code": code}


@bp.post("/<step>/save")
def save(step: str) -> ResponseReturnValue:
    """Keep what was written of a step, or show it again with what stands in the way."""
    form = request.form.to_dict()
    drafts: list[Draft] = []
    try:
        change(lambda here: _save(here, step, form, drafts))
    except FieldsRefused as refused:
        return _page(step, Draft(drafts[0].values, refused.errors), status=422)
    except ChangedMeanwhile as refused:
        return _page(step, drafts[0], status=409, refused=str(refused), theirs=True)
    except EditRefused as refused:
        return _page(step, drafts[0], status=409, refused=str(refused)) if drafts else _removed(form)
    return redirect(url_for("planning.page", step=step, kept="yes", _anchor="step"), 303)


def _removed(form: Mapping[str, str]) -> ResponseReturnValue:
    """Give back what was written of a step that somebody has removed: once that is undone, it can be sent again."""
    texts = [text for name, text in form.items() if name.partition(".")[0] in forms.TEXTS and text.strip()]
    sentence = _("Somebody has removed this step meanwhile. Undo that in the agenda, then send your texts again.")
    return make_response(render_template("unkept.html", sentence=sentence, refused="", limit=0, texts=texts), 409)


def _save(here: Here, step: str, form: Mapping[str, str], drafts: list[Draft]) -> None:
    def work(plan: Plan) -> Plan:
        before = plan.step(step)
        drafts.append(forms.read(before, form))
        checks.check_unchanged(before, form.get("seen", ""))
        if drafts[0].errors:
            raise FieldsRefused(drafts[0].errors)
        return edits.change(plan, step, **drafts[0].values)

    _edit(here, work, "changed", step)


def _edit(here: Here, work: Edit, what: str, step: str) -> None:
    """Do an edit about a step, which is remembered under its title."""
    before = storage.plan_of(here.session, here.workshop)
    if step not in before.codes:
        raise EditRefused(_("Somebody has removed this step meanwhile."))
    history.edit(here.session, here.workshop, work, what, before.step(step).title)


@bp.post("/<step>/<do>")
def act(step: str, do: str) -> ResponseReturnValue:
    """Move, duplicate or remove a step, or give it other minutes."""
    form = request.form.to_dict()
    if do not in _ACTS:
        raise EditRefused(_("There is nothing of the kind to do with a step."))
    what, work = _ACTS[do]
    change(lambda here: _edit(here, lambda plan: work(plan, step, form), what, step))
    return _list()


def _minutes(plan: Plan, step: str, form: Mapping[str, str]) -> Plan:
    return edits.change(plan, step, minutes=forms.read(plan.step(step), form).values.get("minutes"))


def _remove(plan: Plan, step: str, form: Mapping[str, str]) -> Plan:
    checks.check_unchanged(plan.step(step), form.get("seen", ""))
    return edits.remove(plan, step)


_ACTS: Mapping[str, tuple[str, Callable[[Plan, str, Mapping[str, str]], Plan]]] = {
    "move": ("moved", lambda plan, step, given: edits.move(plan, step, given.get("past", ""))),
    "duplicate": ("duplicated", lambda plan, step, _given: edits.duplicate(plan, step)[0]),
    "minutes": ("changed", _minutes),
    "remove": ("removed", _remove),
}


@bp.post("/start")
def start() -> ResponseReturnValue:
    """Say when the workshop begins."""
    at = request.form.get("starts", "").strip()
    change(lambda here: _start(here, at))
    return _list()


def _start(here: Here, at: str) -> None:
    history.edit(here.session, here.workshop, lambda plan: edits.start(plan, at), "started")


@bp.post("/undo")
def undo() -> ResponseReturnValue:
    """Undo the last edit, or do the one that was undone again."""
    number, again = request.form.get("number", 0, type=int), request.form.get("again") == "yes"
    change(lambda here: _undo(here, number, again=again))
    return _list()


def _undo(here: Here, number: int, *, again: bool) -> None:
    history.undo(here.session, here.workshop, number, again=again)


@bp.post("/<step>/again")
def again(step: str) -> ResponseReturnValue:
    """Put a second round of a vote behind the present step."""
    change(lambda here: polls.again(here.session, here.workshop, step), everyone=True)
    return redirect(url_for("run.page"), 303)


@bp.post("/poll")
def poll() -> ResponseReturnValue:
    """Ask the room a question of one's own at once: a vote right behind the present step, open."""
    question, choices = request.form.get("question", ""), request.form.get("choices", "")
    change(lambda here: polls.ask(here.session, here.workshop, question, choices, current()))
    snapshots.keep()
    return redirect(url_for("run.page"), 303)


def _list() -> ResponseReturnValue:
    read_again()
    here = request.form.get("open", "")
    return fragment_or_redirect(
        "planning/_list.html", page=url_for("planning.page", step=here or None), context=outline.outline
    )


def _page(step: str = "", draft: Draft | None = None, status: int = 200, **told: Any) -> ResponseReturnValue:
    read_again()
    shown = outline.outline()
    code = step or shown["open"]
    form = outline.form(shown["plan"], code, draft, **told) if code in shown["plan"].codes else {"step": None}
    page = render_template(
        "planning/page.html",
        stream_url=stream_url("run", current()),
        palette=outline.palette(),
        gone=bool(code) and form["step"] is None,
        **{**shown, "open": code},
        **form,
    )
    return make_response(page, status)
