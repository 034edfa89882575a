"""Who is asking, and whether they may: the one place that reads the table of roles.

A role comes only from a token that this server gave; that of the owner works on the laptop itself and nowhere else.
"""

from typing import Any

from flask import Response, abort, current_app, g, redirect, request, url_for
from werkzeug.wrappers import Response as AnyResponse

from toolkit.language import LANGUAGES, speak
from toolkit.language import gettext as _
from toolkit.people import services as people
from toolkit.people.models import Facilitator
from toolkit.web import guessing
from toolkit.web.errors import refuse
from toolkit.web.fragments import asked_by_htmx
from toolkit.web.house import house, reading
from toolkit.web.laptop import at_the_laptop, is_owner
from toolkit.web.roles import ELSEWHERE, IN_THE_ROOM, ROUTES, WATCHING
from toolkit.web.visitors import Visitor
from toolkit.workshops import erasures, services
from toolkit.workshops.codes import fingerprint
from toolkit.workshops.models import Participant, Workshop

SIGNED_IN = "musette-facilitator"  # the cookie
SURFACES = ("w", "run", "wall")


def visitor() -> Visitor:
    """Return who is asking."""
    visitor: Visitor = g.visitor
    return visitor


def current_workshop() -> Workshop:
    """Return the workshop of this address; routes that have none never call this."""
    workshop = visitor().workshop
    if workshop is None:
        abort(404)
    return workshop


def current_participant() -> Participant:
    """Return the person asking; only routes for people in the room call this."""
    participant = visitor().participant
    if participant is None:
        abort(403)
    return participant


def take_code(_endpoint: str | None, values: dict[str, Any] | None) -> None:
    """Take the workshop's code out of the address, so that no view has to mention it."""
    g.code = values.pop("code", "").upper() if values else ""


def give_code(endpoint: str, values: dict[str, Any]) -> None:
    """Put the code back into the addresses that need one."""
    if g.get("code") and current_app.url_map.is_endpoint_expecting(endpoint, "code"):
        values.setdefault("code", g.code)


def greet() -> None:
    """Speak the language of the browser, for whatever is refused before we know who is asking."""
    speak(_language(Visitor()))


def ask_who() -> AnyResponse | None:
    """Find out who is asking, speak their language, and let them in or not."""
    g.visitor = asking = _visitor(g.get("code", ""))
    speak(_language(asking))
    if g.get("code") and asking.roles == {"anyone"}:
        _refuse_guessers(asking)
    if request.endpoint is None:
        return None
    if ROUTES.get(request.endpoint, frozenset()) & asking.roles:
        return None
    return _turn_away(asking)


def _refuse_guessers(asking: Visitor) -> None:
    """Say nothing of a code to whoever has tried too many; one that was right once is no guess."""
    if asking.workshop or erasures.erased(reading(), [g.code]):
        guessing.refuse_guessers()
    else:
        guessing.note_wrong_code()


def _visitor(code: str) -> Visitor:
    asking = Visitor(facilitator=_signed_in(), sign_in=fingerprint(request.cookies.get(SIGNED_IN, "")))
    asking.roles |= _roles_everywhere(asking.facilitator, code)
    if not code:
        return asking
    asking.workshop = services.find(reading(), code)
    if asking.workshop is None:
        return asking
    if "owner" in asking.roles or asking.owns:
        asking.roles |= {"owner", "facilitator"}
    for surface in SURFACES:
        _add_role(asking, asking.workshop, surface)
    return asking


def _roles_everywhere(facilitator: Facilitator | None, code: str) -> set[str]:
    """Return the roles that somebody holds whatever the workshop."""
    owner = {"owner"} if is_owner() or (facilitator and not code) else set()
    return owner | ({"operator"} if facilitator and facilitator.operator else set())


def _add_role(asking: Visitor, workshop: Workshop, surface: str) -> None:
    token = request.cookies.get(cookie_name(surface, workshop.code))
    held = services.holder(reading(), token)
    if held is None or held.workshop_id != workshop.id or token is None:
        return
    person = held.participant
    if person and not person.present:
        return
    asking.roles.add(person.role if person else held.role)
    if person and person.remote:
        asking.roles.add("remote")
    asking.participant = person or asking.participant
    asking.token = asking.token or token
    asking.keys[surface] = held.fingerprint


def _signed_in() -> Facilitator | None:
    """Return the facilitator who is signed in; on a laptop nobody is."""
    hosted = house().settings.hosted
    return people.signed_in(reading(), request.cookies.get(SIGNED_IN)) if hosted else None


def _language(asking: Visitor) -> str:
    """Choose: what the person chose, else the workshop's, else the browser's, else the setting."""
    chosen = request.cookies.get("musette-language")
    if asking.participant and not chosen:
        chosen = asking.participant.language
    if not chosen and asking.workshop:
        chosen = asking.workshop.language
    return chosen or request.accept_languages.best_match(LANGUAGES) or house().settings.language


def _turn_away(asking: Visitor) -> AnyResponse:
    """Show the way in to somebody who may only lack a key; tell others nothing."""
    nobody = asking.facilitator is None and house().settings.hosted
    if asking.workshop is None and not g.code and nobody and request.method == "GET":
        return redirect(url_for("sign_ins.form", back=request.full_path.rstrip("?")), 303)
    if asking.workshop is None and not g.code and at_the_laptop():
        return refuse(_("The console opens by an address of its own: type “musette console” in the terminal."), 403)
    if asking.workshop is None:
        abort(410 if _was_here(asking, g.code) else 404 if g.code else 403)
    wanted = ROUTES.get(request.endpoint or "", frozenset())
    if request.method != "GET" or not wanted <= IN_THE_ROOM | WATCHING | ELSEWHERE:
        abort(403)
    way_in = url_for("joining.form" if wanted <= IN_THE_ROOM else "pairing.form")
    if asked_by_htmx():
        return Response(headers={"HX-Redirect": way_in})
    return redirect(way_in, 303)


def _was_here(asking: Visitor, code: str) -> bool:
    """Say whether this browser holds a key to a workshop that was erased, or has its desk open."""
    if not erasures.erased(reading(), [code]):
        return False
    leading = asked_by_htmx() and ("owner" in asking.roles or asking.facilitator is not None)
    return bool(code) and (leading or any(cookie_name(surface, code) in request.cookies for surface in SURFACES))


def cookie_name(surface: str, code: str) -> str:
    """Return the name of the cookie that holds a workshop's token for one surface: w, run or wall."""
    return f"musette-{surface}-{code}"


def keep_token(response: Response, surface: str, code: str, token: str) -> Response:
    """Make the browser keep a token: out of reach of scripts, never sent from another site."""
    response.set_cookie(
        cookie_name(surface, code),
        token,
        max_age=30 * 24 * 3600,
        httponly=True,
        samesite="Lax",
        secure=request.is_secure,
    )
    return response
