"""The facilitator's desk: the agenda, the switches, the timer, the deal and the wall."""

from typing import Any

from flask import Blueprint, render_template, request, url_for
from flask.typing import ResponseReturnValue

from toolkit.activities import agenda, ending, primary_action, repeats
from toolkit.activities import rehearsals as copies
from toolkit.activities.kinds import InvalidAnswer
from toolkit.language import current
from toolkit.language import gettext as _
from toolkit.web.access import current_workshop, visitor
from toolkit.web.activities import desk, history, rehearsals, rules, snapshots
from toolkit.web.changes import Here, change
from toolkit.web.house import house, reading
from toolkit.web.printing import steps
from toolkit.web.screens import pulse, stream_url
from toolkit.web.workshops import machine, ready
from toolkit.workshops import devices
from toolkit.workshops import wall as walls
from toolkit.workshops.addresses import base_url
from toolkit.workshops.models import Workshop

bp = Blueprint("run", __name__, url_prefix="/run/<code>")
bp.post("/rehearse")(rehearsals.rehearse)
bp.post("/stop-rehearsal")(rehearsals.stop_rehearsal)
bp.get("/<int:activity>/history", endpoint="history")(history.page)
bp.get("/<int:activity>/paper", endpoint="paper")(steps.page)
bp.post("/<int:activity>/rules")(rules.rules)
bp.post("/<int:activity>/restore", endpoint="restore")(history.restore)


@bp.get("")
def page() -> ResponseReturnValue:
    """Show the desk."""
    workshop = current_workshop()
    others = [one for one in devices.paired(reading(), workshop) if one.fingerprint != visitor().holder]
    beside = {"troupe": house().troupe.of(workshop.code), "devices": others, "keeper": house().copies}
    return render_template(
        "run/page.html",
        stream_url=stream_url("run", current()),
        **beside,
        **_elsewhere(workshop),
        **desk.context(request.args.get("asked", type=int)),
    )


def _elsewhere(workshop: Workshop) -> dict[str, Any]:
    """Return the link that people need who are somewhere else."""
    settings = house().settings
    link = base_url(settings.public_url, settings.port, workshop.address) + url_for("joining.form", remote="yes")
    return {"elsewhere": link, "public": settings.public_url}


@bp.get("/now")
def now() -> ResponseReturnValue:
    """Return the desk alone, for a page that is open already."""
    return render_template("run/_now.html", **desk.context(request.args.get("asked", type=int)))


@bp.get("/preflight")
def preflight() -> ResponseReturnValue:
    """Show how phones get here, and whether one has; if that is asked for, whether the cards can be printed."""
    workshop, online = current_workshop(), house().hub.present(current_workshop().code)
    return render_template(
        "workshops/ready.html",
        workshop=workshop,
        **ready.room_test(workshop.address, len(online)),
        **machine.machine(workshop),
        cards=ready.cards_test(workshop) if "cards" in request.args else None,
        people=sum(person.present for person in workshop.participants),
        stream_url=stream_url("run", current()),
        pulse=pulse(reading(), workshop, online),
        rehearsals=copies.of(reading(), workshop),
    )


@bp.post("/advance")
def advance() -> ResponseReturnValue:
    """Move the room to another step; the request names the step it leaves.

    To pass a step that has not happened, it has to say so: the desk asks once.
    """
    leaving, going = request.form.get("leaving", 0, type=int), request.form.get("going", 0, type=int)
    if not request.form.get("anyway") and primary_action.unmet(reading(), current_workshop(), leaving, going):
        return desk.answer(going)
    change(lambda here: agenda.advance(here.session, here.workshop, leaving, going), everyone=True)
    snapshots.keep()
    return desk.answer()


@bp.post("/<int:activity>/again")
def begin_again(activity: int) -> ResponseReturnValue:
    """Begin the present step again; what was given in it is kept as an earlier round."""
    change(lambda here: repeats.begin_again(here.session, here.workshop, here.activity(activity)), everyone=True)
    snapshots.keep()
    return desk.answer()


@bp.post("/<int:activity>/back")
def bring_back(activity: int) -> ResponseReturnValue:
    """Bring an earlier round of the present step back."""
    change(lambda here: repeats.bring_back(here.session, here.workshop, here.activity(activity)), everyone=True)
    snapshots.keep()
    return desk.answer()


@bp.post("/<int:activity>/switch")
def switch(activity: int) -> ResponseReturnValue:
    """Open or close a step, show or hide what it gave."""
    name, on = request.form.get("name", ""), request.form.get("on") == "yes"
    if name not in agenda.SWITCHES:
        raise InvalidAnswer(_("There is no such switch."))
    change(lambda here: agenda.switch(here.session, here.workshop, here.activity(activity), name, on=on), everyone=True)
    snapshots.keep_after(name, on=on)
    return desk.answer()


@bp.post("/<int:activity>/timer")
def timer(activity: int) -> ResponseReturnValue:
    """Start or stop the timer, or give a step more or fewer minutes."""
    do = request.form.get("do", "")
    change(lambda here: _set_timer(here, activity, do), everyone=True)
    return desk.answer()


def _set_timer(here: Here, activity: int, do: str) -> None:
    step = here.activity(activity)
    moves = {
        "start": lambda: agenda.start(step),
        "stop": lambda: agenda.stop(step),
        "more": lambda: agenda.extend(step, 1),
        "less": lambda: agenda.extend(step, -1),
        "five": lambda: agenda.extend(step, 5),
    }
    if do not in moves:
        raise InvalidAnswer(_("A timer is started, stopped, or given minutes."))
    moves[do]()


@bp.post("/finish")
def finish() -> ResponseReturnValue:
    """End the workshop, or take it up again."""
    if request.form.get("again"):
        change(lambda here: ending.take_up(here.workshop), everyone=True)
    else:
        change(lambda here: ending.finish(here.session, here.workshop), everyone=True)
        snapshots.keep()
    return desk.answer()


@bp.post("/wall")
def wall() -> ResponseReturnValue:
    """Lead the wall: one table in focus, the next, the previous, or all; the join layer; the size of the text."""
    wish = request.form.to_dict()
    change(lambda here: walls.lead(here.workshop, wish), everyone=True)
    return desk.answer()
