"""What a vote is about: options taken from what the tables wrote or kept, from cards, or typed."""

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import replace
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from toolkit.activities.kinds import Choice, InvalidAnswer
from toolkit.activities.kinds.votes import Vote
from toolkit.activities.models import Activity, Option
from toolkit.activities.shapes.moves.offering import of_the_deck
from toolkit.language import gettext as _
from toolkit.language import use
from toolkit.workshops.models import Table, Workshop

_Opening = tuple[int, datetime | None]
_FIXED: dict[_Opening, list[Choice]] = {}
_MOST_FIXED = 500  # votes


class NothingToVoteOn(InvalidAnswer):
    """A vote that is opened before there is anything to vote on."""


def freeze_options(session: Session, workshop: Workshop, activity: Activity) -> None:
    """Fix the options of a vote, once; for any other kind, do nothing.

    Raises NothingToVoteOn when its source has given nothing yet, InvalidAnswer when it has given too much.
    """
    rules = activity.rules
    if not isinstance(rules, Vote) or choices_of(session, activity):
        return
    choices = list(from_source(session, workshop, rules))
    _check_number(rules, choices)
    for position, choice in enumerate(choices):
        session.add(
            Option(
                activity_id=activity.id,
                code=choice.code,
                position=position,
                label=choice.label,
                tables=list(choice.tables),
            )
        )
    session.flush()


def _check_number(rules: Vote, choices: list[Choice]) -> None:
    if not choices:
        raise NothingToVoteOn(_("There is nothing to vote on yet: the tables have not written or kept anything."))
    if len(choices) > rules.largest:
        raise InvalidAnswer(
            _(
                "There are %(num)s proposals, and this vote can be about %(most)s at most. Merge or group them first.",
                num=len(choices),
                most=rules.largest,
            )
        )


def choices_of(session: Session, activity: Activity) -> list[Choice]:
    """List the options of a vote in their order; none before it first opens."""
    known = (activity.id, activity.opened_at)
    choices = _FIXED.get(known)
    if choices is None:
        rows = session.scalars(select(Option).filter_by(activity_id=activity.id).order_by(Option.position))
        choices = told_apart(session, [Choice(row.code, row.label, tuple(row.tables)) for row in rows])
        if activity.opened_at:
            _remember(known, choices)
    return list(choices)


def _remember(known: _Opening, choices: list[Choice]) -> None:
    """Keep the options of a vote that has opened: they never change again, and every ballot asks for them."""
    if len(_FIXED) >= _MOST_FIXED:
        _FIXED.clear()
    _FIXED[known] = choices


def forget() -> None:
    """Read the options of every vote anew."""
    _FIXED.clear()


def expected(session: Session, workshop: Workshop, activity: Activity) -> list[Choice]:
    """List the options of a vote or, before it first opens, what they would be now; none if there are none yet."""
    rules = activity.rules
    known = choices_of(session, activity)
    if known or not isinstance(rules, Vote):
        return known
    return told_apart(session, list(from_source(session, workshop, rules)))


def told_apart(session: Session, choices: list[Choice]) -> list[Choice]:
    """Have choices of the same words say from which table they are."""
    count = Counter(_words(choice) for choice in choices)
    twins = {choice.code for choice in choices if choice.tables and count[_words(choice)] > 1}
    if not twins:
        return choices
    ids = {table for choice in choices for table in choice.tables}
    numbers = {row.id: row.number for row in session.execute(select(Table.id, Table.number).where(Table.id.in_(ids)))}
    return [_with_tables(choice, numbers) if choice.code in twins else choice for choice in choices]


def _words(choice: Choice) -> tuple[str, ...]:
    return tuple(text.casefold() for _language, text in sorted(choice.label.items()))


def _with_tables(choice: Choice, numbers: Mapping[int, int]) -> Choice:
    label = {}
    for language, text in choice.label.items():
        with use(language):
            tables = [_("table %(number)s", number=numbers[table]) for table in choice.tables if table in numbers]
            label[language] = f"{text} ({', '.join(tables)})"
    return replace(choice, label=label, twin=True)


def from_source(session: Session, workshop: Workshop, rules: Vote) -> Iterator[Choice]:
    """Read a source: what an earlier step gave, or a part of it, cards of the deck, or choices typed by hand."""
    source = rules.source
    if source.step:
        step = _step(session, workshop, source.step)
        yield from step.shape.choices(session, workshop, step, source.part)
    elif source:
        yield from of_the_deck(session, workshop, source.kind)
    for number, label in enumerate(rules.choices, 1):
        yield Choice(f"o{number}", label)


def _step(session: Session, workshop: Workshop, code: str) -> Activity:
    step = session.scalar(select(Activity).filter_by(workshop_id=workshop.id, code=code))
    if step is None:
        raise NothingToVoteOn(_("This vote refers to a step, %(code)s, that the agenda does not have.", code=code))
    return step
