"""Ballots: a file of them that anybody may write, with the method and its settings, and what comes of counting it."""

import json
from collections import Counter
from collections.abc import Mapping, Sequence
from typing import Annotated, Any, Literal, NoReturn

from pydantic import BaseModel, Field, ValidationError

from toolkit.activities.kinds import KINDS, Choice, Content, InvalidAnswer
from toolkit.activities.kinds.votes import Vote
from toolkit.activities.models import Activity
from toolkit.activities.ranks import groups
from toolkit.activities.settings import refusals
from toolkit.activities.shapes.answers import export, imports, shares, votes
from toolkit.activities.shapes.answers.ballot_box import Slip
from toolkit.activities.transcripts.parts import ExportRefused, FieldRefused, Part
from toolkit.activities.transcripts.steps import Step
from toolkit.language import gettext as _

FORMAT = "ballots/1"
SHOWN = 80  # characters of a value
MOST_PEOPLE = 1_000_000  # that the ballots of a file speak for
_VOTES = [kind for _folder, kind in sorted(KINDS.items(), reverse=True) if issubclass(kind, Vote)]
METHODS: dict[str, type[Vote]] = {kind.name: kind for kind in _VOTES if kind.name}  # of those alike, the first folder


class Weighed(Part):
    """A ballot that speaks for several people, who say the same."""

    choices: dict[str, Any]
    weight: int = Field(default=1, strict=True, ge=1, le=MOST_PEOPLE)


class Ballots(BaseModel):
    """The ballots of one vote: each gives options a value, and leaves out those of which it has no opinion."""

    model_config = Part.model_config

    musette: Literal["ballots/1"]
    method: Annotated[str, Field(json_schema_extra={"enum": sorted(METHODS)})]
    settings: dict[str, Any] = {}
    options: list[Annotated[str, Field(min_length=1)]] = Field(min_length=1)
    ballots: list[Annotated[Weighed | dict[str, Any], Field(union_mode="left_to_right")]]


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
        raise FieldRefused("method", _wrong(ballots.method, accepted))
    if twice := _twice(ballots.options):
        raise FieldRefused("options", _("%(option)s stands there twice", option=_shown(twice)))
    return ballots


def _unreadable(error: Any) -> ExportRefused:
    """Say what is wrong with a file whose parts are not what they should be."""
    where, value = error["loc"], _("missing") if error["type"] == "missing" else _shown(error["input"])
    if where[0] == "ballots" and len(where) > 1:
        accepted = _("an object that gives options a value")
        return ExportRefused(_ballot(where[1] + 1, _wrong(error["input"], accepted)))
    return FieldRefused(".".join(map(str, where)), _("%(why)s, and it is %(value)s", why=error["msg"], value=value))


def _once(pairs: Sequence[tuple[str, Any]]) -> dict[str, Any]:
    whole = dict(pairs)
    if len(whole) < len(pairs):
        twice = _twice([name for name, _value in pairs])
        raise ExportRefused(_("%(name)s stands twice in one object, and may stand once", name=_shown(twice)))
    return whole


def _twice(names: Sequence[str]) -> str:
    """Return the first name that stands more than once; nothing when all are different."""
    return next((name for name, times in Counter(names).items() if times > 1), "")


def _no_number(constant: str) -> NoReturn:
    raise ExportRefused(_("%(value)s is no number of JSON", value=constant))


def _shown(value: object) -> str:
    """Write a value as it stands in the file; of a long one, the beginning."""
    text = json.dumps(value, ensure_ascii=False, default=str)
    return f"{text[:SHOWN]}…" if len(text) > SHOWN else text


def count(ballots: Ballots) -> dict[str, Any]:
    """Count the ballots as a vote is counted; raise ExportRefused for one that cannot be."""
    rules = _rules(ballots)
    choices = [Choice(option, {}) for option in ballots.options]
    slips = [_slip(rules, choices, number, one) for number, one in enumerate(ballots.ballots, 1)]
    people = sum(slip.weight for slip in slips)
    if people > MOST_PEOPLE:
        raise FieldRefused("ballots", _("they speak for more than %(most)s people", most=MOST_PEOPLE))
    counted = votes.count(Activity(code=""), rules, choices, slips, (people, people))
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


def _slip(rules: Vote, choices: Sequence[Choice], number: int, ballot: Weighed | Content) -> Slip:
    """Return a ballot of a file as it is counted."""
    known = [choice.code for choice in choices]
    if isinstance(ballot, dict) and isinstance(ballot.get("choices"), dict) and "choices" not in known:
        raise ExportRefused(_ballot(number, _unweighed(ballot)))
    values, weight = (ballot.choices, ballot.weight) if isinstance(ballot, Weighed) else (ballot, 1)
    opinions = {}
    for option, value in values.items():
        if option not in known:
            why = _(
                "option %(option)s is none of those of the vote: %(known)s", option=_shown(option), known=_shown(known)
            )
            raise ExportRefused(_ballot(number, why))
        opinions[option] = _opinion(rules, choices, number, option, value)
    return Slip(
        _content(rules, choices, number, {code: one for code, one in opinions.items() if one is not None}), weight
    )


def _unweighed(ballot: Content) -> str:
    """Say what is wrong with a ballot of several people."""
    for name in ballot.keys() - {"choices", "weight"}:
        return _("%(name)s is neither choices nor weight", name=_shown(name))
    accepted = _("a whole number from %(least)s to %(most)s", least=1, most=MOST_PEOPLE)
    return _("weight: %(why)s", why=_wrong(ballot.get("weight"), accepted))


def _opinion(rules: Vote, choices: Sequence[Choice], number: int, option: str, value: object) -> Any:
    try:
        return rules.opinion(value, choices)
    except InvalidAnswer as refused:
        why = _("option %(option)s: %(why)s", option=_shown(option), why=_wrong(value, str(refused)))
        raise ExportRefused(_ballot(number, why)) from refused


def _content(rules: Vote, choices: Sequence[Choice], number: int, opinions: Content) -> Content:
    try:
        return rules.from_file(opinions, choices) if opinions else votes.BLANK
    except InvalidAnswer as refused:
        why = _("%(why)s, and it is %(value)s", why=str(refused).rstrip("."), value=_shown(opinions))
        raise ExportRefused(_ballot(number, why)) from refused


def _ballot(number: int, why: str) -> str:
    return _("ballot %(number)s: %(why)s", number=number, why=why)


def _wrong(value: object, accepted: str) -> str:
    return _("it is %(value)s, and must be %(accepted)s", value=_shown(value), accepted=accepted)


def of_step(step: Step, rules: Vote) -> dict[str, Any] | None:
    """Return the ballots of a vote in an exported workshop as a file holds them, or None if it does not hold them."""
    if step.vote is None or step.vote.ballots is None or not rules.name:
        return None
    return {
        "musette": FORMAT,
        "method": rules.name,
        "settings": rules.file_settings(),
        "options": [option.code for option in step.vote.options],
        "ballots": [_written(rules, slip) for slip in shares.whole(rules, imports.slips(step.vote))],
    }


def _written(rules: Vote, slip: Slip) -> Mapping[str, Any]:
    choices = {} if slip.content == votes.BLANK else rules.to_file(slip.content)
    return choices if slip.weight == 1 else {"choices": choices, "weight": slip.weight}
