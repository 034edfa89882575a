"""The history of a step's sheets: every version of every field, which the facilitator may put back."""

from flask import abort, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from toolkit.activities import agenda, sheets
from toolkit.activities.kinds import InvalidAnswer
from toolkit.activities.models import Entry
from toolkit.language import gettext as _
from toolkit.web.access import current_workshop
from toolkit.web.changes import Here, change
from toolkit.web.house import reading


def page(activity: int) -> ResponseReturnValue:
    """Show who wrote what and when, field by field, table by table."""
    workshop, step = current_workshop(), agenda.step(reading(), current_workshop(), activity)
    if step.rules.gives != "entries":
        abort(404)
    names = {person.id: person.name for person in workshop.participants}
    kept, listed = sheets.history(reading(), step), sheets.fields_of(reading(), workshop, step)
    fields = {
        table.id: [(field, kept[table.id, field.code]) for field in listed[table.id] if (table.id, field.code) in kept]
        for table in workshop.tables
    }
    return render_template("run/history.html", workshop=workshop, activity=step, fields=fields, names=names)


def restore(activity: int) -> ResponseReturnValue:
    """Put an earlier text on top of the history."""
    change(lambda here: _restore(here, activity), everyone=True)
    return redirect(url_for("run.history", activity=activity), 303)


def _restore(here: Here, activity: int) -> dict[str, int]:
    number, version = request.form.get("table", type=int), request.form.get("version", 0, type=int)
    table = next((table for table in here.workshop.tables if table.number == number), None)
    if table is None:
        raise InvalidAnswer(_("There is no such table."))
    field = request.form.get("field", "")
    entry: Entry = sheets.restore(here.session, here.activity(activity), table, field, version)
    return {"version": entry.version}
