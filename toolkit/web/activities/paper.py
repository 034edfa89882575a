"""What tables may give on paper: a sheet for each, to print from the browser."""

from flask import abort, render_template
from flask.typing import ResponseReturnValue

from toolkit.activities import agenda
from toolkit.activities.shapes.fragments import fragment
from toolkit.web.access import current_workshop
from toolkit.web.house import reading


def page(activity: int) -> ResponseReturnValue:
    """Show a sheet for each table."""
    workshop, step = current_workshop(), agenda.step(reading(), current_workshop(), activity)
    if not (step.shape.paper or getattr(step.rules, "paper", False)):
        abort(404)
    drawn = fragment(step.kind, step.rules, "paper")
    return render_template("run/paper.html", workshop=workshop, activity=step, fragment=drawn)
