"""The report of a workshop: to read at any moment, and to take away in every format."""

from flask import Blueprint, Response, abort, make_response, render_template, request
from flask.typing import ResponseReturnValue

from toolkit.language import current, use
from toolkit.language import gettext as _
from toolkit.printing.render.pango import PangoMissing
from toolkit.printing.render.pool import RenderRefused, RenderStopped
from toolkit.reports import parcels
from toolkit.reports.documents import context
from toolkit.reports.formats import FORMATS
from toolkit.reports.gathering import gather
from toolkit.web.access import current_workshop
from toolkit.web.house import reading

bp = Blueprint("reports", __name__, url_prefix="/run/<code>/report")


@bp.get("")
def page() -> ResponseReturnValue:
    """Show the report as it is now, and the ways to keep it."""
    with use(_language()):
        return _page()


@bp.get("/whole")
def whole() -> ResponseReturnValue:
    """Give the whole workshop in one file, with names, hidden things and photos, to be opened elsewhere."""
    return _attached(parcels.pack(reading(), current_workshop()), "application/zip", "zip")


@bp.get("/<format>")
def file(format: str) -> ResponseReturnValue:  # noqa: A002 - the word in the address
    """Give the report in one format, or the page to print when this machine cannot make PDF."""
    writer = FORMATS.get(format) or abort(404)
    with use(_language()):
        try:
            return _attached(writer.make(reading(), current_workshop()), writer.mimetype, writer.extension)
        except (PangoMissing, RenderStopped, RenderRefused):
            return make_response(_page(_unprintable()), 503)


def _language() -> str:
    return request.args.get("language") or current()


def _page(unprintable: str = "") -> str:
    report = gather(reading(), current_workshop())
    return render_template("reports/page.html", formats=FORMATS, unprintable=unprintable, **context(report))


def _unprintable() -> str:
    return _("This computer cannot make a PDF now. Please print this page from your browser: it is the same report.")


def _attached(content: bytes, mimetype: str, extension: str) -> Response:
    response = make_response(content)
    response.mimetype = mimetype
    name = f"musette-{current_workshop().code}.{extension}"
    response.headers["Content-Disposition"] = f'attachment; filename="{name}"'
    return response
