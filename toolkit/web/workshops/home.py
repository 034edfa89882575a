"""The front door: type a code, come back to a workshop, choose a language."""

from flask import Blueprint, Response, make_response, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from sqlalchemy import text

from toolkit import __version__
from toolkit.language import LANGUAGES
from toolkit.language import gettext as _
from toolkit.web import guessing
from toolkit.web.access import visitor
from toolkit.web.errors import refuse
from toolkit.web.house import reading
from toolkit.web.protection import on_this_server
from toolkit.workshops import services
from toolkit.workshops.codes import read_code
from toolkit.workshops.models import Workshop

bp = Blueprint("home", __name__)
MOST = 200  # characters of a code or an address


@bp.get("/")
def index() -> ResponseReturnValue:
    """Ask for a code; at the laptop itself, open the console."""
    if "owner" in visitor().roles and "code" not in request.args:
        return redirect(url_for("console.index"))
    typed = request.args.get("code", "")[:MOST]
    return render_template("workshops/home.html", joined=_joined(), error=_wrong(typed) if typed else "", typed=typed)


@bp.post("/")
def enter() -> ResponseReturnValue:
    """Go to the workshop whose code or address was typed."""
    typed = request.form.get("code", "")[:MOST]
    code = read_code(typed)
    guessing.refuse_guessers()
    if code and services.find(reading(), code):
        return redirect(url_for("joining.form", code=code), 303)
    if code:
        guessing.note_wrong_code()
    return render_template("workshops/home.html", joined=_joined(), error=_wrong(typed), typed=typed), 422


def _wrong(typed: str) -> str:
    """Say what is wrong with a code that leads nowhere."""
    code = read_code(typed)
    if code:
        return _("No workshop has the code %(code)s. Please check it on the wall: it may have ended.", code=code)
    return _("A code has six characters, without I, O, 0 or 1. Please copy the one on the wall.")


def _joined() -> list[Workshop]:
    """List the workshops that this browser has joined, to come back after leaving by accident."""
    prefix = "musette-w-"
    codes = [name.removeprefix(prefix) for name in request.cookies if name.startswith(prefix)]
    workshops = [services.find(reading(), code) for code in codes]
    return [workshop for workshop in workshops if workshop]


@bp.post("/language")
def speak() -> ResponseReturnValue:
    """Speak the chosen language on this device, and go back to the page it was chosen on."""
    chosen, back = request.form.get("language", ""), request.form.get("back", "/")
    if chosen not in LANGUAGES:
        return refuse(_("The languages are French and English."), 422)
    response: Response = make_response(redirect(on_this_server(back) or "/", 303))
    response.set_cookie("musette-language", chosen, max_age=31536000, httponly=True, samesite="Lax")
    return response


@bp.get("/about")
def about() -> ResponseReturnValue:
    """Say what this is, what it keeps, and whose work it stands on."""
    return render_template("workshops/about.html", version=__version__)


@bp.get("/healthz")
def health() -> ResponseReturnValue:
    """Answer when the server does."""
    return {"status": "ok", "version": __version__}


@bp.get("/readyz")
def ready() -> ResponseReturnValue:
    """Answer when the server and its database do; until then a 503 says to ask another process."""
    reading().execute(text("SELECT 1"))
    return {"status": "ok", "version": __version__}
