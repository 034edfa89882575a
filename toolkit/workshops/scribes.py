"""Scribes: who has the pen of a table."""

from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from toolkit.language import gettext as _
from toolkit.workshops.models import Participant


class PenHeld(Exception):
    """The pen of a table is with somebody who sat there before."""


def take_the_pen(session: Session, participant: Participant) -> None:
    """Make a person the scribe of their table; whoever was it is no longer.

    Raises PenHeld for somebody from another table, where one of those who sat there before has it.
    """
    at_table = select(Participant).filter_by(table_id=participant.table_id, role="scribe")
    for scribe in session.scalars(at_table).all():
        if scribe.present and participant.seats and _since(participant) > _since(scribe):
            raise PenHeld(_("%(name)s has the pen of this table: ask them to give it back first.", name=scribe.name))
        scribe.role = "participant"
    participant.role = "scribe"


def give_the_pen_back(participant: Participant) -> None:
    """Leave a table without a scribe."""
    participant.role = "participant"


def _since(participant: Participant) -> datetime:
    return participant.seated_at or participant.joined_at
