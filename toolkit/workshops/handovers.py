"""Handing over: somebody else leads the workshop from their own desk, and the desks before can be ended."""

from sqlalchemy import select
from sqlalchemy.orm import Session

from toolkit.language import gettext as _
from toolkit.text import TextRefused, line
from toolkit.workshops import devices, joining, pairing, services
from toolkit.workshops.codes import fingerprint
from toolkit.workshops.models import Token, Workshop


def offer(session: Session, workshop: Workshop, name: str) -> str:
    """Make a code with which somebody takes the lead; TextRefused without their name."""
    wished = line(name, joining.NAME_LIMIT)
    if not wished:
        raise TextRefused(_("Please write the name of whoever takes over: every desk shows who leads."))
    joining.check_name(wished)
    return pairing.offer(session, workshop, "facilitator", wished)


def take(session: Session, workshop: Workshop, token: str, account: str | None = None) -> None:
    """Let the holder of a token lead if the workshop was handed over to them; with their `account` it is theirs."""
    held = services.holder(session, token)
    if held and held.name and held.role == "facilitator":
        workshop.leader = fingerprint(token)
        workshop.owner = account or workshop.owner
        workshop.touch()


def leader(session: Session, workshop: Workshop) -> Token | None:
    """Return the key of whoever the workshop was handed over to; None while it is led by those who made it."""
    held = session.get(Token, workshop.leader) if workshop.leader else None
    return held if held and held.withdrawn_at is None else None


def others(session: Session, workshop: Workshop, own: str) -> list[Token]:
    """List the keys of the other desks; `own` is the fingerprint of one's own."""
    query = select(Token).filter_by(workshop_id=workshop.id, role="facilitator", withdrawn_at=None)
    return list(session.scalars(query.where(Token.fingerprint != own).order_by(Token.created_at)))


def end_others(session: Session, workshop: Workshop, own: str) -> None:
    """Take its role back from every desk but one's own."""
    for desk in others(session, workshop, own):
        devices.end(session, workshop, desk.fingerprint)
