"""Somebody who has joined twice becomes one person again: whatever names the one names the other from then on."""

from typing import Any

from sqlalchemy import update
from sqlalchemy.orm import InstrumentedAttribute, Session

from toolkit import clock
from toolkit.activities.late import Offer
from toolkit.activities.models import Photo
from toolkit.activities.shapes import shapes
from toolkit.workshops import participants
from toolkit.workshops.models import Participant, Token

# The columns that name a person, beside those of each shape; a test lists the tables, and fails for one without a rule.
FOLLOWS: tuple[InstrumentedAttribute[Any], ...] = (
    Token.participant_id,  # and with it the receipts of a browser, which are under its token
    Participant.same_as,
    Photo.participant_id,
    Offer.participant_id,
)


def make_one(session: Session, participant: Participant, other: Participant) -> None:
    """Take two people for one, each way of giving by its own rule.

    Raises InvalidAnswer when both have cast a secret ballot in one vote.
    """
    for shape in shapes().values():
        shape.hand_over(session, participant, other)
    for column in FOLLOWS:
        session.execute(update(column.class_).where(column == other.id).values({column.key: participant.id}))
    if participant.table_id and participant.table_id != other.table_id:
        participant.seated_at = clock.now()  # what the other began, at another table, is not taken by itself
    participants.join_together(participant, other)
