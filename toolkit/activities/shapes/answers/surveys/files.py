"""A survey in an exported workshop: out of the database, and into another."""

from collections.abc import Iterator, Sequence
from typing import Any

from sqlalchemy.orm import Session

from toolkit.activities.kinds import Content, InvalidAnswer
from toolkit.activities.kinds.surveys import Survey
from toolkit.activities.models import Activity, Ballot, Voter
from toolkit.activities.rulesets import make
from toolkit.activities.shapes.answers import votes
from toolkit.activities.shapes.answers.surveys import moderation, outcomes
from toolkit.activities.shapes.imports import Bringing
from toolkit.activities.transcripts.answers import Answers
from toolkit.activities.transcripts.parts import FieldRefused, must_be
from toolkit.activities.transcripts.steps import Step
from toolkit.language import gettext as _
from toolkit.language import pick
from toolkit.text import TextRefused
from toolkit.workshops.codes import new_token
from toolkit.workshops.newcomers import MOST


def export(session: Session, activity: Activity, *, hidden: bool) -> dict[str, Any]:
    """Return a survey; its answers once it is shown, unless `hidden` asks for them.

    They are in no file while it is open, nor while they are too few to be shown.
    """
    count, eligible = votes.turnout(session, activity)
    known: dict[str, Any] = {"given": count, "eligible": eligible}
    enough = not outcomes.too_few(activity, count)
    if (activity.is_shown or hidden) and enough and not activity.is_open:
        rules, contents = outcomes.survey(activity), outcomes.answers(session, activity)
        public = contents if hidden else [one for one in moderation.shown(activity, rules, contents) if one]
        known["contents"] = list(mixed(rules.public(public))) or None
        known["hidden"] = (hidden and activity.hidden_words) or None
    return known


def mixed(contents: Sequence[Content]) -> Iterator[Content]:
    """Yield as many answers that come to the same, in which no two parts are known to be from one person.

    Each part is dealt out in the order of what it says, so that all of them get one, as they had.
    """
    rows: list[Content] = [{} for _content in contents]
    place = 0
    for part in sorted({part for content in contents for part in content}):
        for value in sorted((content[part] for content in contents if part in content), key=repr):
            rows[place % len(rows)][part] = value
            place += 1
    yield from rows


def check(step: Step) -> None:
    """Refuse answers that the rules of the survey cannot have taken."""
    known, rules = step.answers, make(step.kind, step.settings)
    if known is None or not isinstance(rules, Survey):
        return
    if not known.given <= known.eligible <= MOST:
        accepted = _("a number from %(least)s to %(most)s", least=known.given, most=MOST)
        raise must_be("answers.eligible", known.eligible, accepted)
    if known.contents is not None and not 0 < len(known.contents) <= known.given:
        raise must_be("answers.given", known.given, _("as many as there are answers, or more"))
    _check_each(rules, known.contents or ())


def _check_each(rules: Survey, contents: Sequence[Content]) -> None:
    for number, content in enumerate(contents):
        try:
            rules.lawful(content, ())
        except (InvalidAnswer, TextRefused) as refused:
            raise FieldRefused(f"answers.contents.{number}", str(refused).rstrip(".")) from refused


def bring_in(bringing: Bringing, known: Answers) -> None:
    """Add who could answer and, where the file holds them, the answers, of which it does not say whose they are."""
    people = bringing.people.anybody(known.given)
    bringing.activity.electorate = sorted(bringing.people.anybody(known.eligible, people))
    if known.contents is None and known.given:
        title = pick(bringing.activity.title)
        bringing.notes.append(_("“%(step)s”: its answers are not in the file, and are lost.", step=title))
        return
    bringing.activity.hidden_words = known.hidden or []
    bringing.add(Voter, ({"participant_id": person} for person in people))
    bringing.add(Ballot, ({"key": new_token(), "content": content} for content in known.contents or ()))
