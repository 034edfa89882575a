"""The votes of somebody who has joined twice and is made one."""

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from toolkit.activities.kinds import InvalidAnswer
from toolkit.activities.kinds.surveys import Survey
from toolkit.activities.models import Activity, Answer, Voter
from toolkit.language import gettext as _
from toolkit.language import pick
from toolkit.workshops.models import Participant


def check(session: Session, participant: Participant, other: Participant) -> None:
    """Raise InvalidAnswer when both have cast a secret ballot in one vote: only their browsers know which is whose."""
    both = select(Voter.activity_id).where(Voter.participant_id.in_((participant.id, other.id)))
    twice = session.scalar(both.group_by(Voter.activity_id).having(func.count() > 1).limit(1))
    if twice is not None:
        raise InvalidAnswer(_stay_two(session.get_one(Activity, twice), participant.name, other.name))


def _stay_two(step: Activity, name: str, other: str) -> str:
    people = {"name": name, "other": other, "vote": pick(step.title)}
    if isinstance(step.rules, Survey):
        return _(
            "%(name)s and %(other)s have both answered in “%(vote)s”, without a name: nobody can tell which answer to "
            "take away, so they stay two people. Take the one who is no longer needed out of the room.",
            **people,
        )
    return _(
        "%(name)s and %(other)s have both voted in “%(vote)s”, in secret: nobody can tell which ballot to take "
        "away, so they stay two people. Take the one who is no longer needed out of the room.",
        **people,
    )


def hand_over(session: Session, participant: Participant, other: Participant) -> None:
    """Of two answers by name the later stays, and whoever could vote is one of them."""
    for answer in session.scalars(select(Answer).filter_by(participant_id=other.id)).all():
        _hand_over(session, answer, participant)
    for step in session.scalars(select(Activity).filter_by(workshop_id=participant.workshop_id)):
        could_vote = step.electorate or []
        if other.id in could_vote:
            step.electorate = sorted({*could_vote, participant.id} - {other.id})


def _hand_over(session: Session, answer: Answer, participant: Participant) -> None:
    """Make an answer the participant's, unless theirs is as recent."""
    own = session.get(Answer, (answer.activity_id, participant.id))
    session.delete(answer)
    if own is None or own.given_at < answer.given_at:
        named = {"activity_id": answer.activity_id, "participant_id": participant.id}
        session.merge(Answer(**named, content=answer.content, given_at=answer.given_at))
    session.flush()
