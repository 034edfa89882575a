"""The ideas that somebody gave, took on or supports."""

from collections.abc import Iterator

from sqlalchemy import delete, select, update
from sqlalchemy.orm import Session

from toolkit.activities.models import Activity
from toolkit.activities.shapes.belongings import Belonging
from toolkit.activities.shapes.ideas.ideas import touch
from toolkit.activities.shapes.ideas.models import Idea, Support
from toolkit.workshops.models import Participant


def belongings(session: Session, participant: Participant) -> Iterator[Belonging]:
    """List a person's ideas, with what they wrote at first where it was corrected, and what they support or took on."""
    for idea in session.scalars(select(Idea).filter_by(participant_id=participant.id)):
        earlier = [idea.original["text"]] if idea.original and idea.original.get("text") else []
        nameless = not getattr(session.get_one(Activity, idea.activity_id).rules, "names", False)
        yield Belonging(idea.activity_id, "idea", idea.text, idea.given_at, earlier, idea.details or None, nameless)
    for idea in session.scalars(select(Idea).filter_by(owner_id=participant.id)):
        yield Belonging(idea.activity_id, "owner", idea.text)
    supported = select(Idea).join(Support, (Support.activity_id == Idea.activity_id) & (Support.number == Idea.number))
    for idea in session.scalars(supported.where(Support.participant_id == participant.id)):
        yield Belonging(idea.activity_id, "support", idea.text, nameless=True)


def forget(session: Session, participant: Participant) -> None:
    """Take away the words of a person's ideas, as if they had withdrawn them, and their promises and supports."""
    for idea in session.scalars(select(Idea).filter_by(participant_id=participant.id)):
        idea.text, idea.details, idea.original, idea.author = "", {}, None, None
        idea.withdrawn, idea.pinned = True, False
        touch(idea.table)
    session.execute(update(Idea).where(Idea.owner_id == participant.id).values(owner_id=None))
    session.execute(delete(Support).where(Support.participant_id == participant.id))
