"""Ballots on paper: the votes of an agenda that can be held so, and a page of ballots for each table."""

from functools import partial
from typing import Any

from flask.typing import ResponseReturnValue

from toolkit.activities import agenda
from toolkit.activities.kinds import Choice
from toolkit.activities.kinds.votes import Vote
from toolkit.activities.models import Activity
from toolkit.activities.shapes.answers.options import expected
from toolkit.activities.shapes.answers.votes import vote_rules
from toolkit.language import pick
from toolkit.mishaps import attempt
from toolkit.printing.paper.paper_codes import Identity
from toolkit.web.access import current_workshop
from toolkit.web.house import reading
from toolkit.web.printing import papers
from toolkit.workshops.models import Table, Workshop

_HALF_PAGE, _LINE = 7, 80  # lines, and letters on one
_LINES = 6


def votes(workshop: Workshop) -> list[Activity]:
    """List the votes of an agenda."""
    return [step for step in agenda.steps(reading(), workshop) if isinstance(step.rules, Vote)]


def on_paper(workshop: Workshop) -> list[Activity]:
    """List the votes that can be held on paper, which belongs to no table; for templates."""
    return [step for step in votes(workshop) if not vote_rules(step).by_table]


def ballots(activity: int) -> ResponseReturnValue:
    """Show numbered ballots for each table, with the choices as they are now."""
    return papers.show_or_print("ballots", **ballots_of(agenda.step(reading(), current_workshop(), activity)))


def ballots_of(step: Activity) -> dict[str, Any]:
    """Return the ballots of a vote, and what is said of them."""
    workshop = current_workshop()
    rules, choices = vote_rules(step), attempt(step, [], partial(expected, reading(), workshop, step))
    ballots = [
        (table, Identity("ballot", workshop.code, step.code, table.number, number), _choices(step, choices, table))
        for table in workshop.tables
        for number in range(1, papers.each() + 1)
    ]
    return {
        "activity": step,
        "rules": rules,
        "ballots": ballots,
        "lines": 0 if choices else _LINES,
        "small": sum(1 + len(pick(choice.label)) // _LINE for choice in choices) <= _HALF_PAGE,
        "each": papers.each(),
    }


def _choices(step: Activity, choices: list[Choice], table: Table) -> list[Choice]:
    """Leave out what a table proposed itself, where the vote says so."""
    own = vote_rules(step).own_table
    return [choice for choice in choices if own or table.id not in choice.tables]
