"""What somebody answered by name, and in which votes they took part."""

from collections.abc import Iterator

from sqlalchemy import select
from sqlalchemy.orm import Session

from toolkit.activities.models import Activity, Answer, Voter
from toolkit.activities.shapes.answers import options
from toolkit.activities.shapes.belongings import Belonging
from toolkit.language import pick
from toolkit.workshops.models import Participant


def belongings(session: Session, participant: Participant) -> Iterator[Belonging]:
    """List a person's answers that are kept with their name; of a secret ballot, that there is one."""
    for answer in session.scalars(select(Answer).filter_by(participant_id=participant.id)):
        choices = options.choices_of(session, session.get_one(Activity, answer.activity_id))
        text = said(answer.content, {choice.code: pick(choice.label) for choice in choices})
        yield Belonging(answer.activity_id, "answer", text, answer.given_at, content=answer.content)
    for voter in session.scalars(select(Voter).filter_by(participant_id=participant.id)):
        yield Belonging(voter.activity_id, "secret")


def said(content: object, labels: dict[str, str]) -> str:
    """Write an answer out, with the words of the proposals in the place of their codes."""
    if isinstance(content, dict):
        return "; ".join(f"{labels.get(key, key)}: {said(value, labels)}" for key, value in content.items())
    if isinstance(content, list):
        return ", ".join(said(one, labels) for one in content)
    return labels.get(str(content), str(content))
