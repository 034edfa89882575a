"""Bringing in: what was given in a step of an exported workshop, on its way into a database."""

from collections.abc import Container, Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, Any

from sqlalchemy import insert
from sqlalchemy.orm import Session

from toolkit.activities.transcripts.parts import FieldRefused
from toolkit.activities.transcripts.steps import Entry, Idea, Offer, Step
from toolkit.db import Base
from toolkit.decks.folder.tables import shown
from toolkit.language import gettext as _
from toolkit.workshops.models import Workshop
from toolkit.workshops.newcomers import Newcomers

if TYPE_CHECKING:  # as in the package
    from toolkit.activities.models import Activity


@dataclass(frozen=True)
class Bringing:
    """A step that is being brought in, with what was given in it; `notes` say what cannot be."""

    session: Session
    workshop: Workshop
    people: Newcomers
    activity: "Activity"
    step: Step
    notes: list[str]

    @cached_property
    def tables(self) -> Mapping[int, int]:
        """The ids of the tables, by number."""
        return {table.number: table.id for table in self.workshop.tables}

    def whose(self, one: Entry | Idea | Offer) -> dict[str, int | None]:
        """Name the table and the person something is from, where the file does."""
        return {
            "table_id": self.tables[one.table] if one.table is not None else None,
            "participant_id": self.people.named(one.author) if one.author else None,
        }

    def add(self, model: type[Base], rows: Iterable[Mapping[str, Any]]) -> None:
        """Add rows to this step: a file may hold many, and objects would take three times as long."""
        if listed := [{"activity_id": self.activity.id, **row} for row in rows]:
            self.session.execute(insert(model), listed)


def check_tables(numbers: Iterable[int | None], field: str, tables: Container[int]) -> None:
    """Raise FieldRefused when something is from a table that there is not."""
    for number in numbers:
        if number is not None and number not in tables:
            raise FieldRefused(field, _("there is no table %(table)s", table=number))


def check_once(keys: Iterable[Any], field: str) -> None:
    """Raise FieldRefused for what stands there twice."""
    known: set[Any] = set()
    for key in keys:
        if key in known:
            raise FieldRefused(field, _("%(thing)s stands there twice", thing=shown(key)))
        known.add(key)
