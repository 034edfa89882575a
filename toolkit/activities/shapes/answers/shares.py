"""Shares: what each ballot counts for, where each person counts for one, or each table."""

from collections import Counter
from collections.abc import Sequence
from fractions import Fraction
from typing import cast

from sqlalchemy.orm import Session

from toolkit.activities.kinds import Content
from toolkit.activities.kinds.votes import Vote
from toolkit.activities.models import Activity
from toolkit.activities.shapes.answers.ballot_box import Slip
from toolkit.activities.weights import Weighed, Weight
from toolkit.workshops.models import Participant, Table


def table_of(session: Session, activity: Activity, participant: Participant) -> int | None:
    """Return the number of the table where somebody sat as a vote opened, 0 for none; None where it does not matter."""
    if not cast("Vote", activity.rules).by_table:
        return None
    table = session.get(Table, participant.table_at(activity.opened_at))
    return table.number if table else 0


def weights(rules: Vote, slips: Sequence[Slip]) -> list[Weight]:
    """Return what each ballot counts for: the people it speaks for, or its share of the one that its table counts for.

    Those without a table share one too.
    """
    if not rules.by_table:
        return [slip.weight for slip in slips]
    people: Counter[int] = Counter()
    for slip in slips:
        people[slip.table or 0] += slip.weight
    return [Fraction(slip.weight, people[slip.table or 0]) for slip in slips]


def contents(rules: Vote, slips: Sequence[Slip]) -> list[Content]:
    """List what the ballots say, each with what it counts for."""
    return [Weighed(slip.content, weight) for slip, weight in zip(slips, weights(rules, slips), strict=True)]
