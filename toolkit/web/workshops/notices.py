"""What people read of their data before they join, and the form in which the organiser completes it."""

from flask import Blueprint, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from toolkit.language import NAMES
from toolkit.web.access import current_workshop, visitor
from toolkit.web.changes import change
from toolkit.web.house import house
from toolkit.workshops import notices
from toolkit.workshops.models import Workshop

bp = Blueprint("notices", __name__)


@bp.get("/j/<code>/privacy")
def page() -> ResponseReturnValue:
    """Say who answers for people's data, why it is kept, for whom, how long, and what they may ask."""
    workshop = current_workshop()
    return render_template(
        "workshops/notice.html", workshop=workshop, notice=_notice(workshop), person=visitor().participant
    )


@bp.get("/run/<code>/privacy")
def form() -> ResponseReturnValue:
    """Show the words of the notice, ready to be completed."""
    workshop = current_workshop()
    return render_template(
        "workshops/notice_form.html",
        workshop=workshop,
        said=workshop.notice,
        house=house().settings,
        grounds=notices.GROUNDS,
        ready=notices.READY,
        limits=notices.LIMITS | {"sentence": notices.SENTENCE},
        names=NAMES,
    )


@bp.post("/run/<code>/privacy")
def keep() -> ResponseReturnValue:
    """Keep the organiser's words, and show what people read now."""
    change(lambda here: notices.complete(here.workshop, request.form))
    return redirect(url_for("notices.page"), 303)


def _notice(workshop: Workshop) -> notices.Notice:
    settings = house().settings
    return notices.notice(workshop, settings.organisation, settings.accessibility_contact)
