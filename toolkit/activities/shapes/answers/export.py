"""A vote as data: what may be said of it at any time and, once it is shown, its ballots and its outcome."""

import json
from collections.abc import Callable, Mapping
from fractions import Fraction
from typing import Any

from sqlalchemy.orm import Session

from toolkit.activities.models import Activity
from toolkit.activities.shapes.answers import ballot_box, votes
from toolkit.activities.shapes.answers.ballot_box import Slip
from toolkit.language import LANGUAGES, use
from toolkit.workshops.models import Workshop


def vote(session: Session, workshop: Workshop, activity: Activity, *, names: bool, hidden: bool) -> dict[str, Any]:
    """Return a vote; its ballots and its result are left out until it is shown, unless `hidden` asks for them.

    Of a secret vote that is open they are in no export: two, one after the other, would tell whose a ballot is.
    """
    counted = votes.result(session, activity)
    numbers = {table.id: table.number for table in workshop.tables}
    known = {
        "method": _words(lambda: str(counted.rules.method)),
        "tie_rule": _words(lambda: str(counted.rules.tie_rule)),
        "secret": counted.rules.secret,
        "voted": counted.voted,
        "eligible": counted.eligible,
        "options": [
            {
                "code": one.code,
                "label": one.label,
                "tables": [numbers[table] for table in one.tables if table in numbers],
            }
            for one in counted.choices
        ],
    }
    if not (activity.is_shown or hidden) or (activity.is_open and counted.rules.secret):
        return known
    cast = [*ballot_box.signed(session, activity), *((slip, None) for slip in ballot_box.unsigned(session, activity))]
    cast.sort(key=lambda one: _order(one[0]))
    voters = [voter for _slip, voter in cast] if names and not counted.rules.secret else None
    return {**known, "ballots": [_ballot(slip) for slip, _voter in cast], "voters": voters, "result": result(counted)}


def _order(slip: Slip) -> tuple[str, str, int, int]:
    return slip.origin, json.dumps(slip.content, sort_keys=True), slip.weight, slip.table or 0


def _ballot(slip: Slip) -> dict[str, Any]:
    """Return a ballot as a file holds it; one from a phone is its choices alone."""
    if slip == Slip(slip.content):
        return slip.content
    table = {} if slip.table is None else {"table": slip.table}
    return {"choices": slip.content, "weight": slip.weight, "origin": slip.origin, **table}


def result(counted: votes.Result) -> dict[str, Any]:
    """Return the outcome of a vote, row by row, in a form that two counts can be compared in."""
    return {"blank": counted.blank, "rows": [_row(counted, row) for row in counted.tally["rows"]]}


def _row(counted: votes.Result, row: Mapping[str, Any]) -> dict[str, Any]:
    return {
        "option": row["choice"].code,
        "rank": row["rank"],
        "headline": _words(lambda: counted.rules.headline(row)),
        "values": values(row),
    }


def values(row: Mapping[str, Any]) -> dict[str, Any]:
    """Return what a kind counted of one choice, as a file gives it back."""
    counted = {name: value for name, value in row.items() if name not in {"choice", "rank"}}
    known: dict[str, Any] = json.loads(json.dumps(counted, default=_plain))
    return known


def _plain(value: object) -> object:
    """Return what JSON has for a share of tables, "4/3" where it is no whole number, and for words."""
    return int(value) if isinstance(value, Fraction) and value.denominator == 1 else str(value)


def _words(say: Callable[[], str]) -> dict[str, str]:
    words = {}
    for language in LANGUAGES:
        with use(language):
            words[language] = say()
    return words
