"""Paper from the browser: a deck to cut, the dealing sheet of a workshop."""

from typing import get_args

from flask import Blueprint, Response, abort, make_response, render_template, request
from flask.typing import ResponseReturnValue

from toolkit.activities import agenda
from toolkit.activities.hands import seed_of
from toolkit.activities.scene import hands
from toolkit.language import LANGUAGES, current
from toolkit.language import gettext as _
from toolkit.printing import sheets
from toolkit.printing.decks import TextOverflows, print_deck
from toolkit.printing.imposition import Duplex
from toolkit.printing.pango import PangoMissing
from toolkit.printing.pool import RenderRefused, RenderStopped
from toolkit.web import decks
from toolkit.web.access import current_workshop
from toolkit.web.errors import refuse
from toolkit.web.house import house, reading

bp = Blueprint("printing", __name__)
FLIPS: dict[str, Duplex] = {flip: flip for flip in get_args(Duplex)}


@bp.get("/console/decks/<deck>/print")
def deck_pdf(deck: str) -> ResponseReturnValue:
    """Print a deck to a PDF, ready to cut."""
    found, asked = decks.find(deck), request.args
    variant = asked.get("variant") or None
    language = asked.get("language", current())
    sheet, flip = asked.get("sheet", "a4-poker-9up"), asked.get("flip", "long-edge")
    known = {one.code for one in found.variants} | {None}
    if sheet not in sheets.known() or flip not in FLIPS or language not in LANGUAGES or variant not in known:
        abort(404)
    try:
        pdf = print_deck(
            found,
            language=language,
            sheet=sheet,
            variant=variant,
            duplex=FLIPS[flip],
            public_url=house().settings.public_url,
        )
    except PangoMissing as missing:
        return refuse(
            _("PDF needs one more library on this computer. To install it: %(command)s", command=missing.command), 503
        )
    except (RenderRefused, RenderStopped, TextOverflows) as refusal:
        return refuse(str(refusal), 422)
    return as_pdf(pdf, f"{found.code}-{sheet}-{language}.pdf")


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
