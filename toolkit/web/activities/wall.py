"""The wall: read-only, followed by everybody, led from the facilitator's desk."""

from typing import Any

from flask import Blueprint, abort, make_response, redirect, render_template, url_for
from flask.typing import ResponseReturnValue

from toolkit.language import current
from toolkit.templating import render
from toolkit.web.access import current_workshop, keep_token, visitor
from toolkit.web.house import house, reading
from toolkit.web.roles import WATCHING
from toolkit.web.screens import stream_url, wall_context
from toolkit.workshops import services
from toolkit.workshops.models import Workshop

bp = Blueprint("wall", __name__)


@bp.get("/wall/<code>")
def page() -> ResponseReturnValue:
    """Show the wall; it follows by itself from here on."""
    return render_template(
        "wall/page.html", body=_body(), stream_url=stream_url(_audience(), current()), workshop=current_workshop()
    )


@bp.get("/wall/<code>/now")
def now() -> ResponseReturnValue:
    """Return the wall alone, for a wall whose stream is down."""
    return _body()


def _body() -> str:
    # The same fragment, rendered the same way, is what the stream pushes.
    return render("wall/_wall.html", **_context())


def _context() -> dict[str, Any]:
    return wall_context(reading(), house().settings, current_workshop(), here=_audience() == "wall")


def _audience() -> str:
    return "wall" if visitor().roles & WATCHING else "elsewhere"


@bp.post("/run/<code>/open-wall")
def open() -> ResponseReturnValue:  # noqa: A001 - the verb of the button
    """Show the wall, with its key given to this browser unless it has one already."""
    workshop = current_workshop()
    if visitor().roles & {"wall", "observer"}:
        return redirect(url_for("wall.page"), 303)
    workshop_id = workshop.id
    token = house().database.write(
        lambda session: services.grant(session, session.get(Workshop, workshop_id) or abort(410), "wall"), workshop_id
    )
    return keep_token(make_response(redirect(url_for("wall.page"), 303)), "wall", workshop.code, token)
