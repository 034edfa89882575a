"""Heads: how many people are counted, from phones and, apart, from paper and from hands."""

from collections import Counter
from collections.abc import Iterable, Mapping

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from toolkit.activities.models import Activity, Ballot
from toolkit.activities.shapes.answers.ballot_box import Slip
from toolkit.language import gettext as _

PAPER, HAND = "paper", "hand"


def apart(session: Session, activity: Activity) -> dict[str, int]:
    """Return for how many people the ballots speak that are not from phones, by how these came in."""
    people = select(Ballot.origin, func.sum(Ballot.weight)).where(Ballot.activity_id == activity.id)
    return dict(session.execute(people.where(Ballot.origin != "phone").group_by(Ballot.origin)).all())


def apart_in(slips: Iterable[Slip]) -> Counter[str]:
    """Count the people of ballots that are not from phones, by how these came in."""
    people: Counter[str] = Counter()
    for slip in slips:
        people[slip.origin] += slip.weight if slip.origin != "phone" else 0
    return people


def facts(voted: int, others: Mapping[str, int]) -> list[tuple[str, int]]:
    """Name each way in which ballots came in, with its number; nothing when all came from phones."""
    if not any(others.values()):
        return []
    words = {PAPER: _("on paper"), HAND: _("by show of hands")}
    facts = [(words[origin], others[origin]) for origin in words if others.get(origin)]
    return [(_("by phone"), voted - sum(others.values())), *facts]


def words(voted: int, others: Mapping[str, int]) -> str:
    """Say how ballots came in, “18 by phone + 4 on paper”; nothing when all came from phones."""
    return " + ".join(f"{number} {how}" for how, number in facts(voted, others))
