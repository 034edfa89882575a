"""Erasures: what its organiser erases leaves every screen at once, and the disk when it can no longer be undone.

Only time that has passed while Musette runs counts, never a date: each start gives the whole minute again.
"""

from collections.abc import Iterable, Mapping
from datetime import datetime, timedelta

from sqlalchemy import delete, select, update
from sqlalchemy.orm import Session

from toolkit import clock
from toolkit.language import gettext as _
from toolkit.workshops import receipts
from toolkit.workshops.models import Erased, Workshop

UNDO = timedelta(minutes=1)


class TooLate(Exception):
    """It can no longer be undone."""


def erase(session: Session, workshop: Workshop) -> list[str]:
    """Take a workshop and its rehearsals away from everybody; return the codes of all of them."""
    workshops = _with_rehearsals(session, workshop)
    for one in workshops:
        one.erased_at = clock.now()
        session.merge(Erased(code=one.code))
    return [one.code for one in workshops]


def undo(session: Session, code: str | None, whose: Mapping[str, str | None]) -> list[str]:
    """Bring a workshop back, with its rehearsals and all that was given; return their codes. Raises TooLate."""
    query = select(Workshop).filter_by(code=code, **whose).where(Workshop.erased_at > clock.now() - UNDO)
    workshop = session.scalar(query)
    if workshop is None:
        raise TooLate(_("There is nothing to undo here any more."))
    workshops = _with_rehearsals(session, workshop)
    for one in workshops:
        one.erased_at = None
        session.execute(delete(Erased).filter_by(code=one.code))
    return [one.code for one in workshops]


def find(session: Session, code: str) -> Workshop | None:
    """Return the workshop with this code, one that was erased a moment ago too."""
    return session.scalar(select(Workshop).filter_by(code=code))


def listed(session: Session, whose: Mapping[str, str | None]) -> list[Workshop]:
    """List what can be brought back, the newest erasure first; of a workshop and its rehearsal, the workshop."""
    query = select(Workshop).filter_by(**whose).where(Workshop.erased_at.is_not(None))
    gone = {one.id: one for one in session.scalars(query.order_by(Workshop.erased_at.desc()))}
    return [one for one in gone.values() if one.rehearsal_of not in gone]


def over(session: Session, until: datetime) -> list[Workshop]:
    """List what was erased until a moment, of a workshop and its rehearsal both."""
    query = select(Workshop).where(Workshop.erased_at <= until)
    return list(session.scalars(query.order_by(Workshop.rehearsal_of.is_(None))))


def finish(session: Session, until: datetime) -> None:
    """Purge what was erased until a moment, rehearsals first."""
    for workshop in over(session, until):
        purge(session, workshop)


def begin_again(session: Session) -> None:
    """Count the minute from now: by a clock that was set since, it is over too early, or never."""
    session.execute(update(Workshop).where(Workshop.erased_at.is_not(None)).values(erased_at=clock.now()))


def purge(session: Session, workshop: Workshop) -> list[str]:
    """Erase a workshop, its rehearsals, and all that was given in them; return the codes of all of them."""
    rehearsals = session.scalars(select(Workshop).filter_by(rehearsal_of=workshop.id))
    codes = [code for rehearsal in rehearsals for code in purge(session, rehearsal)]
    receipts.forget(session, workshop)
    session.delete(workshop)
    session.merge(Erased(code=workshop.code))
    return [workshop.code, *codes]


def erased(session: Session, codes: Iterable[str]) -> set[str]:
    """Return those of the codes whose workshops were erased, and not only put aside by a restore."""
    gone = set(session.scalars(select(Erased.code).where(Erased.code.in_(codes))))
    here = select(Workshop.code).where(Workshop.code.in_(gone), Workshop.erased_at.is_(None))
    return gone - set(session.scalars(here))


def _with_rehearsals(session: Session, workshop: Workshop) -> list[Workshop]:
    return [workshop, *session.scalars(select(Workshop).filter_by(rehearsal_of=workshop.id))]
