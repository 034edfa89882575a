"""What the desk shows: the step, what it wants now, the room, and where one may go from here."""

from collections.abc import Collection, Mapping
from functools import partial
from typing import Any

from flask import url_for
from flask.typing import ResponseReturnValue
from sqlalchemy.orm import Session

from toolkit import clock
from toolkit.activities import agenda, asides, late, primary_action, repeats, rule_changes, strays
from toolkit.activities.models import Activity
from toolkit.activities.scene import scene
from toolkit.activities.shapes import Viewer
from toolkit.activities.shapes.primary_action import PrimaryAction
from toolkit.activities.shapes.standings import Standing
from toolkit.decks import revisions
from toolkit.decks.editing.own_decks import owned
from toolkit.web.access import current_workshop, visitor
from toolkit.web.fragments import fragment_or_redirect
from toolkit.web.house import house, read_again, reading
from toolkit.web.screens import pulse
from toolkit.workshops import devices, handovers
from toolkit.workshops import wall as walls
from toolkit.workshops.models import Participant, Workshop

MANY_STRAYS = 10  # fewer are people whose phones sleep


def context(asked: int | None = None) -> dict[str, Any]:
    """Return what the desk shows now; `asked` is the step that it has asked whether to go to."""
    workshop, session, online = current_workshop(), reading(), house().hub.present(current_workshop().code)
    steps = agenda.steps(session, workshop)
    activity = agenda.step(session, workshop, workshop.current_id)
    place = steps.index(activity)
    shown = scene(session, workshop, activity, Viewer(desk=True))
    action = primary_action.action(workshop, steps, shown)
    return {
        "workshop": workshop,
        "pulse": pulse(session, workshop, online),
        "steps": steps,
        "activity": activity,
        "before": steps[place - 1] if place else None,
        "after": next(iter(steps[place + 1 :]), None),
        "place": place + 1,
        "scene": shown,
        "seen": shown.seen,
        **_wanted(action, asked, steps[place + 1 :]),
        "late": late.waiting(session, workshop),
        "rules": partial(rule_changes.rules_of, session, workshop, activity),
        "end": agenda.planned_end(steps, activity, clock.now()),
        **_room(workshop, primary_action.standings(session, workshop, shown), online),
        **_led(session, workshop),
        **_beside(session, workshop, activity),
    }


def answer(asked: int | None = None) -> ResponseReturnValue:
    """Show the desk as it is after a change, or where the room was `asked` to go."""
    read_again()
    page = url_for("run.page", asked=asked)
    return fragment_or_redirect("run/_now.html", page=page, context=lambda: context(asked))


def _led(session: Session, workshop: Workshop) -> dict[str, Any]:
    """Return to whom the workshop was handed over, the desks beside this one, and whose key was just withdrawn."""
    own = visitor().keys.get("run", "")
    others = handovers.others(session, workshop, own) if workshop.leader else []
    leader, withdrawn = handovers.leader(session, workshop), devices.withdrawn(session, workshop)
    return {"leader": leader, "desks": others, "withdrawn": withdrawn}


def _beside(session: Session, workshop: Workshop, activity: Activity) -> dict[str, Any]:
    """Return the earlier rounds of the step, and what came up beside it with what it takes to add more."""
    deck = revisions.load(session, workshop.deck_revision_id)
    listed = asides.of(session, workshop, dropped=True)
    earlier = repeats.earlier(session, activity)
    return {"earlier": earlier, "asides": listed, "deck": deck, "owned": owned(deck.code), "offered": asides.offered}


def _wanted(action: PrimaryAction | None, asked: int | None, ahead: list[Any]) -> dict[str, Any]:
    """Return what the large button does, and the step that the room was to pass it for."""
    if action is None:
        return {"action": None, "asked": None}
    return {
        "action": action,
        "action_url": _address(action),
        "asked": next((one for one in ahead if one.id == asked and action.unmet), None),
    }


def _address(action: PrimaryAction) -> str:
    """Return where the primary action goes."""
    own = {"switch": "run.switch", "timer": "run.timer"}
    if action.do in {"wall", "finish"}:
        return url_for(f"run.{action.do}")
    if action.do in own:
        return url_for(own[action.do], activity=action.step)
    return url_for("giving.change", activity=action.step, address=action.do)


def _room(workshop: Workshop, standings: Mapping[int, Standing], online: Collection[str]) -> dict[str, Any]:
    """Return who is in the room, how far each table is and which calls for help, and how the wall may be led."""
    return {
        "standings": standings,
        "calls": [one for one in workshop.tables if one.id in standings and standings[one.id].state == "help"],
        "online": _online(workshop, online),
        "seated": _seated(workshop),
        "strays": _strays(workshop, online),
        "zooms": walls.ZOOMS,
    }


def _strays(workshop: Workshop, online: Collection[str]) -> int:
    """Count those who are away and gave nothing, where they are many: a few are people whose phones sleep."""
    away = len(strays.strays(reading(), workshop, online))
    return away if away >= MANY_STRAYS else 0


def _online(workshop: Workshop, present: Collection[str]) -> set[str]:
    """Name those who have the workshop open; whoever had joined twice, as the one person."""
    return {str(one.same_as or one.id) for one in workshop.participants if str(one.id) in present}


def _seated(workshop: Workshop) -> dict[int, list[Participant]]:
    """Return who is at each table, by the table's id."""
    here = [one for one in workshop.participants if one.present]
    return {table.id: [one for one in here if one.table_id == table.id] for table in workshop.tables}
