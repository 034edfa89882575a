"""Shares: what each ballot counts for, where each person counts for one, or each table."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import replace
from fractions import Fraction
from math import lcm
from typing import cast

from sqlalchemy.orm import Session

from toolkit.activities.kinds import Content
from toolkit.activities.kinds.votes import Vote
from toolkit.activities.models import Activity
from toolkit.activities.ranks import Weighed, Weight
from toolkit.activities.shapes.answers.ballot_box import Slip
from toolkit.workshops.models import Participant, Table


def table_of(session: Session, activity: Activity, participant: Participant) -> int | None:
    """Return the number of the table where somebody sat as a vote opened, 0 for none; None where it does not matter."""
    if not cast("Vote", activity.rules).weighs_tables:
        return None
    table = session.get(Table, participant.table_at(activity.opened_at))
    return table.number if table else 0


def weights(rules: Vote, slips: Sequence[Slip]) -> list[Weight]:
    """Return what each ballot counts for: the people it speaks for, or its share of the one that its table counts for.

    Those without a table share one too.
    """
    if not rules.weighs_tables:
        return [slip.weight for slip in slips]
    ballots = Counter(slip.table or 0 for slip in slips)
    return [Fraction(1, ballots[slip.table or 0]) for slip in slips]


def contents(rules: Vote, slips: Sequence[Slip]) -> list[Content]:
    """List what the ballots say as it is counted: one that speaks for three people is three that say the same."""
    if rules.weighs_tables:
        return [Weighed(slip.content, weight) for slip, weight in zip(slips, weights(rules, slips), strict=True)]
    return [slip.content for slip in slips for _person in range(slip.weight)]


def whole(rules: Vote, slips: Sequence[Slip]) -> list[Slip]:
    """Return the ballots with whole numbers as weights, in the same proportions."""
    parts = weights(rules, slips)
    unit = lcm(*(part.denominator for part in parts))
    return [replace(slip, weight=int(part * unit)) for slip, part in zip(slips, parts, strict=True)]
