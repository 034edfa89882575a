"""Erasing a workshop from the console, and having it back within a minute."""

from flask import redirect, request, url_for
from flask.typing import ResponseReturnValue
from sqlalchemy.orm import Session

from toolkit.language import gettext as _
from toolkit.web.access import current_workshop, visitor
from toolkit.web.activities.rehearsals import forget
from toolkit.web.errors import refuse
from toolkit.web.house import house
from toolkit.workshops import codes, erasures, services


def whose() -> dict[str, str | None]:
    """Return whose workshops are listed: on a hosted server each sees their own."""
    return {"owner": visitor().facilitator_id} if house().settings.hosted else {}


def purge() -> ResponseReturnValue:
    """Erase a workshop, which can be undone for a minute; its code must be typed again, unless it is a rehearsal."""
    code, rehearsal = current_workshop().code, current_workshop().rehearsal_of
    if not rehearsal and codes.read_code(request.form.get("again", "")) != code:
        return refuse(_("To erase this workshop, please type its code: %(code)s.", code=code), 422)
    for each in house().database.write(lambda session: _erase(session, code)):
        forget(each)
    return redirect(url_for("console.index"), 303)


def _erase(session: Session, code: str) -> list[str]:
    workshop = services.find(session, code)
    return erasures.erase(session, workshop) if workshop else []


def undo() -> ResponseReturnValue:
    """Bring back a workshop that was erased a moment ago."""
    code, here = codes.read_code(request.form.get("workshop", "")), whose()
    try:
        back = house().database.write(lambda session: erasures.undo(session, code, here))
    except erasures.TooLate as refusal:
        return refuse(str(refusal), 422)
    for each in back:
        house().hub.changed(each)
    return redirect(url_for("console.index"), 303)
