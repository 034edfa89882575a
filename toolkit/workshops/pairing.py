"""Pairing: a code that gives one device a role, once, within ten minutes."""

from datetime import timedelta

from sqlalchemy import delete
from sqlalchemy.orm import Session

from toolkit import clock
from toolkit.language import gettext as _
from toolkit.workshops.codes import new_code
from toolkit.workshops.models import Pairing, Workshop
from toolkit.workshops.services import grant

MINUTES = 10


class NotPaired(Exception):
    """A pairing code that is wrong or too old."""


def offer(session: Session, workshop: Workshop, role: str, name: str = "") -> str:
    """Make a code that gives `role` to the first device that types it within ten minutes."""
    code = new_code()
    session.add(
        Pairing(
            code=code,
            workshop_id=workshop.id,
            role=role,
            name=name,
            expires_at=clock.now() + timedelta(minutes=MINUTES),
        )
    )
    return code


def accept(session: Session, code: str | None) -> tuple[Workshop, str, str]:
    """Use up a pairing code; return the workshop, the role and the token.

    Raises NotPaired for a code that is wrong, used or too old.
    """
    # Deleted first: of two devices that type it at once, one finds nothing.
    offer = session.scalar(delete(Pairing).filter_by(code=code).returning(Pairing))
    if offer is None or offer.expires_at < clock.now():
        raise NotPaired(_("This code is wrong or has expired. Please ask the facilitator for a new one."))
    workshop = session.get_one(Workshop, offer.workshop_id)
    return workshop, offer.role, grant(session, workshop, offer.role, name=offer.name)
