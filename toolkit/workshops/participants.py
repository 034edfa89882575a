"""Mending who is who: another name, and somebody who has joined twice."""

from sqlalchemy import select
from sqlalchemy.orm import Session

from toolkit.language import gettext as _
from toolkit.text import TextRefused, line
from toolkit.workshops import names
from toolkit.workshops.joining import NAME_LIMIT, check_name
from toolkit.workshops.models import Participant, Workshop
from toolkit.workshops.scribes import give_the_pen_back

NOTES = ("remote", "more_time")


def rename(session: Session, participant: Participant, name: str) -> None:
    """Call a person by another name, with a number behind it when somebody has it already.

    Raises TextRefused for no name, or one too long.
    """
    workshop = session.get_one(Workshop, participant.workshop_id)
    wished = line(name, NAME_LIMIT)
    if not wished:
        raise TextRefused(_("Please give a name."))
    check_name(wished)
    participant.name = names.variant(wished, {one.name for one in workshop.participants if one is not participant})


def let_in(participant: Participant, *, on: bool) -> None:
    """Let a person back into the room, or take them out of it: what they gave stays."""
    participant.present = on


def note(participant: Participant, name: str, *, on: bool) -> None:
    """Note of a person that they are somewhere else ("remote") or need more time ("more_time"), or no longer."""
    if name not in NOTES:
        raise ValueError(name)
    setattr(participant, name, on)


def join_together(participant: Participant, other: Participant) -> None:
    """Take two people for one, who is here if either was, has a seat if either had, and the pen if it is of that table.

    What is noted of either is noted of both.
    `other` stays as a name for `whoever` that person is now.
    """
    if participant.table is None:
        participant.table, participant.seated_at = other.table, other.seated_at
    if other.role == "scribe" and other.table is participant.table:
        participant.role = other.role
    participant.present = participant.present or other.present
    for name in NOTES:
        note(participant, name, on=getattr(participant, name) or getattr(other, name))
    other.present, other.same_as = False, participant.id
    give_the_pen_back(other)


def whoever(session: Session, number: int) -> Participant | None:
    """Return the person of this number, or the one they were made one with."""
    person = session.get(Participant, number)
    return session.get(Participant, person.same_as) if person and person.same_as else person


def before(session: Session, participant: Participant) -> list[int]:
    """List the numbers that a person had in the room before they were made one."""
    return list(session.scalars(select(Participant.id).filter_by(same_as=participant.id)))
