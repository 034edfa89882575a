"""Previews: what a phone and the wall will show of a step, before anybody is there; nothing of it is kept."""

from typing import Any

from flask import render_template, url_for
from flask.typing import ResponseReturnValue

from toolkit import clock
from toolkit.activities import agenda
from toolkit.activities.models import Activity
from toolkit.activities.scene import scene
from toolkit.activities.shapes import Viewer
from toolkit.language import current
from toolkit.language import gettext as _
from toolkit.web.access import current_workshop
from toolkit.web.house import house, read_again, reading
from toolkit.web.screens import pulse, wall_context
from toolkit.workshops.models import Participant


def preview(step: str, surface: str) -> ResponseReturnValue:
    """Show a step as it will be while people give, on a phone at the first table or on the wall."""
    workshop, session = current_workshop(), reading()
    activities = agenda.steps(session, workshop)
    activity = next((one for one in activities if one.code == step), None)
    if activity is None:
        raise agenda.NoSuchStep(_("This workshop has no such step."))
    with session.no_autoflush:  # what is only imagined reaches no database
        activity.is_open = activity.shape.gives
        drawn = _phone(activity, activities) if surface == "phone" else wall_context(*_wall(), activity)
        page = render_template(
            f"planning/preview_{surface}.html", back=url_for("planning.page", step=step, _anchor="step"), **drawn
        )
    session.expunge_all()
    read_again()
    return page


def _wall() -> tuple[Any, Any, Any]:
    return reading(), house().settings, current_workshop()


def _phone(activity: Activity, activities: list[Activity]) -> dict[str, Any]:
    workshop = current_workshop()
    table = workshop.tables[0] if workshop.tables else None
    person = Participant(
        id=0,
        workshop_id=workshop.id,
        name=_("Somebody"),
        seats=[],
        language=current(),
        role="participant",
        joined_at=clock.now(),
    )
    person.table_id, person.table = (table.id, table) if table else (None, None)
    shown = scene(reading(), workshop, activity, Viewer(person, ""))
    return {
        "workshop": workshop,
        "pulse": pulse(reading(), workshop),
        "person": person,
        "activity": activity,
        "scene": shown,
        "seen": shown.seen,
        "place": activities.index(activity) + 1,
        "places": len(activities),
    }
