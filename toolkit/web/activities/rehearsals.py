"""Rehearsing: ghosts play a copy of the workshop, from one click on the page where one gets ready."""

from flask import abort, make_response, redirect, request, url_for
from flask.typing import ResponseReturnValue
from sqlalchemy import select
from sqlalchemy.orm import Session

from toolkit.activities import photos, rehearsals
from toolkit.activities.kinds import InvalidAnswer
from toolkit.language import current
from toolkit.language import gettext as _
from toolkit.web.access import current_workshop, keep_token
from toolkit.web.house import house
from toolkit.workshops import services
from toolkit.workshops.models import Workshop

MOST_PEOPLE, MOST_MINUTES = 300, 30
EVERY_ADDRESS = {"", "0.0.0.0", "::"}  # noqa: S104 - compared, not listened on


def rehearse() -> ResponseReturnValue:
    """Make a copy to play on and send ghosts into it; a command that brings its own gets the copy's key instead."""
    brings_its_own = request.accept_mimetypes.best == "application/json"
    options = [] if brings_its_own else _options()
    workshop_id = current_workshop().id
    code, key, earlier = house().database.write(lambda session: _copy(session, workshop_id))
    for old in earlier:
        forget(old)
    photos.erase(earlier)
    if brings_its_own:
        return {"code": code, "key": key}
    settings = {"MUSETTE_LANGUAGE": current(), "MUSETTE_DATA": str(house().settings.data.resolve())}
    house().troupe.start(code, key, [f"{_address()}/run/{code}", *options], settings)
    return keep_token(make_response(redirect(url_for("run.page", code=code), 303)), "run", code, key)


def _options() -> list[str]:
    """Read how many ghosts are to come, and for how long; raises InvalidAnswer."""
    people, minutes = request.form.get("people", 0, type=int), request.form.get("minutes", 0, type=int)
    if 1 <= people <= MOST_PEOPLE and 1 <= minutes <= MOST_MINUTES:
        return ["--people", str(people), "--minutes", str(minutes)]
    raise InvalidAnswer(
        _(
            "A rehearsal has 1 to %(people)s people and takes 1 to %(minutes)s minutes.",
            people=MOST_PEOPLE,
            minutes=MOST_MINUTES,
        )
    )


def _copy(session: Session, workshop_id: int) -> tuple[str, str, list[str]]:
    workshop = session.scalar(select(Workshop).filter_by(id=workshop_id, erased_at=None)) or abort(410)
    real = session.get_one(Workshop, workshop.rehearsal_of or workshop.id)
    earlier = [old.code for old in rehearsals.of(session, real)]
    made = rehearsals.copy(session, real)
    return made.code, services.grant(session, made, "facilitator"), earlier


def _address() -> str:
    """Return where this server hears itself; never what the request calls it."""
    settings = house().settings
    host = "127.0.0.1" if settings.host in EVERY_ADDRESS else settings.host
    return f"http://[{host}]:{settings.port}" if ":" in host else f"http://{host}:{settings.port}"


def forget(code: str) -> None:
    """Send the ghosts of an erased rehearsal away, and tell whoever was watching."""
    house().troupe.forget(code)
    house().hub.changed(code)


def stop_rehearsal() -> ResponseReturnValue:
    """Send the ghosts away; what they gave stays until it is erased."""
    house().troupe.stop(current_workshop().code)
    return redirect(url_for("run.page"), 303)
