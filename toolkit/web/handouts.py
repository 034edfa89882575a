"""The report that everybody takes along from the last wall: to read on a phone, or to keep as one file."""

from flask import Blueprint, Response, abort, make_response, render_template
from flask.typing import ResponseReturnValue

from toolkit.reports.documents import context, html, inline
from toolkit.reports.gathering import gather
from toolkit.web.access import current_workshop
from toolkit.web.house import house, reading
from toolkit.workshops import handouts

bp = Blueprint("handouts", __name__, url_prefix="/report/<code>/<key>")


@bp.get("")
def page(key: str) -> ResponseReturnValue:
    """Show the report, once the workshop is finished."""
    _check(key)
    report = gather(reading(), current_workshop())
    about = {**context(report), "picture": inline}
    return render_template("reports/handout.html", workshop=current_workshop(), key=key, **about)


@bp.get("/file")
def file(key: str) -> Response:
    """Give the report as one file that needs no other."""
    _check(key)
    response = make_response(html(gather(reading(), current_workshop())))
    response.headers["Content-Disposition"] = f'attachment; filename="musette-{current_workshop().code}.html"'
    return response


def _check(key: str) -> None:
    if not handouts.opens(house().settings.secret, current_workshop(), key):
        abort(404)
