"""What happens to a workshop and its people: create, join, sit, lend a role, leave."""

from datetime import timedelta

from sqlalchemy import bindparam, delete, func, select
from sqlalchemy.orm import Session

from toolkit import clock
from toolkit.language import gettext as _
from toolkit.text import TextRefused, line
from toolkit.workshops import expiry, names
from toolkit.workshops.codes import fingerprint, new_code, new_token
from toolkit.workshops.models import Pairing, Participant, Table, Token, Workshop

NAME_LIMIT = 30
MOST_TABLES = 12
PAIRING_MINUTES = 10
# Made once: every request asks.
_BY_CODE = select(Workshop).where(Workshop.code == bindparam("code"), Workshop.erased_at.is_(None))


class JoiningClosed(Exception):
    """Nobody else can join for the moment."""


class NotPaired(Exception):
    """A pairing code that is wrong or too old."""


def find(session: Session, code: str) -> Workshop | None:
    """Return the workshop with this code, if there is one."""
    return session.scalar(_BY_CODE, {"code": code})


def add_workshop(session: Session, tables: int, wished: str = "", **about: object) -> Workshop:
    """Add a workshop with its tables, under a code that no other has: the one `wished` for, if it is free."""
    code = wished or new_code()
    while session.scalar(select(Workshop.id).filter_by(code=code)):
        code = new_code()
    purge_on = (clock.now() + timedelta(days=expiry.KEPT_DAYS)).date()
    workshop = Workshop(code=code, purge_on=purge_on, **about)
    workshop.tables = [Table(number=number) for number in range(1, tables + 1)]
    session.add(workshop)
    session.flush()
    return workshop


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


def grant(
    session: Session, workshop: Workshop, role: str, participant: Participant | None = None, name: str = ""
) -> str:
    """Give a role in a workshop and return the token that proves it; only its fingerprint is kept."""
    token = new_token()
    session.add(
        Token(
            fingerprint=fingerprint(token),
            workshop_id=workshop.id,
            role=role,
            name=name,
            participant_id=participant.id if participant else None,
        )
    )
    session.flush()
    return token


def holder(session: Session, token: str | None) -> Token | None:
    """Return what a token gives, or None for a token we never gave, or took back."""
    held = session.get(Token, fingerprint(token)) if token else None
    return held if held and held.withdrawn_at is None else None


def offer_pairing(session: Session, workshop: Workshop, role: str, name: str = "") -> str:
    """Make a code that gives `role` to the first device that types it within ten minutes."""
    code = new_code()
    session.add(
        Pairing(
            code=code,
            workshop_id=workshop.id,
            role=role,
            name=name,
            expires_at=clock.now() + timedelta(minutes=PAIRING_MINUTES),
        )
    )
    return code


def accept_pairing(session: Session, code: str | None) -> tuple[Workshop, str, str]:
    """Use up a pairing code; return the workshop, the role and the token.

    Raises NotPaired for a code that is wrong, used or too old.
    """
    # Deleted first: of two devices that type it at once, one finds nothing.
    offer = session.scalar(delete(Pairing).filter_by(code=code).returning(Pairing))
    if offer is None or offer.expires_at < clock.now():
        raise NotPaired(_("This code is wrong or has expired. Please ask the facilitator for a new one."))
    workshop = session.get_one(Workshop, offer.workshop_id)
    return workshop, offer.role, grant(session, workshop, offer.role, name=offer.name)


def names_at(session: Session, table_id: int | None) -> dict[int, str]:
    """Return the names of the people at a table by their numbers, those who have left included."""
    query = select(Participant.id, Participant.name).filter_by(table_id=table_id)
    return {row.id: row.name for row in session.execute(query)} if table_id else {}


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
