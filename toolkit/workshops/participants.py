"""Mending who is who: another name, and somebody who has joined twice."""

from sqlalchemy import update
from sqlalchemy.orm import Session

from toolkit.language import gettext as _
from toolkit.text import TextRefused, line
from toolkit.workshops import names
from toolkit.workshops.models import Participant, Token, Workshop
from toolkit.workshops.services import NAME_LIMIT, give_the_pen_back


def rename(session: Session, participant: Participant, name: str) -> None:
    """Call a person by another name, with a number behind it when somebody has it already.

    Raises TextRefused for no name, or one too long.
    """
    workshop = session.get_one(Workshop, participant.workshop_id)
    wished = line(name, NAME_LIMIT)
    if not wished:
        raise TextRefused(_("Please give a name."))
    participant.name = names.variant(wished, {one.name for one in workshop.participants if one is not participant})


def let_in(participant: Participant, *, on: bool) -> None:
    """Let a person back into the room, or take them out of it: what they gave stays."""
    participant.present = on


def join_together(session: Session, participant: Participant, other: Participant) -> None:
    """Take two people for one: the browsers of `other` are now the participant's; what `other` gave keeps its name."""
    session.execute(update(Token).filter_by(participant_id=other.id).values(participant_id=participant.id))
    other.present, other.same_as = False, participant.id
    give_the_pen_back(other)
