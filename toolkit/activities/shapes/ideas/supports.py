"""Supports: who is for the idea of somebody else, and how many are."""

from collections.abc import Mapping
from typing import Any

from sqlalchemy import ColumnElement, and_, func, select
from sqlalchemy.orm import Session

from toolkit.activities.kinds import InvalidAnswer
from toolkit.activities.models import Activity, ActivityClosed
from toolkit.activities.shapes.ideas.ideas import find
from toolkit.activities.shapes.ideas.models import Idea, Support
from toolkit.activities.shapes.ideas.phases import alone
from toolkit.activities.shapes.ideas.rules import rules_of
from toolkit.language import gettext as _
from toolkit.workshops.models import Participant

_STANDING: ColumnElement[int] = func.coalesce(
    Idea.under, Idea.number
)  # the number of the idea that stands for one, or its own


def support(session: Session, activity: Activity, participant: Participant, number: int, *, on: bool) -> Idea:
    """Support an idea of somebody else, or no longer.

    Raises ActivityClosed when the step is closed, InvalidAnswer for an idea that cannot be supported.
    """
    idea = find(session, activity, number)
    if not rules_of(activity).supports or not idea.shown or alone(activity):
        raise InvalidAnswer(_("There is no such idea."))
    if idea.participant_id == participant.id:
        raise InvalidAnswer(_("This is yours: others may support it."))
    if not activity.is_open:
        raise ActivityClosed(_("This step is closed: its ideas stay as they are."))
    standing = idea.under or idea.number
    query = _of(select(Support), activity).where(standing == _STANDING, Support.participant_id == participant.id)
    theirs = session.scalars(query).all()
    if on and not theirs:
        session.add(Support(activity_id=activity.id, number=number, participant_id=participant.id))
    for one in () if on else theirs:
        session.delete(one)
    return idea


def _of(query: Any, activity: Activity) -> Any:
    """Ask about the supports of a step, each with its idea."""
    same = and_(Idea.activity_id == Support.activity_id, Idea.number == Support.number)
    return query.select_from(Support).join(Idea, same).where(Support.activity_id == activity.id)


def answer(session: Session, activity: Activity, number: int, *, on: bool) -> None:
    """Mark an idea as answered, or not; raises InvalidAnswer for one that is not there."""
    idea = find(session, activity, number)
    if not rules_of(activity).supports:
        raise InvalidAnswer(_("There is no such idea."))
    idea.answered = on


def counts(session: Session, activity: Activity) -> Mapping[int, int]:
    """Return how many people support each idea or one for which it stands, by number; those of none are left out."""
    people = func.count(Support.participant_id.distinct())
    query = _of(select(_STANDING, people), activity).group_by(_STANDING)
    return {number: count for number, count in session.execute(query)}  # noqa: C416 - as a mapping


def of(session: Session, activity: Activity, participant: Participant) -> frozenset[int]:
    """Return the numbers of the ideas that a person supports."""
    query = _of(select(_STANDING), activity).where(Support.participant_id == participant.id)
    return frozenset(session.scalars(query))


def let_go(session: Session, participant: Participant, other: Participant) -> None:
    """Forget the supports that two people cannot both keep when they are made one: of their ideas, and the second."""
    both = {participant.id, other.id}
    supports = session.scalars(select(Support).where(Support.participant_id.in_(both))).all()
    theirs = {(one.activity_id, one.number) for one in supports if one.participant_id == participant.id}
    for one in supports:
        place = (one.activity_id, one.number)
        second = one.participant_id == other.id and place in theirs
        if second or session.get_one(Idea, place).participant_id in both:
            session.delete(one)
    session.flush()
