"""Expiry: what goes because its day has passed, and never by the word of a clock alone.

A clock may be months off, or may have been when a workshop was held. So nothing goes before somebody could read that
it will: that sets a day, `erase_on`, after which it may. When the clock has jumped, every such day is void.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import delete, func, select, update
from sqlalchemy.orm import Session

from toolkit import clock
from toolkit.workshops import erasures
from toolkit.workshops.models import Heartbeat, Receipt, Token, Workshop

KEPT_DAYS = 30  # a workshop, unless somebody puts it off
NOTICE = timedelta(days=1)  # from reading that something will go to its last day
UNREAD = timedelta(days=30)  # the same on a hosted server, when nobody comes to read it
ABSENCE = timedelta(days=45)  # a laptop may have been shut for so long; more, and its clock is doubted
SLACK = timedelta(hours=1)  # clocks are set back a little
Whose = Mapping[str, str | None]  # owner: the id of a facilitator, on a hosted server
EVERYBODY: Whose = {}


@dataclass(frozen=True)
class Expired:
    """What a start has erased, whether copies may go by their age, and when the database was last in use.

    That moment is there only if the clock has jumped since.
    """

    titles: list[str]
    codes: list[str]
    copies_age: bool
    jumped_from: datetime | None


def expire(session: Session, *, hosted: bool = False) -> Expired:
    """Erase the workshops whose day has passed and whose notice has run out; forget receipts older than a day.

    On a `hosted` server notice is also given by time alone.
    """
    beat, now = heartbeat(session), clock.now()
    before, beat.seen_at = beat.seen_at, now
    jumped = not before - SLACK <= now <= before + ABSENCE
    if jumped:
        beat.jumped_from = before
        void(session)
    # Those of the time before this start stay: by a clock that has been set right since, all of them look old.
    session.execute(delete(Receipt).where(Receipt.at < min(before, now) - timedelta(days=1)))
    if hosted:
        give_notice(session, notice=UNREAD)
    gone = {one.id: one for one in overdue(session) if one.erase_on and one.erase_on < now.date()}
    titles = [one.title for one in gone.values()]
    codes = [code for one in gone.values() if one.rehearsal_of not in gone for code in erasures.purge(session, one)]
    ages = beat.erase_on is not None and beat.erase_on < now.date()
    return Expired(titles, codes, ages, before if jumped else None)


def void(session: Session) -> None:
    """Take back every notice: it has to be read again."""
    for model in (Workshop, Heartbeat):
        session.execute(update(model).values(erase_on=None))


def heartbeat(session: Session) -> Heartbeat:
    """Return when the database was last in use; of one that never noted it, its newest row tells."""
    heartbeat = session.get(Heartbeat, 1)
    if heartbeat is None:
        newest = [session.scalar(select(func.max(at))) for at in (Workshop.created_at, Token.created_at, Receipt.at)]
        heartbeat = Heartbeat(id=1, seen_at=max(filter(None, newest), default=clock.now()))
        session.add(heartbeat)
    return heartbeat


def keep_longer(workshop: Workshop) -> None:
    """Put off by thirty days the day on which a workshop is erased; one whose day has passed gets thirty from today."""
    workshop.purge_on = max(workshop.purge_on, clock.now().date()) + timedelta(days=KEPT_DAYS)
    workshop.erase_on = None


def overdue(session: Session, whose: Whose = EVERYBODY) -> list[Workshop]:
    """List the workshops whose day has passed."""
    return list(session.scalars(select(Workshop).filter_by(**whose).where(Workshop.purge_on < clock.now().date())))


def is_news(session: Session, whose: Whose = EVERYBODY) -> bool:
    """Say whether something will go of which nobody has read yet."""
    last, beat = (clock.now() + NOTICE).date(), session.get(Heartbeat, 1)
    noted = [beat.erase_on if beat else None, *(one.erase_on for one in overdue(session, whose))]
    return any(day is None or day > last for day in noted)


def give_notice(session: Session, whose: Whose = EVERYBODY, notice: timedelta = NOTICE) -> None:
    """Note that somebody reads, now, what will go; an earlier last day stays."""
    last = (clock.now() + notice).date()
    listed: list[Heartbeat | Workshop] = [heartbeat(session), *overdue(session, whose)]
    for one in listed:
        one.erase_on = min(one.erase_on or last, last)


def jump(session: Session) -> Heartbeat | None:
    """Return what to say of a clock that has jumped, until the notice given since has run out."""
    beat = session.get(Heartbeat, 1)
    if beat is None or beat.jumped_from is None:
        return None
    return beat if beat.erase_on is None or clock.now().date() <= beat.erase_on else None
