"""Polls: a question that comes up, put to the room in ten seconds."""

from collections.abc import Mapping
from typing import Any

from sqlalchemy.orm import Session

from toolkit.activities import agenda
from toolkit.activities.kinds import KINDS, InvalidAnswer
from toolkit.activities.planning import edits, history
from toolkit.activities.planning.plans import Plan
from toolkit.language import gettext as _
from toolkit.language import use
from toolkit.text import line
from toolkit.workshops.models import Workshop
from toolkit.workshops.templates import Step

# The kind that a poll is, and its settings: the first of these that there is.
KINDS_OF_POLL: Mapping[str, Mapping[str, Any]] = {"choice": {}, "dots": {"dots": 1}}
MINUTES = 2
LONGEST, MOST = 120, 12  # characters of a question or a choice; choices


def ask(session: Session, workshop: Workshop, question: str, choices: str, language: str) -> None:
    """Put a vote behind the present step, go there and open it; without choices people answer yes or no.

    Raises InvalidAnswer for what is no question, and TextRefused for a text too long.
    """
    title = line(question, LONGEST)
    listed = [line(one, LONGEST) for one in choices.splitlines() if one.strip()]
    if not title:
        raise InvalidAnswer(_("Write your question first."))
    if len(listed) == 1 or len(listed) > MOST:
        raise InvalidAnswer(_("Give two choices or more, %(most)s at most, one on each line.", most=MOST))
    leaving = agenda.step(session, workshop, workshop.current_id)

    def insert(plan: Plan) -> Plan:
        return edits.insert(plan, poll(plan, {language: title}, [{language: one} for one in listed]), leaving.code)

    plan = history.edit(session, workshop, insert, "asked", {language: title})
    made = agenda.steps(session, workshop)[plan.codes.index(leaving.code) + 1]
    agenda.advance(session, workshop, leaving.id, made.id)
    agenda.switch(session, workshop, made, "open", on=True)


def again(session: Session, workshop: Workshop, first: str) -> None:
    """Put a second round of a vote behind the present step, on the same proposals and by the same rules."""
    here = agenda.step(session, workshop, workshop.current_id)
    vote = next((one for one in agenda.steps(session, workshop) if one.code == first), None)
    if vote is None or not vote.opened_at or "source" not in type(vote.rules).model_fields:
        raise InvalidAnswer(_("There is no vote in this step."))
    settings = {name: value for name, value in vote.settings.items() if name != "choices"}
    title = {language: _second(language, words) for language, words in vote.title.items()}

    def insert(plan: Plan) -> Plan:
        step = Step(
            code=edits.free_code(plan, f"{first[:40]}-again"),
            kind=vote.kind,
            minutes=vote.minutes,
            title=title,
            instruction=vote.instruction,
            settings={**settings, "source": f"vote:{first}"},
        )
        return edits.insert(plan, step, here.code)

    history.edit(session, workshop, insert, "added", title)


def _second(language: str, title: str) -> str:
    with use(language):
        return _("Second round: %(vote)s", vote=title)[:LONGEST]


def poll(plan: Plan, title: dict[str, str], choices: list[dict[str, str]]) -> Step:
    """Return the step that asks a question."""
    name, settings = next((name, settings) for name, settings in KINDS_OF_POLL.items() if name in KINDS)
    listed = choices or KINDS[name].sample["choices"]
    return Step(
        code=edits.free_code(plan, "poll"),
        kind=name,
        minutes=MINUTES,
        title=title,
        settings={**settings, "choices": listed},
    )
