"""Templates of one's own: saved from a workshop or brought in from a file, renamed, sent out, removed."""

from pathlib import PurePosixPath

from flask import Blueprint, Response, abort, make_response, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from toolkit.activities import outlines, own_templates, rehearsals
from toolkit.activities.own_templates import TITLE_LIMIT, TemplateRefused
from toolkit.language import gettext as _
from toolkit.text import TextRefused
from toolkit.web.access import current_workshop
from toolkit.web.changes import once
from toolkit.web.house import reading
from toolkit.workshops.models import Workshop

bp = Blueprint("templates", __name__, url_prefix="/console")
_REFUSED = (TemplateRefused, TextRefused)


@bp.get("/templates")
def index() -> ResponseReturnValue:
    """List the templates of one's own, those too that cannot be used."""
    return _page()


@bp.post("/templates")
def bring_in() -> ResponseReturnValue:
    """Keep the template in a file."""
    file = request.files.get("file")
    name = PurePosixPath((file.filename or "" if file else "").replace("\\", "/")).name
    if file is None or not name:
        return _page(_("Please choose a file.")), 422
    try:
        own_templates.bring_in(name[:80], file.read())
    except TemplateRefused as refusal:
        return _page(*refusal.sentences), 422
    return redirect(url_for(".index"), 303)


@bp.get("/templates/<template>.toml")
def export(template: str) -> ResponseReturnValue:
    """Send a template, one's own or not, as the file that it is."""
    try:
        response: Response = make_response(own_templates.sent(template))
    except KeyError:
        abort(404)
    response.headers["Content-Type"] = "application/toml"
    response.headers["Content-Disposition"] = f'attachment; filename="{template}.toml"'
    return response


@bp.post("/templates/<template>/rename")
def rename(template: str) -> ResponseReturnValue:
    """Call a template otherwise."""
    try:
        own_templates.rename(template, request.form.get("title", ""))
    except _REFUSED as refusal:
        return _page(str(refusal)), 422
    except KeyError:
        abort(404)
    return redirect(url_for(".index"), 303)


@bp.post("/templates/<template>/remove")
def remove(template: str) -> ResponseReturnValue:
    """Remove a template; one that is not there is removed already."""
    own_templates.remove(template)
    return redirect(url_for(".index"), 303)


@bp.post("/<code>/template")
def save() -> ResponseReturnValue:
    """Keep the agenda of a workshop as a template."""
    try:
        own_templates.save(reading(), _workshop(), request.form.get("title", ""))
    except _REFUSED as refusal:
        return _page(str(refusal)), 422
    return redirect(url_for(".index"), 303)


@bp.post("/<code>/duplicate")
def duplicate() -> ResponseReturnValue:
    """Make a workshop like another, without its people, and open its pre-flight page."""
    number = current_workshop().id
    made = once(lambda session: {"code": rehearsals.duplicate(session, session.get_one(Workshop, number)).code})
    return redirect(url_for("run.preflight", code=made["code"]), 303)


def _workshop() -> Workshop:
    return reading().get_one(Workshop, current_workshop().id)


def _page(*wrong: str) -> str:
    return render_template("workshops/templates.html", outlines=outlines.own(), wrong=wrong, limit=TITLE_LIMIT)
