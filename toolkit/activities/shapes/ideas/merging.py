"""Merging: one idea stands for others that say the same; whoever supports any of them supports it, once."""

from collections.abc import Collection, Mapping, Sequence

from sqlalchemy import select, update
from sqlalchemy.orm import Session

from toolkit.activities.kinds import InvalidAnswer
from toolkit.activities.models import Activity
from toolkit.activities.shapes.ideas.ideas import find
from toolkit.activities.shapes.ideas.models import SHOWN, Idea
from toolkit.language import gettext as _


def merge(session: Session, activity: Activity, numbers: Collection[int]) -> None:
    """Have the first of some ideas stand for the others, and for those that these stood for.

    Raises InvalidAnswer for fewer than two, and for one that the room may not see.
    """
    if len(numbers) < 2:  # noqa: PLR2004 - to merge is to make one of two
        raise InvalidAnswer(_("Tick two or more that say the same."))
    first, *others = [find(session, activity, number) for number in sorted(numbers)]
    if not all(idea.shown and idea.under is None for idea in (first, *others)):
        raise InvalidAnswer(_("One of these waits, is hidden or is merged already: deal with it first."))
    for other in others:
        under = update(Idea).filter_by(activity_id=activity.id, under=other.number)
        session.execute(under.values(under=first.number))
        other.under = first.number


def part(session: Session, activity: Activity, number: int) -> None:
    """Have an idea stand for itself again; raises InvalidAnswer for one that is not there."""
    find(session, activity, number).under = None


def alike(session: Session, activity: Activity) -> Mapping[int, Sequence[Idea]]:
    """Return the ideas for which another one stands, by the number of that one."""
    merged: dict[int, list[Idea]] = {}
    query = select(Idea).where(Idea.activity_id == activity.id, Idea.under.is_not(None), Idea.state == SHOWN)
    for idea in session.scalars(query.filter_by(withdrawn=False).order_by(Idea.number)):
        merged.setdefault(idea.under or 0, []).append(idea)
    return merged
