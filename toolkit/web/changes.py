"""One way to change anything: a unit of work done once whatever is sent twice, then told to the room."""

from collections.abc import Callable
from dataclasses import dataclass
from hashlib import sha256
from typing import Any

from flask import abort, g, request
from sqlalchemy import and_, bindparam, select
from sqlalchemy.orm import Session

from toolkit.activities import agenda
from toolkit.activities.models import Activity
from toolkit.web.access import current_workshop, visitor
from toolkit.web.house import house, reading
from toolkit.workshops import receipts
from toolkit.workshops.models import Participant, Table, Workshop

# Made once: every change asks this, and the writer has no time to lose.
_HERE = (
    select(Workshop, Participant, Activity)
    .outerjoin(Participant, and_(Participant.workshop_id == Workshop.id, Participant.id == bindparam("person")))
    .outerjoin(Activity, and_(Activity.workshop_id == Workshop.id, Activity.id == bindparam("step")))
    .where(Workshop.id == bindparam("workshop"), Workshop.erased_at.is_(None))
)


PASSING = {"csrf_token", "ago"}  # what is another each time that the same thing is sent again


@dataclass(frozen=True)
class Here:
    """The workshop, the person asking and the step that the address names, as the writing session sees them."""

    session: Session
    workshop: Workshop
    participant: Participant | None
    step: Activity | None

    @property
    def person(self) -> Participant:
        """The person asking, on routes for people in the room."""
        return self.participant or abort(403)

    @property
    def table(self) -> Table:
        """The table of the person asking."""
        return self.person.table or abort(404)

    def activity(self, activity_id: int) -> Activity:
        """Return a step of this workshop, or raise NoSuchStep."""
        return agenda.step(self.session, self.workshop, activity_id)


def change(
    work: Callable[[Here], dict[str, Any] | None], *, everyone: bool = False, abreast: bool = False
) -> dict[str, Any]:
    """Do `work` in the database and tell the room; return what it returned, plain data.

    A request sent again with the same key is not done again: it gets the first result. With `everyone`, every
    screen of the workshop looks again, not only those of one table. Those that run `abreast` wait for no other
    person's: of what these change, they change nothing.
    """
    code = current_workshop().code

    def unit(session: Session) -> dict[str, Any]:
        here = _here(session)
        result = work(here) or {}
        if everyone:
            here.workshop.touch()
        return result

    asking = visitor().participant
    result = once(unit, current_workshop().id, asking.id if asking and abreast else None)
    house().hub.changed(code)
    return result


def once(
    work: Callable[[Session], dict[str, Any]], scope: int | None = None, person: int | None = None
) -> dict[str, Any]:
    """Do `work` in the database and return what it returned, plain data; sent again, give the first result.

    `scope` is the id of the only workshop that it changes, if there is one; `person` that of whoever changes only what
    is theirs.
    """
    holder, key = visitor().holder, receipt_key()

    def unit(session: Session) -> dict[str, Any]:
        done = receipts.find(session, holder, key) if key else None
        if done is not None:
            return done
        result = work(session)
        if key:
            receipts.keep(session, holder, key, result)
        return result

    return house().database.write(unit, scope, person)


def done_before() -> dict[str, Any] | None:
    """Return the result of this request if it was done before: nothing more needs to be checked."""
    return receipts.find(reading(), visitor().holder, receipt_key())


def receipt_key() -> str:
    """Return the key of this request, made of the one it carries and of what it asks: other contents count anew.

    Of a file that it carries, `g.sent` is the digest.
    """
    key = request.form.get("key", "")
    asked = sorted((name, value) for name, value in request.form.items(multi=True) if name not in PASSING)
    return sha256(repr((request.path, asked, g.get("sent"))).encode()).hexdigest() if key else ""


def _here(session: Session) -> Here:
    """Look everything up at once."""
    asking, named = visitor(), request.view_args or {}
    who = asking.participant.id if asking.participant else None
    about = {"workshop": current_workshop().id, "person": who, "step": named.get("activity")}
    workshop, participant, step = session.execute(_HERE, about).one_or_none() or abort(410)  # erased this moment
    return Here(session, workshop, participant, step)
