"""Slips: each ballot of a file, read as it is counted or refused in one sentence, and written."""

import json
from collections.abc import Mapping, Sequence
from typing import Any

from pydantic import Field

from toolkit.activities.kinds import Choice, Content, InvalidAnswer
from toolkit.activities.kinds.votes import Vote
from toolkit.activities.shapes.answers import votes
from toolkit.activities.shapes.answers.ballot_box import Slip
from toolkit.activities.transcripts.parts import ExportRefused, Part
from toolkit.language import gettext as _

SHOWN = 80  # characters of a value
MOST_PEOPLE = 1_000_000  # that the ballots of a file speak for


class Weighed(Part):
    """A ballot that speaks for several people, who say the same, or that is of a table."""

    choices: dict[str, Any]
    weight: int = Field(default=1, strict=True, ge=1, le=MOST_PEOPLE)
    table: int | None = Field(default=None, strict=True, ge=0, le=MOST_PEOPLE)


def shown(value: object) -> str:
    """Write a value as it stands in the file; of a long one, the beginning."""
    text = json.dumps(value, ensure_ascii=False, default=str)
    return f"{text[:SHOWN]}…" if len(text) > SHOWN else text


def read(rules: Vote, choices: Sequence[Choice], number: int, ballot: Weighed | Content) -> Slip:
    """Return a ballot of a file as it is counted."""
    known = [choice.code for choice in choices]
    if isinstance(ballot, dict) and isinstance(ballot.get("choices"), dict) and "choices" not in known:
        raise ExportRefused(about(number, _unweighed(ballot)))
    whole = ballot if isinstance(ballot, Weighed) else Weighed(choices=ballot)
    if whole.table is not None and not rules.by_table:
        accepted = _("left out where each person counts for one")
        raise ExportRefused(about(number, f"table: {wrong(whole.table, accepted)}"))
    opinions = {}
    for option, value in whole.choices.items():
        if option not in known:
            why = _(
                "option %(option)s is none of those of the vote: %(known)s", option=shown(option), known=shown(known)
            )
            raise ExportRefused(about(number, why))
        opinions[option] = _opinion(rules, choices, number, option, value)
    known_opinions = {code: one for code, one in opinions.items() if one is not None}
    return Slip(_content(rules, choices, number, known_opinions), whole.weight, table=whole.table)


def _unweighed(ballot: Content) -> str:
    """Say what is wrong with a ballot of several people, or of a table."""
    for name in ballot.keys() - Weighed.model_fields.keys():
        return _("%(name)s is none of choices, weight and table", name=shown(name))
    name, least = ("weight", 1) if not _is_number(ballot.get("weight", 1), 1) else ("table", 0)
    accepted = _("a whole number from %(least)s to %(most)s", least=least, most=MOST_PEOPLE)
    return f"{name}: {wrong(ballot.get(name), accepted)}"


def _is_number(value: object, least: int) -> bool:
    return type(value) is int and least <= value <= MOST_PEOPLE


def _opinion(rules: Vote, choices: Sequence[Choice], number: int, option: str, value: object) -> Any:
    try:
        return rules.opinion(value, choices)
    except InvalidAnswer as refused:
        why = _("option %(option)s: %(why)s", option=shown(option), why=wrong(value, str(refused)))
        raise ExportRefused(about(number, why)) from refused


def _content(rules: Vote, choices: Sequence[Choice], number: int, opinions: Content) -> Content:
    try:
        return rules.from_file(opinions, choices) if opinions else votes.BLANK
    except InvalidAnswer as refused:
        why = _("%(why)s, and it is %(value)s", why=str(refused).rstrip("."), value=shown(opinions))
        raise ExportRefused(about(number, why)) from refused


def about(number: int, why: str) -> str:
    """Say of which ballot something is said."""
    return _("ballot %(number)s: %(why)s", number=number, why=why)


def wrong(value: object, accepted: str) -> str:
    """Say what a value is, and what it must be."""
    return _("it is %(value)s, and must be %(accepted)s", value=shown(value), accepted=accepted)


def write(rules: Vote, slip: Slip) -> Mapping[str, Any]:
    """Return a ballot as a file holds it."""
    choices = {} if slip.content == votes.BLANK else rules.to_file(slip.content)
    beside = {} if slip.weight == 1 else {"weight": slip.weight}
    if slip.table is not None:
        beside["table"] = slip.table
    return {"choices": choices, **beside} if beside else choices
