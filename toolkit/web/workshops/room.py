"""The room, for the facilitator: its settings, its people, and keys for other devices."""

from flask import Blueprint, abort, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from sqlalchemy.orm import Session

from toolkit.activities import same_person, strays
from toolkit.activities.kinds import InvalidAnswer
from toolkit.language import gettext as _
from toolkit.web.access import current_workshop
from toolkit.web.activities import desk
from toolkit.web.changes import Here, change
from toolkit.web.errors import refuse
from toolkit.web.fragments import asked_by_htmx
from toolkit.web.house import house, reading
from toolkit.web.protection import on_this_server
from toolkit.web.workshops import handovers, ready
from toolkit.workshops import devices, joining, pairing, participants
from toolkit.workshops import settings as room
from toolkit.workshops.erasures import TooLate
from toolkit.workshops.models import Participant, Workshop

bp = Blueprint("room", __name__, url_prefix="/run/<code>")
bp.post("/wifi", endpoint="wifi")(ready.keep_wifi)
bp.post("/hand-over")(handovers.hand_over)
bp.post("/end-others")(handovers.end_others)
bp.post("/end")(handovers.end_own)
PAIRED = ("facilitator", "observer", "wall")


@bp.post("/settings")
def settings() -> ResponseReturnValue:
    """Change one setting of the room: joining, paused, names, writers or the address phones use."""
    name, value = request.form.get("name", ""), request.form.get("value", "")
    change(lambda here: room.change(here.workshop, name, value), everyone=True)
    if asked_by_htmx():
        return desk.answer()
    return redirect(on_this_server(request.form.get("back", "")) or url_for("run.page"), 303)


@bp.post("/about")
def about() -> ResponseReturnValue:
    """Change what was decided when the workshop was made: title, tables and the language it opens in."""
    change(lambda here: room.describe(here.session, here.workshop, request.form), everyone=True)
    return redirect(on_this_server(request.form.get("back", "")) or url_for("run.page"), 303)


@bp.get("/people/<int:person>")
def person(person: int) -> ResponseReturnValue:
    """Show what can be done about a person: over the desk, or on a page of its own."""
    template = "run/_person.html" if asked_by_htmx() else "run/person.html"
    about = _found(reading(), current_workshop(), person)
    people = [one for one in current_workshop().participants if one.present and one.id != person]
    return render_template(template, workshop=current_workshop(), person=about, people=people)


@bp.post("/people/strays")
def forget_strays() -> ResponseReturnValue:
    """Remove at once all who joined, are not here and have given nothing."""
    here = house().hub.present(current_workshop().code)
    change(lambda found: {"gone": strays.forget(found.session, found.workshop, here)}, everyone=True)
    return redirect(url_for("run.page"), 303)


@bp.post("/people/<int:person>/move")
def move(person: int) -> ResponseReturnValue:
    """Seat a person at another table."""
    number = request.form.get("table", 0, type=int)
    change(lambda here: joining.sit(here.session, _person(here, person), number), everyone=True)
    return redirect(url_for("run.page"), 303)


@bp.post("/people/<int:person>/rename")
def rename(person: int) -> ResponseReturnValue:
    """Call a person by another name."""
    name = request.form.get("name", "")
    change(
        lambda here: participants.rename(here.session, _person(here, person), name),
        everyone=True,
    )
    return redirect(url_for("run.page"), 303)


@bp.post("/people/<int:person>/merge")
def merge(person: int) -> ResponseReturnValue:
    """Take a person who has joined twice for one: all their browsers are those of the other from now on."""
    same = request.form.get("same", 0, type=int)
    change(lambda here: _merge(here, person, same), everyone=True)
    return redirect(url_for("run.page"), 303)


def _merge(here: Here, person: int, same: int) -> None:
    if person == same:
        raise InvalidAnswer(_("Please choose somebody else."))
    same_person.make_one(here.session, _person(here, same), _person(here, person))


@bp.post("/people/<int:person>/remove")
def remove(person: int) -> ResponseReturnValue:
    """Take a person out of the room, or back in: what they gave stays."""
    present = request.form.get("present") == "yes"
    change(lambda here: participants.let_in(_person(here, person), on=present), everyone=True)
    return redirect(url_for("run.page"), 303)


@bp.post("/people/<int:person>/note/<name>")
def note(person: int, name: str) -> ResponseReturnValue:
    """Note whether a person is somewhere else, or needs more time than the others."""
    if name not in participants.NOTES:
        abort(404)
    on = request.form.get("on") == "yes"
    change(lambda here: participants.note(_person(here, person), name, on=on), everyone=True)
    return redirect(url_for("run.page"), 303)


def _person(here: Here, person: int) -> Participant:
    return _found(here.session, here.workshop, person)


def _found(session: Session, workshop: Workshop, person: int) -> Participant:
    participant = session.get(Participant, person)
    if participant is None or participant.workshop_id != workshop.id or participant.same_as:
        raise InvalidAnswer(_("This person is not in this workshop."))
    return participant


@bp.post("/pair")
def pair() -> ResponseReturnValue:
    """Make a one-time code for another facilitator, an observer or a wall, and show it."""
    role = request.form.get("role", "")
    if role not in PAIRED:
        raise InvalidAnswer(_("There is no such role."))
    made = change(lambda here: {"code": pairing.offer(here.session, here.workshop, role)})
    return handovers.shown_code(made["code"], role)


@bp.post("/unpair")
def unpair() -> ResponseReturnValue:
    """Take its role back from a device; for a minute that can be undone."""
    device = request.form.get("device", "")
    change(lambda here: devices.withdraw(here.session, here.workshop, device), everyone=True)
    return redirect(url_for("run.page"), 303)


@bp.post("/give-back")
def give_back() -> ResponseReturnValue:
    """Give a device its role again."""
    device = request.form.get("device", "")
    try:
        change(lambda here: devices.give_back(here.session, here.workshop, device), everyone=True)
    except TooLate as refusal:
        return refuse(str(refusal), 422)
    return desk.answer()
