"""Signing in and out, for those who lead workshops on a hosted Musette."""

import hashlib
import secrets
from datetime import timedelta

from flask import Blueprint, Response, abort, make_response, redirect, render_template, request, session, url_for
from flask.typing import ResponseReturnValue
from itsdangerous import BadSignature, URLSafeSerializer
from sqlalchemy.orm import Session

from toolkit.language import gettext as _
from toolkit.people import passphrases, services
from toolkit.people.models import Facilitator
from toolkit.web.access import SIGNED_IN
from toolkit.web.house import house, reading
from toolkit.web.protection import on_this_server
from toolkit.web.throttle import Throttle, network

bp = Blueprint("sign_ins", __name__)
KNOWN = "musette-known"  # the cookie of a device on which somebody has signed in before
YEAR = 365 * 24 * 3600
QUARTER = 15 * 60
# Somebody in the room who guesses shuts out other unknown devices, not the one its owner has used before.
_limits = {
    "device": Throttle(most=10, seconds=QUARTER, name="sign-in device"),
    "account": Throttle(most=10, seconds=QUARTER, name="sign-in account"),
    "address": Throttle(most=60, seconds=QUARTER, name="sign-in address"),
}


@bp.before_request
def only_hosted() -> None:
    """On a laptop there is nobody to sign in: whoever sits at it leads."""
    if not house().settings.hosted:
        abort(404)


@bp.get("/sign-in")
def form() -> ResponseReturnValue:
    """Ask who is there."""
    return page("", 200)


@bp.post("/sign-in")
def sign_in() -> ResponseReturnValue:
    """Let a facilitator in who knows their passphrase; what is wrong is not said, and guessing takes long."""
    name, passphrase = request.form.get("name", "")[:200], request.form.get("passphrase", "")
    counted = _counted(name)
    if any(_limits[kind].full(key) for kind, key in counted.items()):
        return page(_("Too many wrong passphrases were tried. Please wait a quarter of an hour."), 429)
    person = services.find(reading(), name)
    try:
        right = passphrases.matches(person.passphrase if person else None, passphrase)
    except passphrases.TooManyChecks:
        return page(_("Many are signing in at this moment. Please try again."), 503)
    if not right or person is None:
        for kind, key in counted.items():
            _limits[kind].count(key)
        return page(_("This name and this passphrase do not go together."), 422)
    return let_in(person, request.form.get("back", ""))


def _counted(name: str) -> dict[str, str]:
    """Return what a failure counts against: the device if this account knows it, else account and address."""
    account = _digest(services.folded(name))
    device, known = _device()
    if known == account:
        return {"device": device}
    return {"account": account, "address": _digest(network(request.remote_addr))}


def _device() -> tuple[str, str]:
    """Return the number of this device and the account that has signed in on it, if one has."""
    try:
        device, account = _signer().loads(request.cookies.get(KNOWN, ""))
    except (BadSignature, ValueError, TypeError):
        return "", ""
    return device, account


def _digest(text: str) -> str:
    return hashlib.sha256(f"{house().settings.secret} {text}".encode()).hexdigest()[:32]


def _signer() -> URLSafeSerializer:
    return URLSafeSerializer(house().settings.secret, salt="toolkit.people")


def let_in(facilitator: Facilitator, back: str, lasting: timedelta = services.SIGNED_IN) -> Response:
    """Sign this browser in, and lead it where it was going."""
    facilitator_id, account = facilitator.id, _digest(facilitator.folded)
    token = house().database.write(lambda writing: _sign_in(writing, facilitator_id, lasting))
    session.clear()  # what was signed before is worth nothing now
    response: Response = make_response(redirect(on_this_server(back) or url_for("console.index"), 303))
    device = _signer().dumps([secrets.token_hex(8), account])
    for name, value, age in ((SIGNED_IN, token, lasting.total_seconds()), (KNOWN, device, YEAR)):
        response.set_cookie(name, value, max_age=int(age), httponly=True, samesite="Lax", secure=request.is_secure)
    return response


def _sign_in(writing: Session, facilitator_id: str, lasting: timedelta) -> str:
    return services.sign_in(writing, writing.get_one(Facilitator, facilitator_id), lasting)


@bp.post("/sign-out")
def sign_out() -> ResponseReturnValue:
    """Take the key of this browser back."""
    token = request.cookies.get(SIGNED_IN, "")
    house().database.write(lambda writing: services.sign_out(writing, token))
    session.clear()
    response = make_response(redirect(url_for("sign_ins.form"), 303))
    response.delete_cookie(SIGNED_IN)
    return response


def page(error: str, status: int) -> ResponseReturnValue:
    """Show the way in, and what was wrong."""
    form = {"name": request.form.get("name", ""), "back": request.values.get("back", "")}
    settings = house().settings
    about = {"error": error, "form": form, "openid": settings.openid, "organisation": settings.organisation}
    return render_template("people/sign_in.html", **about), status
