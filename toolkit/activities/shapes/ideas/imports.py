"""Ideas of an exported workshop, into this database."""

from collections.abc import Container

from toolkit.activities.shapes.ideas.models import Idea, Support
from toolkit.activities.shapes.imports import Bringing, check_once, check_tables
from toolkit.activities.transcripts import FieldRefused, Step
from toolkit.language import gettext as _

MOST_SUPPORTS = 100_000  # in one step


def check(step: Step, tables: Container[int]) -> None:
    """Refuse what is from no table, or stands there twice, and more supports than a room can give."""
    ideas = step.ideas or []
    check_tables((idea.table for idea in ideas), "ideas", tables)
    check_once((idea.number for idea in ideas), "ideas")
    if sum(idea.supports or 0 for idea in ideas) > MOST_SUPPORTS:
        raise FieldRefused("ideas", _("they have more than %(most)s supports", most=MOST_SUPPORTS))


def bring_in(bringing: Bringing) -> None:
    """Add the ideas; nobody is named for a support, for the file says no more than how many there are."""
    ideas = bringing.step.ideas or []
    bringing.add(
        Idea,
        (
            {"number": idea.number, "text": idea.text or "", "given_at": idea.given, "answered": bool(idea.answered)}
            | {"hidden": idea.hidden, "withdrawn": idea.withdrawn}
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
