"""What tables may give on paper in a step: a sheet for each, to print from the browser."""

from typing import Any

from flask import abort
from flask.typing import ResponseReturnValue

from toolkit.activities import agenda
from toolkit.activities.models import Activity
from toolkit.activities.shapes.fragments import fragment
from toolkit.web.access import current_workshop
from toolkit.web.house import reading
from toolkit.web.printing import papers
from toolkit.workshops.models import Workshop


def page(activity: int) -> ResponseReturnValue:
    """Show a sheet for each table."""
    step = agenda.step(reading(), current_workshop(), activity)
    return papers.show("step", papers.SMALL, **sheet_of(step)) if _brings_paper(step) else abort(404)


def sheet_of(step: Activity) -> dict[str, Any]:
    """Return the template that draws the sheet of a step, and what it has to know."""
    return {"activity": step, "fragment": fragment(step.kind, step.rules, "paper")}


def with_paper(workshop: Workshop) -> list[Activity]:
    """List the steps that bring a sheet of their own; for templates."""
    return [step for step in agenda.steps(reading(), workshop) if _brings_paper(step)]


def _brings_paper(step: Activity) -> bool:
    return step.shape.paper or getattr(step.rules, "paper", False)
