"""The facilitator's desk: the agenda, the switches, the timer, the deal and the wall."""

from collections.abc import Collection
from functools import partial
from typing import Any

from flask import Blueprint, render_template, request, url_for
from flask.typing import ResponseReturnValue

from toolkit import clock
from toolkit.activities import agenda, late, leading, rulings
from toolkit.activities import rehearsals as copies
from toolkit.activities.kinds import InvalidAnswer
from toolkit.activities.scene import scene
from toolkit.activities.shapes import Viewer
from toolkit.activities.shapes.needs import Need
from toolkit.language import current
from toolkit.language import gettext as _
from toolkit.web.access import current_workshop, visitor
from toolkit.web.activities import history, paper, rehearsals, rules, snapshots
from toolkit.web.changes import Here, change
from toolkit.web.fragments import fragment_or_redirect
from toolkit.web.house import house, read_again, reading
from toolkit.web.screens import pulse, stream_url
from toolkit.web.workshops import ready
from toolkit.workshops import services
from toolkit.workshops import wall as walls
from toolkit.workshops.models import Participant, Workshop

bp = Blueprint("run", __name__, url_prefix="/run/<code>")
bp.post("/rehearse")(rehearsals.rehearse)
bp.post("/stop-rehearsal")(rehearsals.stop_rehearsal)
bp.get("/<int:activity>/history", endpoint="history")(history.page)
bp.get("/<int:activity>/paper", endpoint="paper")(paper.page)
bp.post("/<int:activity>/rules")(rules.rules)
bp.post("/<int:activity>/restore", endpoint="restore")(history.restore)


@bp.get("")
def page() -> ResponseReturnValue:
    """Show the desk."""
    workshop = current_workshop()
    others = [one for one in services.devices(reading(), workshop) if one.fingerprint != visitor().holder]
    beside = {"troupe": house().troupe.of(workshop.code), "devices": others, "keeper": house().copies}
    return render_template("run/page.html", stream_url=stream_url("run", current()), **beside, **context(_asked()))


@bp.get("/now")
def now() -> ResponseReturnValue:
    """Return the desk alone, for a page that is open already."""
    return render_template("run/_now.html", **context(_asked()))


def _asked() -> int | None:
    """Return the step that the room was to go to, when the desk has asked whether to."""
    return request.args.get("asked", type=int)


def context(asked: int | None = None) -> dict[str, Any]:
    """Return what the desk shows now."""
    workshop, session, online = current_workshop(), reading(), house().hub.present(current_workshop().code)
    activities = agenda.steps(session, workshop)
    activity = agenda.step(session, workshop, workshop.current_id)
    place = activities.index(activity)
    shown = scene(session, workshop, activity, Viewer(desk=True))
    need = leading.need(workshop, activities, shown)
    return {
        "workshop": workshop,
        "pulse": pulse(session, workshop, online),
        "steps": activities,
        "activity": activity,
        "before": activities[place - 1] if place else None,
        "after": activities[place + 1] if place + 1 < len(activities) else None,
        "place": place + 1,
        "scene": shown,
        "seen": shown.seen,
        "need": need,
        "need_url": _address(need) if need else "",
        "asked": next((one for one in activities[place + 1 :] if one.id == asked), None) if need else None,
        "late": late.waiting(session, workshop),
        "rules": partial(rulings.rules_of, session, workshop, activity),
        "end": agenda.planned_end(activities, activity, clock.now()),
        "online": _online(workshop, online),
        "seated": _seated(workshop),
        "zooms": walls.ZOOMS,
    }


def _address(need: Need) -> str:
    """Return where the button of a need goes."""
    own = {"switch": url_for("run.switch", activity=need.step), "timer": url_for("run.timer", activity=need.step)}
    if need.do == "wall":
        return url_for("run.wall")
    return own.get(need.do) or url_for("giving.change", activity=need.step, address=need.do)


def _online(workshop: Workshop, present: Collection[str]) -> set[str]:
    """Name those who have the workshop open; whoever had joined twice, as the one person."""
    return {str(one.same_as or one.id) for one in workshop.participants if str(one.id) in present}


def _seated(workshop: Workshop) -> dict[int, list[Participant]]:
    """Return who is at each table, by the table's id."""
    here = [one for one in workshop.participants if one.present]
    return {table.id: [one for one in here if one.table_id == table.id] for table in workshop.tables}


@bp.get("/preflight")
def preflight() -> ResponseReturnValue:
    """Show how phones get here, and whether one has."""
    workshop, online = current_workshop(), house().hub.present(current_workshop().code)
    return render_template(
        "workshops/preflight.html",
        workshop=workshop,
        **ready.room_test(workshop.address, len(online)),
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
    if not request.form.get("anyway") and leading.unmet(reading(), current_workshop(), leaving, going):
        return _now(going)
    change(lambda here: agenda.advance(here.session, here.workshop, leaving, going), everyone=True)
    snapshots.keep()
    return _now()


@bp.post("/<int:activity>/switch")
def switch(activity: int) -> ResponseReturnValue:
    """Open or close a step, show or hide what it gave."""
    name, on = request.form.get("name", ""), request.form.get("on") == "yes"
    if name not in agenda.SWITCHES:
        raise InvalidAnswer(_("There is no such switch."))
    change(lambda here: agenda.switch(here.session, here.workshop, here.activity(activity), name, on=on), everyone=True)
    snapshots.keep_after(name, on=on)
    return _now()


@bp.post("/<int:activity>/timer")
def timer(activity: int) -> ResponseReturnValue:
    """Start or stop the timer, or give a step more or fewer minutes."""
    do = request.form.get("do", "")
    change(lambda here: _set_timer(here, activity, do), everyone=True)
    return _now()


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


@bp.post("/wall")
def wall() -> ResponseReturnValue:
    """Lead the wall: one table in focus, the next, the previous, or all; the join layer; the size of the text."""
    wish = request.form.to_dict()
    change(lambda here: walls.lead(here.workshop, wish), everyone=True)
    return _now()


def _now(asked: int | None = None) -> ResponseReturnValue:
    """Show the desk as it is after the change, or where the room was `asked` to go."""
    read_again()
    page = url_for("run.page", asked=asked)
    return fragment_or_redirect("run/_now.html", page=page, context=lambda: context(asked))
