"""The history of a step: every version of what was written, which the facilitator may put back."""

from flask import abort, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from toolkit.activities import agenda
from toolkit.activities.shapes.changes import Giving
from toolkit.activities.shapes.fragments import fragment
from toolkit.web.access import current_workshop
from toolkit.web.changes import Here, change
from toolkit.web.house import reading


def page(activity: int) -> ResponseReturnValue:
    """Show who wrote what and when, table by table."""
    workshop, step = current_workshop(), agenda.step(reading(), current_workshop(), activity)
    kept = step.shape.history(reading(), workshop, step)
    if kept is None:
        abort(404)
    names = {person.id: person.name for person in workshop.participants}
    template = fragment(step.kind, step.rules, "history")
    return render_template(template, workshop=workshop, activity=step, kept=kept, names=names)


def restore(activity: int) -> ResponseReturnValue:
    """Put an earlier text on top of the history."""
    form = request.form

    def work(here: Here) -> None:
        step = here.activity(activity)
        step.shape.restore(Giving(here.session, here.workshop, step, here.participant, "", "", form))

    change(work, everyone=True)
    return redirect(url_for("run.history", activity=activity), 303)
