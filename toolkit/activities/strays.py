"""Those who joined, are not here and have given nothing: a script leaves hundreds of them, and they go in one click."""

from collections.abc import Collection

from sqlalchemy import ColumnElement, delete, exists, not_, select
from sqlalchemy.orm import Session

from toolkit.db import Base
from toolkit.workshops.models import Participant, Receipt, Token, Workshop


def strays(session: Session, workshop: Workshop, here: Collection[str]) -> list[int]:
    """Return the numbers of the strays of a workshop; `here` names those who have it open."""
    merged = select(Participant.same_as).where(Participant.same_as.is_not(None))
    query = select(Participant.id).filter_by(workshop_id=workshop.id, same_as=None, role="participant")
    found = session.scalars(query.where(Participant.id.not_in(merged), *_gave_nothing()))
    return [number for number in found if str(number) not in here]


def forget(session: Session, workshop: Workshop, here: Collection[str]) -> int:
    """Remove the strays and their keys; return how many there were. One of them who was a person joins again."""
    gone = strays(session, workshop, here)
    for start in range(0, len(gone), 500):
        part = gone[start : start + 500]
        keys = select(Token.fingerprint).where(Token.participant_id.in_(part))
        session.execute(delete(Receipt).where(Receipt.holder.in_(keys)))
        session.execute(delete(Token).where(Token.participant_id.in_(part)))
        session.execute(delete(Participant).where(Participant.id.in_(part)))
    session.expire(workshop, ["participants"])
    return len(gone)


def _gave_nothing() -> list[ColumnElement[bool]]:
    """Ask that no row names the person, in any table that names people."""
    return [
        not_(exists().where(key.parent == Participant.id))
        for table in Base.metadata.sorted_tables
        if table is not Token.__table__
        for key in table.foreign_keys
        if key.column is Participant.__table__.c.id
    ]
