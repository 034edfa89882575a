"""What a room needs on its tables, on paper."""

import re
from functools import partial
from itertools import accumulate
from typing import Any

from flask.typing import ResponseReturnValue

from toolkit import templating
from toolkit.activities import agenda
from toolkit.activities.kinds import InvalidAnswer
from toolkit.activities.kinds.deal import Deal
from toolkit.activities.planning import storage, times
from toolkit.activities.planning.plans import sort_of
from toolkit.activities.scene import scene
from toolkit.activities.shapes import Viewer
from toolkit.activities.shapes.moves.showing import Hands
from toolkit.language import current
from toolkit.language import gettext as _
from toolkit.printing.documents import print_document
from toolkit.web.access import current_workshop
from toolkit.web.house import house, reading
from toolkit.web.printing import ballots, papers
from toolkit.web.printing.pdfs import printed
from toolkit.workshops.addresses import base_url
from toolkit.workshops.models import Workshop

_RESERVE = re.compile(r"buffer\d*")  # the code of a step that only holds minutes in reserve


def dealing_sheet(activity: int) -> ResponseReturnValue:
    """Show the dealing sheet: which cards lie on which table, to print from the browser."""
    workshop = current_workshop()
    step = agenda.step(reading(), workshop, activity)
    shown = scene(reading(), workshop, step, Viewer(desk=True))
    if not isinstance(shown.seen, Hands):
        raise InvalidAnswer(_("This step cannot be shown.") if shown.broken else _("No cards are dealt in this step."))
    return papers.show_or_print("dealing_sheet", papers.SMALL, activity=step, seen=shown.seen)


def deals(workshop: Workshop) -> list[dict[str, Any]]:
    """List the deals that stand, each with the hands of its tables; for templates."""
    steps = [step for step in agenda.steps(reading(), workshop) if isinstance(step.rules, Deal)]
    seen = [(step, scene(reading(), workshop, step, Viewer(desk=True)).seen) for step in steps]
    return [{"activity": step, "seen": its} for step, its in seen if isinstance(its, Hands) and its.seed]


def tents() -> ResponseReturnValue:
    """Show a sign for each table, to print and fold, with the code that seats people there."""
    return papers.show_or_print("tents", **signs())


def signs() -> dict[str, Any]:
    """Return the address that signs bear."""
    settings = house().settings
    return {"address": base_url(settings.public_url, settings.port, current_workshop().address)}


def run_sheet() -> ResponseReturnValue:
    """Show the agenda with its minutes and script, to lead from paper."""
    return papers.show("run_sheet", papers.SMALL, **timed())


def run_sheet_pdf() -> ResponseReturnValue:
    """Make the run sheet as a tagged PDF, which a screen reader reads in order."""
    context = timed()
    title = f"{_('Run sheet')} – {context['workshop'].title}"
    page = templating.render("printing/run_sheet_document.html", title=title, **context)
    make = partial(print_document, page, title=title, language=current())
    return printed(make, f"run-sheet-{context['workshop'].code}.pdf")


def agenda_poster() -> ResponseReturnValue:
    """Show the agenda large, for the wall: what comes and when, without the script."""
    return papers.show_or_print("agenda", **poster())


def poster() -> dict[str, Any]:
    """Return the steps that a poster shows, each with its sort."""
    about = timed()
    steps = [(step, when, sort_of(step)) for step, when in about["steps"] if not _RESERVE.fullmatch(step.code)]
    return about | {"steps": steps}


def rules() -> ResponseReturnValue:
    """Show how people vote here, and the rules of the house, on a card for each table."""
    return papers.show_or_print("rules", votes=ballots.votes(current_workshop()))


def timed() -> dict[str, Any]:
    """Return the steps of the agenda, each with the time at which it starts: by the clock, or since the beginning."""
    workshop = current_workshop()
    plan = storage.plan_of(reading(), workshop)
    ends = list(accumulate(step.minutes for step in plan.steps))
    since = [f"{minutes // 60}:{minutes % 60:02}" for minutes in (0, *ends)]
    slots = times.slots(plan)
    clock = [times.clock_of(slot.begins) for slot in slots]
    steps = list(zip(plan.steps, clock if plan.starts else since, strict=False))
    end = times.clock_of(times.end(slots)) if plan.starts else since[-1]
    return {"workshop": workshop, "steps": steps, "minutes": ends[-1], "starts": plan.starts, "end": end}
