"""What is wrong with an exported workshop, said before anything of it is kept."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from pydantic import ValidationError

from toolkit.activities import agenda_checks
from toolkit.activities.kinds import InvalidAnswer
from toolkit.activities.shapes import of_kind
from toolkit.activities.shapes.imports import check_once, check_tables
from toolkit.activities.transcripts.parts import ExportRefused, FieldRefused, must_be
from toolkit.activities.transcripts.steps import GIVEN, Step
from toolkit.language import LANGUAGES
from toolkit.language import gettext as _
from toolkit.reports import schemas
from toolkit.reports.recounts import recount
from toolkit.text import harmful
from toolkit.workshops.codes import read_code
from toolkit.workshops.newcomers import MOST
from toolkit.workshops.tables import MOST_TABLES
from toolkit.workshops.templates import MOST_STEPS, Template

MOST_SUPPORTS = 100_000
_LARGEST = 1_000_000_000
_YEARS = range(2000, 2200)


def check(export: schemas.Export) -> None:
    """Raise ExportRefused, naming the field, for an export that cannot become a workshop of this Musette."""
    _check_plain(export.model_dump(), "")
    _check_room(export.workshop)
    if len(export.agenda) > MOST_STEPS:
        raise FieldRefused("agenda", _("it has more than %(most)s steps", most=MOST_STEPS))
    _check_agenda(export.workshop, export.agenda)
    if sum(idea.supports or 0 for step in export.rounds for idea in step.ideas or []) > MOST_SUPPORTS:
        raise FieldRefused("agenda", _("it has more than %(most)s supports", most=MOST_SUPPORTS))
    tables = set(export.workshop.tables)
    for number, step in enumerate(export.agenda):
        _check_step(step, f"agenda.{number}", tables)
        _check_rounds(export, number, tables)
    for vote in recount(export):
        if vote.differences:
            raise ExportRefused(_("the vote %(vote)s: %(why)s", vote=vote.title, why=vote.differences[0]))


def _check_plain(value: Any, field: str) -> None:
    """Refuse what no database holds and no page shows: numbers and moments out of all bounds, control characters."""
    if isinstance(value, dict | list):
        for name, each in value.items() if isinstance(value, dict) else enumerate(value):
            _check_plain(str(name), field)
            _check_plain(each, f"{field}.{name}".removeprefix("."))
    elif isinstance(value, str) and harmful(value):
        raise FieldRefused(field, _("it holds a sign that no text may hold"))
    elif isinstance(value, int | float) and not abs(value) <= _LARGEST:  # nor what is no number
        raise FieldRefused(field, _("it is too large a number"))
    elif isinstance(value, datetime) and not (value.tzinfo and value.year in _YEARS):
        raise FieldRefused(field, _("it is no moment with its time zone"))


def _check_room(workshop: schemas.Workshop) -> None:
    if read_code(workshop.code) != workshop.code:
        raise must_be("workshop.code", workshop.code, _("a code of six letters and digits"))
    if not workshop.languages or set(workshop.languages) - {*LANGUAGES}:
        raise must_be("workshop.languages", workshop.languages, ", ".join(LANGUAGES))
    if workshop.tables != [*range(1, min(len(workshop.tables), MOST_TABLES) + 1)] or not workshop.tables:
        raise must_be("workshop.tables", workshop.tables, _("1, 2, 3 and so on, up to %(most)s", most=MOST_TABLES))
    names = [person.name for person in workshop.names or []]
    check_once(names, "workshop.names")
    least = len(names) if names else 0
    most = len(names) or MOST
    if not least <= workshop.people <= most:
        raise must_be(
            "workshop.people", workshop.people, _("a number from %(least)s to %(most)s", least=least, most=most)
        )
    check_tables((person.table for person in workshop.names or []), "workshop.names", workshop.tables)


def _check_rounds(export: schemas.Export, number: int, tables: set[int]) -> None:
    """Refuse earlier rounds that the step cannot have had in this agenda."""
    step = export.agenda[number]
    for place, earlier in enumerate(step.earlier or ()):
        field = f"agenda.{number}.earlier.{place}"
        if (earlier.code, earlier.kind) != (step.code, step.kind) or earlier.earlier:
            raise FieldRefused(field, _("it is no earlier round of this step"))
        _check_agenda(export.workshop, [*export.agenda[:number], earlier, *export.agenda[number + 1 :]])
        _check_step(earlier, field, tables)


def _check_agenda(workshop: schemas.Workshop, agenda: Sequence[Step]) -> None:
    """Refuse what an agenda written by hand would be refused for, in the same words.

    It is not held against its deck and its tables: the workshop was led as it is, and opens as it would at home.
    """
    names = ("code", "kind", "minutes", "title", "instruction", "script", "settings")
    steps = [
        {name: getattr(step, name) for name in names}
        | {"deliverable": step.deliverable or {}, "at": step.at or "", "memo": step.memo or ""}
        for step in agenda
    ]
    about = {"code": workshop.template, "minutes": 1, "title": {"en": workshop.title}}
    try:
        template = Template.model_validate({**about, "activities": steps})
        agenda_checks.check(template)
    except ValidationError as error:
        first = error.errors()[0]
        raise FieldRefused(".".join(map(str, first["loc"])).replace("activities", "agenda", 1), first["msg"]) from error
    except InvalidAnswer as error:
        raise ExportRefused(str(error).rstrip(".")) from error


def _check_step(step: Step, field: str, tables: set[int]) -> None:
    try:
        _check_given(step, tables)
    except FieldRefused as refused:
        raise FieldRefused(f"{field}.{refused.field}", refused.why) from refused


def _check_given(step: Step, tables: set[int]) -> None:
    """Refuse what nobody can have given in a step of its kind, and what the way of giving refuses."""
    shape = of_kind(step.kind)
    for name in GIVEN:
        if getattr(step, name) and name not in shape.holds:
            raise FieldRefused(name, _("nothing of the kind is given in this step"))
    shape.check(step, tables)
    check_tables((offer.table for offer in step.offers or []), "offers", tables)
