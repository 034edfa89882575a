"""Devices that lead, watch or show a workshop: taking their key back, and for a minute giving it again."""

from sqlalchemy import delete, select, update
from sqlalchemy.orm import Session

from toolkit import clock
from toolkit.language import gettext as _
from toolkit.workshops.erasures import UNDO, TooLate
from toolkit.workshops.models import Token, Workshop


def paired(session: Session, workshop: Workshop) -> list[Token]:
    """List the devices that have a key, the newest first."""
    query = select(Token).filter_by(workshop_id=workshop.id, participant_id=None, withdrawn_at=None)
    return list(session.scalars(query.order_by(Token.created_at.desc())))


def withdrawn(session: Session, workshop: Workshop) -> list[Token]:
    """List those whose key was withdrawn so short a time ago that it can be given back, the last first."""
    query = select(Token).filter_by(workshop_id=workshop.id).where(Token.withdrawn_at > clock.now() - UNDO)
    return list(session.scalars(query.order_by(Token.withdrawn_at.desc())))


def withdraw(session: Session, workshop: Workshop, device: str) -> None:
    """Take its role back from a device; `device` is the fingerprint of its token."""
    over = Token.withdrawn_at <= clock.now() - UNDO
    session.execute(delete(Token).filter_by(workshop_id=workshop.id).where(over))
    key = update(Token).filter_by(workshop_id=workshop.id, participant_id=None, fingerprint=device)
    session.execute(key.values(withdrawn_at=clock.now()))
    workshop.keys_withdrawn += 1


def give_back(session: Session, workshop: Workshop, device: str) -> None:
    """Give a device the role again that was withdrawn a moment ago. Raises TooLate."""
    key = next((one for one in withdrawn(session, workshop) if one.fingerprint == device), None)
    if key is None:
        raise TooLate(_("It is too late to undo this: please pair the device again."))
    key.withdrawn_at = None


def end(session: Session, workshop: Workshop, device: str) -> None:
    """Take its role back from a device for good."""
    session.execute(delete(Token).filter_by(workshop_id=workshop.id, participant_id=None, fingerprint=device))
    workshop.keys_withdrawn += 1
