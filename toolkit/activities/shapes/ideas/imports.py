"""Ideas of an exported workshop, into this database."""

from collections.abc import Container, Sequence

from toolkit.activities.shapes.ideas.models import HIDDEN, SHOWN, WAITING, Idea, Support
from toolkit.activities.shapes.imports import Bringing, check_once, check_tables
from toolkit.activities.transcripts import steps
from toolkit.activities.transcripts.parts import FieldRefused
from toolkit.activities.transcripts.steps import Step
from toolkit.language import gettext as _
from toolkit.workshops.newcomers import MOST


def check(step: Step, tables: Container[int]) -> None:
    """Refuse what is from no table, or stands there twice, and an idea with more supports than a room has people."""
    ideas = step.ideas or []
    check_tables((idea.table for idea in ideas), "ideas", tables)
    check_once((idea.number for idea in ideas), "ideas")
    if max((idea.supports or 0 for idea in ideas), default=0) > MOST:
        raise FieldRefused("ideas", _("one of them has more than %(most)s supports", most=MOST))
    _check_under(ideas)


def _check_under(ideas: Sequence[steps.Idea]) -> None:
    """Refuse an idea for which another stands that is not there, or does not stand for itself."""
    standing = {idea.number for idea in ideas if idea.under is None and not idea.withdrawn}
    for idea in ideas:
        if idea.under is not None and idea.under not in standing:
            raise FieldRefused("ideas", _("number %(number)s stands under one that does not stand", number=idea.number))


def _state(idea: steps.Idea) -> str:
    return HIDDEN if idea.hidden else WAITING if idea.waiting else SHOWN


def bring_in(bringing: Bringing) -> None:
    """Add the ideas; nobody is named for a support, for the file says no more than how many there are."""
    ideas = bringing.step.ideas or []
    bringing.add(
        Idea,
        (
            {"number": idea.number, "text": idea.text or "", "given_at": idea.given, "answered": bool(idea.answered)}
            | {"state": _state(idea), "withdrawn": idea.withdrawn, "pinned": bool(idea.pinned), "under": idea.under}
            | {"original": idea.original.model_dump() if idea.original else None}
            | {"details": idea.details or {}, "owner_id": bringing.people.named(idea.owner) if idea.owner else None}
            | {"heading": idea.heading or {}}
            | bringing.whose(idea)
            for idea in ideas
        ),
    )
    bringing.add(
        Support,
        (
            {"number": idea.number, "participant_id": person}
            for idea in ideas
            for person in bringing.people.unnamed(idea.supports or 0)
        ),
    )
