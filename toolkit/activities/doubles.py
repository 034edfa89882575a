"""Somebody who has joined twice becomes one person again: whatever names the one names the other from then on."""

from typing import Any

from sqlalchemy import func, select, update
from sqlalchemy.orm import InstrumentedAttribute, Session

from toolkit import clock
from toolkit.activities.kinds import InvalidAnswer
from toolkit.activities.late import Offer
from toolkit.activities.models import Activity, Answer, Entry, Idea, Photo, Voter
from toolkit.language import gettext as _
from toolkit.language import pick
from toolkit.workshops import participants
from toolkit.workshops.models import Participant, Token

# Every column that names a person, with what happens there; a test lists the tables and fails for one that is not here.
FOLLOWS: tuple[InstrumentedAttribute[Any], ...] = (
    Token.participant_id,  # and with it the receipts of a browser, which are under its token
    Participant.same_as,
    Entry.participant_id,
    Photo.participant_id,
    Idea.participant_id,
    Offer.participant_id,
    Voter.participant_id,  # once it is sure that only one of the two has voted
)
DECIDED: tuple[InstrumentedAttribute[Any], ...] = (Answer.participant_id, Activity.electorate)


def make_one(session: Session, participant: Participant, other: Participant) -> None:
    """Take two people for one: of two answers by name the later stays, and whoever could vote is one of them.

    Raises InvalidAnswer when both have cast a secret ballot in one vote: only their browsers know which is whose.
    """
    _check_ballots(session, participant, other)
    for column in FOLLOWS:
        session.execute(update(column.class_).where(column == other.id).values({column.key: participant.id}))
    for answer in session.scalars(select(Answer).filter_by(participant_id=other.id)).all():
        _hand_over(session, answer, participant)
    for step in session.scalars(select(Activity).filter_by(workshop_id=participant.workshop_id)):
        could_vote = step.electorate or []
        if other.id in could_vote:
            step.electorate = sorted({*could_vote, participant.id} - {other.id})
    if participant.table_id and participant.table_id != other.table_id:
        participant.seated_at = clock.now()  # what the other began, at another table, is not taken by itself
    participants.join_together(participant, other)


def _check_ballots(session: Session, participant: Participant, other: Participant) -> None:
    both = select(Voter.activity_id).where(Voter.participant_id.in_((participant.id, other.id)))
    twice = session.scalar(both.group_by(Voter.activity_id).having(func.count() > 1).limit(1))
    if twice is not None:
        raise InvalidAnswer(
            _(
                "%(name)s and %(other)s have both voted in “%(vote)s”, in secret: nobody can tell which ballot to take "
                "away, so they stay two people. Take the one who is no longer needed out of the room.",
                name=participant.name,
                other=other.name,
                vote=pick(session.get_one(Activity, twice).title),
            )
        )


def _hand_over(session: Session, answer: Answer, participant: Participant) -> None:
    """Make an answer the participant's, unless theirs is as recent."""
    own = session.get(Answer, (answer.activity_id, participant.id))
    session.delete(answer)
    if own is None or own.given_at < answer.given_at:
        named = {"activity_id": answer.activity_id, "participant_id": participant.id}
        session.merge(Answer(**named, content=answer.content, given_at=answer.given_at))
    session.flush()
