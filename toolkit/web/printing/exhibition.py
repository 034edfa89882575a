"""The exhibition: a poster for each table, which says by itself what was asked and what the table made of it."""

from flask import request
from flask.typing import ResponseReturnValue

from toolkit.activities import agenda
from toolkit.activities.kinds import InvalidAnswer
from toolkit.activities.models import Activity, Photo
from toolkit.activities.scene import scene
from toolkit.activities.shapes import Viewer, of_kind
from toolkit.activities.shapes.entries.showing import Sheets, TableSheet
from toolkit.language import gettext as _
from toolkit.reports.documents import held
from toolkit.web.access import current_workshop
from toolkit.web.house import house, reading
from toolkit.web.printing import papers
from toolkit.workshops import handouts
from toolkit.workshops.addresses import base_url
from toolkit.workshops.models import Workshop

_MUCH, _SOME = 1200, 350  # characters on a sheet, as of which the type of its poster is smaller


def galleries(workshop: Workshop) -> list[Activity]:
    """List the steps in which the room looks at sheets; for templates."""
    steps = {step.code: step for step in agenda.steps(reading(), workshop)}
    looking = [step for step in steps.values() if step.rules.looks_at in steps]
    return [step for step in looking if of_kind(steps[step.rules.looks_at].kind).photos]


def posters(activity: int) -> ResponseReturnValue:
    """Show a poster for each table, with what it made in the step that a gallery shows."""
    workshop = current_workshop()
    step = agenda.step(reading(), workshop, activity)
    shown = scene(reading(), workshop, step, Viewer(desk=True))
    if not isinstance(shown.seen, Sheets):
        raise InvalidAnswer(_("This step cannot be shown.") if shown.broken else _("No sheets are shown in this step."))
    base = base_url(house().settings.public_url, house().settings.port, workshop.address)
    return papers.show_or_print(
        "posters",
        about=shown.about,
        sheets=shown.seen.sheets,
        amount=_amount,
        photo=_held if "pdf" in request.args else _address,
        report=f"{base}{handouts.path(house().settings.secret, workshop)}",
    )


def _amount(sheet: TableSheet) -> str:
    """Say how much there is to read: the less it is, the larger it is printed."""
    letters = sum(len(entry.text) for _field, entry in sheet.fields if entry)
    return "much" if letters > _MUCH else "some" if letters > _SOME else "little"


def _address(photo: Photo) -> str:
    return f"/photos/{current_workshop().code}/{photo.id}/large"


def _held(photo: Photo) -> str:
    return held(photo.large)
