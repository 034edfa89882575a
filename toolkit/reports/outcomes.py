"""How a vote came out, in a form that two counts can be compared in."""

import json
from collections.abc import Mapping
from typing import Any

from toolkit.activities import votes
from toolkit.activities.box import Slip
from toolkit.language import LANGUAGES, use
from toolkit.reports import schemas


def vote(counted: votes.Result, numbers: Mapping[int, int]) -> schemas.Vote:
    """Return what may be said of a vote at any time; `numbers` are those of the tables, by id."""
    return schemas.Vote(
        method=_words(counted.rules.method),
        tie_rule=_words(counted.rules.tie_rule),
        secret=counted.rules.secret,
        voted=counted.voted,
        eligible=counted.eligible,
        options=[
            schemas.Option(code=one.code, label=one.label, tables=[numbers[table] for table in one.tables])
            for one in counted.choices
        ],
    )


def ballot(slip: Slip) -> schemas.Ballot | dict[str, Any]:
    """Return a ballot as a file holds it; one from a phone is its choices alone."""
    if slip == Slip(slip.content):
        return slip.content
    return schemas.Ballot.model_validate({"choices": slip.content, "weight": slip.weight, "origin": slip.origin})


def slip(ballot: schemas.Ballot | dict[str, Any]) -> Slip:
    """Return a ballot of a file as it is counted."""
    return Slip(ballot.choices, ballot.weight, ballot.origin) if isinstance(ballot, schemas.Ballot) else Slip(ballot)


def result(counted: votes.Result) -> schemas.Result:
    """Return the outcome of a vote, row by row."""
    return schemas.Result(blank=counted.blank, rows=[_row(counted, row) for row in counted.tally["rows"]])


def _row(counted: votes.Result, row: Mapping[str, Any]) -> schemas.Row:
    values = {name: value for name, value in row.items() if name not in {"choice", "rank"}}
    headline = {}
    for language in LANGUAGES:
        with use(language):
            headline[language] = counted.rules.headline(row)
    return schemas.Row(option=row["choice"].code, rank=row["rank"], headline=headline, values=_plain(values))


def _words(lazy: object) -> dict[str, str]:
    said = {}
    for language in LANGUAGES:
        with use(language):
            said[language] = str(lazy)
    return said


def _plain(values: dict[str, Any]) -> dict[str, Any]:
    """Return values as JSON gives them back, so that a file and a count can be compared."""
    plain: dict[str, Any] = json.loads(json.dumps(values, default=str))
    return plain
