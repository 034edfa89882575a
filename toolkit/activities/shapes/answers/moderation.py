"""What the room may no longer see leaves the votes about it: open ones forget it, closed ones keep their count."""

from collections.abc import Iterator
from datetime import timedelta
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from toolkit.activities.kinds import Content, Words
from toolkit.activities.kinds.votes import Vote
from toolkit.activities.models import Activity, Answer, Ballot, Option
from toolkit.activities.shapes.answers import envelopes
from toolkit.activities.shapes.answers.votes import BLANK
from toolkit.language import LANGUAGES, use
from toolkit.language import gettext as _
from toolkit.workshops.models import Workshop


def look_again(session: Session, workshop: Workshop, step: Activity) -> None:
    """Take out of the votes about a step what it no longer offers, and give a closed one its words back.

    An open vote loses the proposal with every mark that it has: what people see is what they vote on. A closed one
    keeps its count, without the words.
    """
    for vote in _votes_on(session, workshop, step):
        now = {
            choice.code: choice.label for choice in step.shape.choices(session, workshop, step, vote.rules.source.part)
        }
        options = session.scalars(select(Option).filter_by(activity_id=vote.id)).all()
        own = {f"o{number}" for number in range(1, len(vote.rules.choices) + 1)}
        for option in options:
            if option.code in own or option.label in now.values():
                continue
            _leave(session, vote, option, now.get(option.code))


def _votes_on(session: Session, workshop: Workshop, step: Activity) -> Iterator[Any]:
    for activity in session.scalars(select(Activity).filter_by(workshop_id=workshop.id)):
        if isinstance(activity.rules, Vote) and activity.rules.source.step == step.code:
            yield activity


def _leave(session: Session, vote: Activity, option: Option, words: Words | None) -> None:
    if not vote.is_open:
        option.label = words or _hidden()
    elif words is None:
        session.delete(option)
        _take_out(session, vote, option.code)
    if vote.opened_at:  # by as little as tells that its options are others (options.choices_of), and moves no seat
        vote.opened_at += timedelta(microseconds=1)


def _hidden() -> Words:
    words = {}
    for language in LANGUAGES:
        with use(language):
            words[language] = _("Hidden by the facilitator")
    return words


def _take_out(session: Session, vote: Activity, code: str) -> None:
    """Take a proposal out of the ballots, sealed ones too; one that chose nothing else is blank."""
    for key, content in envelopes.ballots(session, vote):  # every one, so that none is told by it
        envelopes.replace(session, vote, key, _without(content, code) or BLANK)
    ballots = session.scalars(select(Ballot).filter_by(activity_id=vote.id)).all()
    named = session.scalars(select(Answer).filter_by(activity_id=vote.id)).all()
    kept: list[Ballot | Answer] = [*ballots, *named]
    for one in kept:
        one.content = _without(one.content, code) or BLANK


def _without(content: Content, code: str) -> Content:
    """Return a ballot without a proposal, wherever it stands in it, and without what says nothing then."""
    left = {name: _inside(value, code) for name, value in content.items() if name != code}
    return {name: value for name, value in left.items() if value not in ({}, [])}


def _inside(value: Any, code: str) -> Any:
    if isinstance(value, dict):
        return _without(value, code)
    return [one for one in value if one != code] if isinstance(value, list) else value
