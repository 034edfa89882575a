"""What a room needs on its tables, on paper."""

from itertools import accumulate

from flask import abort, render_template
from flask.typing import ResponseReturnValue

from toolkit.activities import agenda
from toolkit.activities.hands import seed_of
from toolkit.activities.kinds.sheet.forms import FORMS
from toolkit.activities.scene import hands
from toolkit.web.access import current_workshop
from toolkit.web.house import house, reading
from toolkit.workshops.addresses import base_url


def dealing_sheet(activity: int) -> ResponseReturnValue:
    """Show the dealing sheet: which cards lie on which table, to print from the browser."""
    workshop = current_workshop()
    step = agenda.step(reading(), workshop, activity)
    return render_template(
        "printing/dealing_sheet.html",
        workshop=workshop,
        activity=step,
        hands=hands(reading(), workshop, step),
        seed=seed_of(reading(), step),
    )


def tents() -> ResponseReturnValue:
    """Show a sign for each table, to print and fold, with the code that seats people there."""
    settings, workshop = house().settings, current_workshop()
    address = base_url(settings.public_url, settings.port, workshop.wall)
    return render_template("printing/tents.html", workshop=workshop, address=address)


def run_sheet() -> ResponseReturnValue:
    """Show the agenda with its minutes and script, to lead from paper."""
    workshop = current_workshop()
    steps = agenda.steps(reading(), workshop)
    ends = list(accumulate(step.minutes for step in steps))
    timed = list(zip(steps, [0, *ends], strict=False))
    return render_template("printing/run_sheet.html", workshop=workshop, steps=timed, minutes=ends[-1])


def worksheets(form: str) -> ResponseReturnValue:
    """Show a sheet to fill in by hand for each table."""
    if form not in FORMS:
        abort(404)
    return render_template("printing/worksheets.html", workshop=current_workshop(), form=FORMS[form])
