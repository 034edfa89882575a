"""Shifts: what the second round of a vote changed, proposal by proposal; it takes its proposals from the first."""

from dataclasses import dataclass

from sqlalchemy import select
from sqlalchemy.orm import Session

from toolkit.activities.kinds import Words
from toolkit.activities.kinds.votes import Vote
from toolkit.activities.models import Activity
from toolkit.activities.shapes.answers import votes
from toolkit.activities.shapes.answers.votes import Result

ROUND = "vote"  # what a link to a first round begins with


@dataclass(frozen=True)
class Shift:
    """One proposal in both rounds: its places, and how it came out in each."""

    label: Words
    was: int
    now: int
    before: str
    after: str


def shifts(session: Session, activity: Activity, now: Result) -> list[Shift]:
    """List the proposals in the order of the second round; nothing of a vote that is none, or of another kind."""
    rules = now.rules
    first = _first(session, activity, rules) if rules.source.what == ROUND else None
    if first is None:
        return []
    earlier = votes.result(session, first)
    known = {row["choice"].code: row for row in earlier.tally["rows"]}
    rows = [(row, known[row["choice"].code]) for row in now.tally["rows"] if row["choice"].code in known]
    return [
        Shift(row["choice"].label, was["rank"], row["rank"], earlier.rules.headline(was), rules.headline(row))
        for row, was in rows
    ]


def _first(session: Session, activity: Activity, rules: Vote) -> Activity | None:
    """Return the first round, once the room has seen it."""
    query = select(Activity).filter_by(workshop_id=activity.workshop_id, code=rules.source.step)
    found = session.scalar(query.where(Activity.is_shown, ~Activity.is_open, Activity.kind == activity.kind))
    return found if found and isinstance(found.rules, Vote) else None
