"""How many workshops and people a server holds: numbers, for whoever looks after it."""

from dataclasses import dataclass

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from toolkit.workshops.models import Participant, Workshop

# Being prepared or led: not ended, put away or erased; copies that ghosts play on are nobody's.
OPEN = {"finished_at": None, "erased_at": None, "archived": False, "rehearsal_of": None}


@dataclass(frozen=True)
class Census:
    """The codes of the workshops that are open, how many others are kept, and how many people are in the open ones."""

    open: tuple[str, ...]
    others: int
    people: int


def census(session: Session) -> Census:
    """Count."""
    codes = tuple(session.scalars(select(Workshop.code).filter_by(**OPEN)))
    kept = select(func.count()).select_from(Workshop).filter_by(erased_at=None, rehearsal_of=None)
    people = select(func.count()).select_from(Participant).join(Workshop, Workshop.id == Participant.workshop_id)
    present = people.where(Participant.present).filter_by(**OPEN)
    return Census(codes, (session.scalar(kept) or 0) - len(codes), session.scalar(present) or 0)
