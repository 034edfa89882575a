"""Joining: somebody comes in under a name that nobody else has, takes a seat, and may take another."""

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from toolkit import clock
from toolkit.language import gettext as _
from toolkit.text import TextRefused, line
from toolkit.workshops import names
from toolkit.workshops.models import Participant, Table, Workshop
from toolkit.workshops.services import grant

NAME_LIMIT = 30


class JoiningClosed(Exception):
    """Nobody else can join for the moment."""


def join(
    session: Session, workshop: Workshop, *, name: str, table: int | None, language: str, most: int = 10_000
) -> tuple[Participant, str]:
    """Add a person and return them with the token their browser keeps.

    A name somebody has already gets a number behind it; without a table number the emptiest table is given.

    Raises JoiningClosed when the facilitator has closed the door or `most` people are in, TextRefused for a name too
    long.
    """
    if not workshop.joining:
        raise JoiningClosed(_("Joining is closed for the moment. Please ask the facilitator to open it again."))
    here = select(func.count()).select_from(Participant).filter_by(workshop_id=workshop.id, present=True)
    if (session.scalar(here) or 0) >= most:
        raise JoiningClosed(_("This workshop is full: %(most)s people are in. Please tell the facilitator.", most=most))
    participant = Participant(
        name=_name(workshop, line(name, NAME_LIMIT), language), language=language, table=_seat(workshop, table)
    )
    workshop.participants.append(participant)
    session.flush()
    return participant, grant(session, workshop, "participant", participant)


def _name(workshop: Workshop, wished: str, language: str) -> str:
    taken = {person.name for person in workshop.participants}
    if workshop.names == "none":
        return names.variant(_("Guest"), taken)
    if workshop.names == "generated" or not wished:
        return names.invent(language, taken)
    check_name(wished)
    return names.variant(wished, taken)


def check_name(wished: str) -> None:
    """Raise TextRefused for an e-mail address in the place of a name."""
    if "@" in wished:
        raise TextRefused(_("A first name or a nickname is enough: please give no e-mail address."))


def _seat(workshop: Workshop, number: int | None) -> Table | None:
    chosen = [table for table in workshop.tables if table.number == number]
    if chosen or not workshop.tables:
        return chosen[0] if chosen else None
    people = [person.table_id for person in workshop.participants if person.present]
    return min(workshop.tables, key=lambda table: (people.count(table.id), table.number))


def sit(session: Session, participant: Participant, table: int) -> None:
    """Move a person to the table with this number, where they have no pen.

    For a table that is not there, leave them where they are.
    """
    seat = session.scalar(select(Table).filter_by(workshop_id=participant.workshop_id, number=table))
    if seat and seat is not participant.table:
        now = clock.now()
        participant.seats = [*participant.seats, [now.isoformat(), participant.table_id]]
        participant.table, participant.seated_at = seat, now
        participant.role = "participant"
        session.flush()
