"""Recounts: the votes of an exported file, counted again from its ballots and compared with its results."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from pydantic import ValidationError

from toolkit.activities.kinds import Choice, InvalidAnswer
from toolkit.activities.kinds.votes import Vote
from toolkit.activities.models import Activity
from toolkit.activities.rulesets import make
from toolkit.activities.settings import SettingRefused
from toolkit.activities.shapes.answers import export as export_of
from toolkit.activities.shapes.answers import imports, votes
from toolkit.activities.shapes.answers.ballot_box import Slip
from toolkit.activities.transcripts import answers, steps
from toolkit.activities.transcripts.parts import ExportRefused, FieldRefused
from toolkit.language import gettext as _
from toolkit.language import pick
from toolkit.reports import ballots, schemas

LARGEST = 100_000_000
MOST_PEOPLE = 1_000_000  # that the ballots of a vote speak for


@dataclass(frozen=True)
class Recount:
    """One vote counted again, and every way in which the file says something else."""

    title: str
    ballots: int
    headlines: tuple[str, ...]
    differences: tuple[str, ...]


def read(content: bytes) -> schemas.Export:
    """Read the bytes of an export, or raise ExportRefused naming the field that is wrong."""
    if len(content) > LARGEST:
        raise ExportRefused(_("the file is larger than 100 MB"))
    try:
        return schemas.Export.model_validate_json(content)
    except ValidationError as error:
        first = error.errors()[0]
        field = ".".join(str(part) for part in first["loc"])
        if not field:
            raise ExportRefused(_("it is no export of a workshop: %(why)s", why=first["msg"])) from error
        raise FieldRefused(field, first["msg"]) from error


def recount(export: schemas.Export) -> list[Recount]:
    """Count every vote that is shown, or of which the file holds the ballots.

    Raises ExportRefused for a vote of an unknown kind, or with settings that it cannot have.
    """
    return [
        _recount(step, step.vote)
        for step in export.rounds
        if step.vote and (step.shown or step.vote.ballots is not None)
    ]


def ballots_of(export: schemas.Export) -> dict[str, dict[str, Any]]:
    """Return the ballots of every vote of which the file holds them, by the code of its step."""
    known = {step.code: ballots.of_step(step, _rules(step)) for step in export.agenda if step.vote}
    return {code: vote for code, vote in known.items() if vote}


def _recount(step: steps.Step, vote: answers.Vote) -> Recount:
    slips = imports.slips(vote)
    people = sum(slip.weight for slip in slips)
    if people > MOST_PEOPLE:
        why = _("they speak for more than %(most)s people", most=MOST_PEOPLE)
        raise ExportRefused(_("the vote %(vote)s: %(why)s", vote=pick(step.title), why=why))
    rules = _rules(step)
    choices = [Choice(option.code, option.label, tuple(option.tables)) for option in vote.options]
    refused = _unlawful(rules, choices, slips)
    counted = [slip for number, slip in enumerate(slips, 1) if number not in refused]
    result = votes.count(Activity(code=step.code), rules, choices, counted, (people, vote.eligible))
    recount = answers.Result.model_validate(export_of.result(result))
    differences = [*refused.values(), *_turnout(vote, people), *_compare(vote.result, recount)]
    headlines = tuple(f"{row.rank}. {pick(_label(vote, row))}: {pick(row.headline)}" for row in recount.rows)
    return Recount(pick(step.title), people, headlines, tuple(differences))


def _rules(step: steps.Step) -> Vote:
    """Return the rules of a vote in a file; raises ExportRefused for what is none, or cannot be."""
    try:
        rules = make(step.kind, step.settings)
    except SettingRefused as refused:
        raise _uncountable(step, str(refused)) from refused
    if not isinstance(rules, Vote):
        raise _uncountable(step, _("%(kind)s is no kind of vote", kind=step.kind))
    return rules


def _uncountable(step: steps.Step, why: str) -> ExportRefused:
    return ExportRefused(_("the vote %(code)s cannot be counted: %(why)s", code=step.code, why=why))


def _label(vote: answers.Vote, row: answers.Row) -> dict[str, str]:
    return next(option.label for option in vote.options if option.code == row.option)


def _unlawful(rules: Vote, choices: list[Choice], slips: list[Slip]) -> dict[int, str]:
    """Say by number which ballots the rules of the vote would have refused, and why."""
    refused: dict[int, str] = {}
    for number, slip in enumerate(slips, 1):
        try:
            if slip.content != votes.BLANK:
                votes.check_ballot(rules, slip.content, choices)
        except InvalidAnswer as refusal:
            why = str(refusal).rstrip(".")
            refused[number] = _("ballot %(number)s breaks the rules of the vote: %(why)s", number=number, why=why)
    return refused


def _turnout(vote: answers.Vote, people: int) -> Iterator[str]:
    if people != vote.voted:
        yield _(
            "%(voted)s people voted, and there are %(ballots)s ballots",
            voted=vote.voted,
            ballots=people,
        )
    if vote.voted > vote.eligible:
        yield _("%(voted)s people voted, and only %(eligible)s could", voted=vote.voted, eligible=vote.eligible)


def _compare(before: answers.Result | None, after: answers.Result) -> Iterator[str]:
    if before is None:
        yield _("the file gives no result")
        return
    if before.blank != after.blank:
        yield _("%(said)s blank ballots are announced, and %(found)s are found", said=before.blank, found=after.blank)
    announced = {row.option: row for row in before.rows}
    for row in after.rows:
        other = announced.pop(row.option, None)
        if other is None or (other.rank, _plain(other.values)) != (row.rank, _plain(row.values)):
            yield _(
                "%(option)s does not come out as announced: the ballots give %(found)s",
                option=row.option,
                found=pick(row.headline),
            )
    for option in announced:
        yield _("%(option)s is announced, and is not an option of the vote", option=option)


def _plain(value: Any) -> Any:
    """Return what was counted with whole numbers as text: musette 0.1.0 wrote shares of tables so."""
    if isinstance(value, dict):
        return {name: _plain(one) for name, one in value.items()}
    if isinstance(value, list):
        return [_plain(one) for one in value]
    return str(value) if isinstance(value, int) else value
