"""Ballots: a file of them that anybody may write, with the method and its settings, and what comes of counting it."""

import json
from collections import Counter
from collections.abc import Sequence
from typing import Annotated, Any, Literal, NoReturn

from pydantic import BaseModel, Field, ValidationError

from toolkit.activities.kinds import KINDS, Choice
from toolkit.activities.kinds.votes import Vote
from toolkit.activities.models import Activity
from toolkit.activities.ranks import groups
from toolkit.activities.settings import refusals
from toolkit.activities.shapes.answers import export, imports, votes
from toolkit.activities.transcripts.parts import ExportRefused, FieldRefused, Part
from toolkit.activities.transcripts.steps import Step
from toolkit.language import gettext as _
from toolkit.reports import slips

FORMAT = "ballots/1"
_VOTES = [kind for _folder, kind in sorted(KINDS.items(), reverse=True) if issubclass(kind, Vote)]
METHODS: dict[str, type[Vote]] = {kind.name: kind for kind in _VOTES if kind.name}  # of those alike, the first folder


class Ballots(BaseModel):
    """The ballots of one vote: each gives options a value, and leaves out those of which it has no opinion."""

    model_config = Part.model_config

    musette: Literal["ballots/1"]
    method: Annotated[str, Field(json_schema_extra={"enum": sorted(METHODS)})]
    settings: dict[str, Any] = {}
    options: list[Annotated[str, Field(min_length=1)]] = Field(min_length=1)
    ballots: list[Annotated[slips.Weighed | dict[str, Any], Field(union_mode="left_to_right")]]


def ours(content: bytes) -> bool:
    """Say whether a file means to be one of ballots."""
    try:
        whole = json.loads(content)
    except (ValueError, RecursionError):
        return False
    return isinstance(whole, dict) and "musette" in whole


def read(content: bytes) -> Ballots:
    """Read the bytes of a file, or raise ExportRefused naming what is wrong."""
    try:
        ballots = Ballots.model_validate(json.loads(content, object_pairs_hook=_once, parse_constant=_no_number))
    except ValidationError as error:
        raise _unreadable(error.errors()[0]) from error
    except (ValueError, RecursionError) as error:
        raise ExportRefused(_("it is no file of ballots: %(why)s", why=error)) from error
    if ballots.method not in METHODS:
        accepted = _("one of %(known)s", known=", ".join(sorted(METHODS)))
        raise FieldRefused("method", slips.wrong(ballots.method, accepted))
    if twice := _twice(ballots.options):
        raise FieldRefused("options", _("%(option)s stands there twice", option=slips.shown(twice)))
    return ballots


def _unreadable(error: Any) -> ExportRefused:
    """Say what is wrong with a file whose parts are not what they should be."""
    where, value = error["loc"], _("missing") if error["type"] == "missing" else slips.shown(error["input"])
    if where[0] == "ballots" and len(where) > 1:
        accepted = _("an object that gives options a value")
        return ExportRefused(slips.about(where[1] + 1, slips.wrong(error["input"], accepted)))
    return FieldRefused(".".join(map(str, where)), _("%(why)s, and it is %(value)s", why=error["msg"], value=value))


def _once(pairs: Sequence[tuple[str, Any]]) -> dict[str, Any]:
    whole = dict(pairs)
    if len(whole) < len(pairs):
        twice = _twice([name for name, _value in pairs])
        raise ExportRefused(_("%(name)s stands twice in one object, and may stand once", name=slips.shown(twice)))
    return whole


def _twice(names: Sequence[str]) -> str:
    """Return the first name that stands more than once; nothing when all are different."""
    return next((name for name, times in Counter(names).items() if times > 1), "")


def _no_number(constant: str) -> NoReturn:
    raise ExportRefused(_("%(value)s is no number of JSON", value=constant))


def count(ballots: Ballots) -> dict[str, Any]:
    """Count the ballots as a vote is counted; raise ExportRefused for one that cannot be."""
    rules = _rules(ballots)
    choices = [Choice(option, {}) for option in ballots.options]
    cast = [slips.read(rules, choices, number, one) for number, one in enumerate(ballots.ballots, 1)]
    people = sum(slip.weight for slip in cast)
    if people > slips.MOST_PEOPLE:
        raise FieldRefused("ballots", _("they speak for more than %(most)s people", most=slips.MOST_PEOPLE))
    counted = votes.count(Activity(code=""), rules, choices, cast, (people, people))
    ranking = groups(counted.tally["rows"])
    return {
        "ranking": ranking,
        "winner": ranking[0][0] if len(ranking[0]) == 1 and counted.voted > counted.blank else None,
        "turnout": counted.voted,
        "blank": counted.blank,
        **rules.findings(counted.tally),
        "detail": {row["choice"].code: {"rank": row["rank"], **export.values(row)} for row in counted.tally["rows"]},
    }


def _rules(ballots: Ballots) -> Vote:
    kind = METHODS[ballots.method]
    try:
        return kind.of_file(ballots.settings)
    except ValidationError as error:
        refusal = next(refusals(kind, error))
        raise ExportRefused(str(refusal)) from error


def of_step(step: Step, rules: Vote) -> dict[str, Any] | None:
    """Return the ballots of a vote in an exported workshop as a file holds them, or None if it does not hold them."""
    if step.vote is None or step.vote.ballots is None or not rules.name:
        return None
    return {
        "musette": FORMAT,
        "method": rules.name,
        "settings": rules.file_settings() | ({"by_table": True} if rules.by_table else {}),
        "options": [option.code for option in step.vote.options],
        "ballots": [slips.write(rules, slip) for slip in imports.slips(step.vote)],
    }
