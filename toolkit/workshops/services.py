"""Workshops found and added, and the tokens that give somebody a role in one."""

from datetime import timedelta

from sqlalchemy import bindparam, select
from sqlalchemy.orm import Session

from toolkit import clock
from toolkit.workshops import expiry
from toolkit.workshops.codes import fingerprint, new_code, new_token
from toolkit.workshops.models import Participant, Table, Token, Workshop

# Made once: every request asks.
_BY_CODE = select(Workshop).where(Workshop.code == bindparam("code"), Workshop.erased_at.is_(None))
_HELD = select(Token).where(Token.fingerprint == bindparam("fingerprint"), Token.withdrawn_at.is_(None))


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
    return session.scalar(_HELD, {"fingerprint": fingerprint(token)}) if token else None


def names_at(session: Session, table_id: int | None) -> dict[int, str]:
    """Return the names of the people at a table by their numbers, those who have left included."""
    query = select(Participant.id, Participant.name).filter_by(table_id=table_id)
    return {row.id: row.name for row in session.execute(query)} if table_id else {}
