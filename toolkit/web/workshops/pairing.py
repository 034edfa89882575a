"""Pairing: a code shown on the desk gives another device a role, once."""

from flask import Blueprint, make_response, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from sqlalchemy.orm import Session

from toolkit.language import gettext as _
from toolkit.web.access import keep_token, visitor
from toolkit.web.house import house
from toolkit.web.throttle import Throttle, network
from toolkit.workshops import handovers, pairing
from toolkit.workshops.codes import read_code

bp = Blueprint("pairing", __name__)
SURFACES = {"facilitator": "run", "observer": "wall", "wall": "wall"}
PAGES = {"facilitator": "run.page", "observer": "reports.page", "wall": "wall.page"}
_guesses = Throttle(most=20, seconds=60, name="pairing")  # of each network: nobody shuts out the others


@bp.get("/pair")
def form() -> ResponseReturnValue:
    """Ask for the pairing code that the desk shows."""
    return render_template("workshops/pair.html", error="", typed=request.args.get("code", ""))


@bp.post("/pair")
def pair() -> ResponseReturnValue:
    """Give this device the role the code was made for. Only wrong guesses are counted, never people."""
    code = read_code(request.form.get("code", "")[:200])
    guesser = network(request.remote_addr)
    if _guesses.full(guesser):
        return _again(_("Too many wrong codes were tried. Please wait a minute.")), 429
    try:
        paired = house().database.write(lambda session: _accept(session, code))
    except pairing.NotPaired as refusal:
        _guesses.count(guesser)
        return _again(str(refusal)), 422
    workshop, role, token = paired
    response = make_response(redirect(url_for(PAGES[role], code=workshop), 303))
    return keep_token(response, SURFACES[role], workshop, token)


def _accept(session: Session, code: str | None) -> tuple[str, str, str]:
    workshop, role, token = pairing.accept(session, code)
    handovers.take(session, workshop, token, visitor().facilitator_id)
    return workshop.code, role, token


def _again(error: str) -> str:
    return render_template("workshops/pair.html", error=error, typed=request.form.get("code", ""))
