"""Paper from the browser: a deck to cut, and what a room needs on its tables."""

from collections.abc import Callable
from functools import partial
from itertools import accumulate

from flask import Blueprint, Response, abort, make_response, render_template, request
from flask.typing import ResponseReturnValue

from toolkit.activities import agenda
from toolkit.activities.hands import seed_of
from toolkit.activities.kinds.sheet.forms import FORMS
from toolkit.activities.scene import hands
from toolkit.language import current
from toolkit.language import gettext as _
from toolkit.printing import sizes
from toolkit.printing.calibration import print_calibration
from toolkit.printing.decks import TextOverflows, print_deck
from toolkit.printing.imposition import Duplex
from toolkit.printing.pango import PangoMissing
from toolkit.printing.pool import RenderRefused, RenderStopped
from toolkit.printing.readings import print_reading
from toolkit.web.access import current_workshop
from toolkit.web.decks.pages import find
from toolkit.web.errors import refuse
from toolkit.web.house import house, reading
from toolkit.web.wishes import FLIPS, TEXT, language_asked, sheet_asked
from toolkit.web.wishes import wishes as wishes_for
from toolkit.workshops.addresses import base_url

bp = Blueprint("printing", __name__)


@bp.get("/console/decks/<deck>/print")
def deck_pdf(deck: str) -> ResponseReturnValue:
    """Print a deck to a PDF, ready to cut, or to read."""
    found = find(deck)
    language, sheet, wishes = language_asked(), sheet_asked(), wishes_for(found)
    wishes["public_url"] = house().settings.public_url
    make = print_reading if sheet == TEXT else print_deck
    return _printed(lambda: make(found, language=language, **wishes), f"{found.code}-{sheet}-{language}.pdf")


@bp.get("/console/calibration")
def calibration() -> ResponseReturnValue:
    """Make the sheet that tells how far a printer's backs are from its fronts."""
    paper, flip = request.args.get("paper") or "a4", request.args.get("flip", FLIPS[0])
    if paper not in sizes.papers() or flip not in FLIPS:
        abort(404)
    duplex: Duplex = "short-edge" if flip == "short-edge" else "long-edge"
    landscape = "landscape" in request.args
    make = partial(print_calibration, paper, duplex, current(), landscape=landscape)
    return _printed(make, f"calibration-{paper}.pdf")


def _printed(make: Callable[[], bytes], name: str) -> ResponseReturnValue:
    try:
        return as_pdf(make(), name)
    except PangoMissing as missing:
        return refuse(
            _("PDF needs one more library on this computer. To install it: %(command)s", command=missing.command), 503
        )
    except (RenderRefused, RenderStopped, TextOverflows) as refusal:
        return refuse(str(refusal), 422)


def as_pdf(pdf: bytes, name: str) -> Response:
    """Answer with a PDF that the browser shows, and saves under `name`."""
    response = make_response(pdf)
    response.headers["Content-Type"] = "application/pdf"
    response.headers["Content-Disposition"] = f'inline; filename="{name}"'
    return response


@bp.get("/run/<code>/<int:activity>/dealing-sheet")
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


@bp.get("/run/<code>/print/tents")
def tents() -> ResponseReturnValue:
    """Show a sign for each table, to print and fold, with the code that seats people there."""
    settings, workshop = house().settings, current_workshop()
    address = base_url(settings.public_url, settings.port, workshop.wall)
    return render_template("printing/tents.html", workshop=workshop, address=address)


@bp.get("/run/<code>/print/run-sheet")
def run_sheet() -> ResponseReturnValue:
    """Show the agenda with its minutes and script, to lead from paper."""
    workshop = current_workshop()
    steps = agenda.steps(reading(), workshop)
    ends = list(accumulate(step.minutes for step in steps))
    timed = list(zip(steps, [0, *ends], strict=False))
    return render_template("printing/run_sheet.html", workshop=workshop, steps=timed, minutes=ends[-1])


@bp.get("/run/<code>/print/sheets/<form>")
def worksheets(form: str) -> ResponseReturnValue:
    """Show a sheet to fill in by hand for each table."""
    if form not in FORMS:
        abort(404)
    return render_template("printing/worksheets.html", workshop=current_workshop(), form=FORMS[form])
