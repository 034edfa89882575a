"""The way in for the owner of the laptop: the address that the terminal shows becomes a cookie."""

from flask import Blueprint, abort, make_response, redirect, request, url_for
from flask.typing import ResponseReturnValue

from toolkit.language import gettext as _
from toolkit.web import owner
from toolkit.web.access import visitor
from toolkit.web.errors import refuse
from toolkit.web.house import house
from toolkit.web.laptop import at_the_laptop

bp = Blueprint("door", __name__)
MONTH = 30 * 24 * 3600


@bp.get("/open/<key>")
def enter(key: str) -> ResponseReturnValue:
    """Make whoever comes with the key the owner, and open the console."""
    settings, console = house().settings, redirect(url_for("console.index"), 303)
    if "owner" in visitor().roles:
        return console
    if not at_the_laptop():
        abort(403)
    if request.method != "GET" or not owner.use(settings, key):
        return refuse(_("This address has been used, or is too old. For a new one, type “musette console”."), 403)
    answer = make_response(console)
    name, value = owner.cookie_name(settings.port), owner.sign(settings.secret)
    answer.set_cookie(name, value, max_age=MONTH, httponly=True, samesite="Lax")
    return answer
