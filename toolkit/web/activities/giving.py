"""What people give: a ballot, a line on the sheet, an idea, a card kept, swapped or invented, a hand raised."""

from collections.abc import Mapping
from typing import Any

from flask import Blueprint, make_response, render_template, request, url_for
from flask.typing import ResponseReturnValue

from toolkit import clock
from toolkit.activities import hands, ideas, late, sheets, votes
from toolkit.activities.kinds import InvalidAnswer
from toolkit.activities.models import Activity, Idea, WorkshopPaused
from toolkit.activities.sheets import FieldConflict
from toolkit.language import clock_time
from toolkit.language import gettext as _
from toolkit.web.access import current_participant, current_workshop, visitor
from toolkit.web.activities import phone
from toolkit.web.changes import Here, change
from toolkit.web.fragments import asked_by_htmx, fragment_or_redirect
from toolkit.web.house import house, read_again

bp = Blueprint("giving", __name__, url_prefix="/w/<code>/<int:activity>")
MOST = 60  # characters of a field's name


@bp.post("/vote")
def vote(activity: int) -> ResponseReturnValue:
    """Record the participant's ballot, then say that it was received: the ballot itself stays as it is."""
    form, token = request.form, visitor().token
    try:
        change(lambda here: _cast(here, activity, token, form))
    except InvalidAnswer as refusal:
        again = None if asked_by_htmx() else phone.refused_ballot(activity, form, str(refusal))
        if again is None:
            raise
        return again
    return fragment_or_redirect("phone/_cast.html", page=url_for("phone.page"), context=lambda: {"voted": True})


def _cast(here: Here, activity: int, token: str, form: Mapping[str, str]) -> dict[str, Any]:
    votes.cast(here.session, _going_on(here, activity), here.person, token, form)
    return {"vote": activity}  # a snapshot that lacks the ballot has to lack the receipt


def _going_on(here: Here, activity: int) -> Activity:
    """Return the step, unless the workshop is paused; what is written on a sheet meanwhile is kept all the same."""
    if here.workshop.paused:
        raise WorkshopPaused(_("The workshop is paused. Please wait until it goes on."))
    return here.activity(activity)


@bp.post("/fields/<field>")
def write(activity: int, field: str) -> ResponseReturnValue:
    """Write one field of the table's sheet; when somebody was faster, show both texts."""
    try:
        saved = change(lambda here: _write(here, activity, field))
    except FieldConflict as conflict:
        return _both_texts(activity, field, conflict)
    return _received(saved)


@bp.post("/fields/<field>/writing")
def writing(activity: int, field: str) -> ResponseReturnValue:  # noqa: ARG001 - a phone shows one step at a time
    """Note that the person asking writes in a field, or has stopped: a hint for their table, kept nowhere."""
    code, who, pens = current_workshop().code, str(current_participant().id), house().hub.pens
    left = request.form.get("left") == "yes"
    if pens.put_down(code, who) if left else pens.take(code, who, field[:MOST]):
        house().hub.changed(code)
    return "", 204


def _write(here: Here, activity: int, field: str) -> dict[str, Any]:
    _check_pen(here)
    step = here.activity(activity)
    text, base = request.form.get("text", ""), request.form.get("base", 0, type=int)
    if request.form.get("late") != "yes":
        return _saved(sheets.write(here.session, step, here.person, field, text, base).version)
    late.check_open(here.workshop, step)
    taken = late.write(here.session, step, here.person, field, text, late.Begun(base, _ago()))
    return _offered(here) if isinstance(taken, late.Offer) else _saved(taken.version)


def _ago() -> int:
    """Return how many milliseconds ago the phone says that its person began."""
    return request.form.get("ago", 0, type=int)


def _saved(version: int) -> dict[str, Any]:
    return {"version": version, "saved": clock_time(clock.now())}


def _offered(here: Here) -> dict[str, Any]:
    (here.person.table or here.workshop).version += 1  # the desk looks again
    return {"offered": True}


def _check_pen(here: Here) -> None:
    if here.workshop.writers == "scribe" and here.person.role != "scribe":
        raise InvalidAnswer(_("At your table one person writes. Take the pen if it should be you."))


def _both_texts(activity: int, field: str, conflict: FieldConflict) -> ResponseReturnValue:
    fragment = {"conflict": conflict, "activity_id": activity, "field": field, "author": _author(conflict)}
    if request.accept_mimetypes.best == "application/json":
        return make_response(render_template("phone/_conflict.html", **fragment), 409)
    return make_response(render_template("phone/conflict.html", **fragment), 409)


def _author(conflict: FieldConflict) -> str:
    people = current_workshop().participants
    return next((person.name for person in people if person.id == conflict.theirs.participant_id), "")


@bp.post("/ideas")
def give_idea(activity: int) -> ResponseReturnValue:
    """Add an idea of the person asking."""
    saved = change(lambda here: _give_idea(here, activity))
    return _received(saved)


def _received(saved: dict[str, Any]) -> ResponseReturnValue:
    """Say what became of a text: that it is saved, or that it came too late and waits for the facilitator."""
    if request.accept_mimetypes.best == "application/json":
        return saved, 202 if "offered" in saved else 200
    return _now()


def _give_idea(here: Here, activity: int) -> dict[str, Any]:
    step, text = here.activity(activity), request.form.get("text", "")
    if request.form.get("late") == "yes":
        late.check_open(here.workshop, step)
        taken = late.give(here.session, step, here.person, text, _ago())
        if isinstance(taken, late.Offer):
            return _offered(here)
    else:
        taken = ideas.give(here.session, step, here.person, text)
    _tell_everyone(here, taken)
    return _saved(taken.number)


def _tell_everyone(here: Here, idea: Idea) -> None:
    """Have all phones look again when they list everybody's ideas, or when no table is there to do it."""
    everyone = here.activity(idea.activity_id).settings.get("everyone")
    here.workshop.version += bool(everyone or idea.table_id is None)


@bp.post("/ideas/<int:idea>/withdraw")
def withdraw(activity: int, idea: int) -> ResponseReturnValue:
    """Take back an idea of one's own."""
    change(lambda here: _withdraw(here, activity, idea))
    return _now()


def _withdraw(here: Here, activity: int, number: int) -> None:
    _tell_everyone(here, ideas.withdraw(here.session, here.activity(activity), here.person, number))


@bp.post("/cards/<card>/keep")
def keep(activity: int, card: str) -> ResponseReturnValue:
    """Keep a card, set it aside, or take that back."""
    state = request.form.get("state", "")
    change(lambda here: hands.keep(here.session, _going_on(here, activity), here.table, card, state))
    return _now()


@bp.post("/cards/<card>/swap")
def swap(activity: int, card: str) -> ResponseReturnValue:
    """Give a card back for another one."""
    change(lambda here: {"drawn": hands.swap(here.session, here.workshop, _going_on(here, activity), here.table, card)})
    return _now()


@bp.post("/blank")
def write_blank(activity: int) -> ResponseReturnValue:
    """Add a card that the table invented."""
    title = request.form.get("title", "")
    change(lambda here: hands.write_blank(here.session, _going_on(here, activity), here.table, title))
    return _now()


@bp.post("/status")
def tell(activity: int) -> ResponseReturnValue:
    """Say that the table is working, done, or in need of help."""
    state = request.form.get("state", "")
    change(lambda here: sheets.tell(here.session, here.activity(activity), here.table, state))
    return _now()


def _now() -> ResponseReturnValue:
    """Show the phone as it is after the change."""
    read_again()
    return fragment_or_redirect("phone/_now.html", page=url_for("phone.page"), context=phone.context)
