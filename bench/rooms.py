"""A workshop full of people, made in the database: whoever measures, or breaks things, need not let them join."""

from dataclasses import dataclass
from pathlib import Path

from sqlalchemy.orm import Session

from bench.decks import deck
from toolkit.activities import agenda
from toolkit.activities.agenda import Brief
from toolkit.activities.models import Activity
from toolkit.activities.shapes.answers.options import choices_of
from toolkit.activities.shapes.entries import sheets
from toolkit.db import Database
from toolkit.decks.folder.writing import files, write
from toolkit.workshops import services
from toolkit.workshops.models import Participant, Workshop

TABLES = 8
TEMPLATE, SHEET, FIELD, VOTE = "musette-90", "pitch", "whom", "judgment"


@dataclass(frozen=True)
class Room:
    """A workshop whose vote is open: the numbers of its steps, what can be voted for, and everybody's key."""

    code: str
    sheet: int
    vote: int
    choices: tuple[str, ...]
    people: tuple[int, ...]
    tokens: tuple[str, ...]


def fill(database: Database, people: int, tables: int = TABLES, title: str = "Bench", on: str = VOTE) -> Room:
    """Make a workshop, seat `people` at its tables, write on each sheet, and open the vote on what is written.

    `on` is the step that the room is on.
    """
    return database.write(lambda session: _fill(session, people, tables, title, on))


def _fill(session: Session, people: int, tables: int, title: str, on: str) -> Room:
    workshop = agenda.prepare(session, Brief(TEMPLATE, title, ["en", "fr"], tables))
    sheet, vote = (_step(session, workshop, code) for code in (SHEET, VOTE))
    everybody = [_seat(session, workshop, number) for number in range(max(people, tables))]
    sheet.is_open = True
    for table in workshop.tables:
        writer = next(person for person, _token in everybody if person.table is table)
        sheets.write(session, sheet, writer, FIELD, f"What table {table.number} invented", 0)
    agenda.switch(session, workshop, vote, "open", on=True)
    agenda.advance(session, workshop, workshop.current_id or 0, _step(session, workshop, on).id)
    return Room(
        workshop.code,
        sheet.id,
        vote.id,
        tuple(choice.code for choice in choices_of(session, vote)),
        tuple(person.id for person, _token in everybody),
        tuple(token for _person, token in everybody),
    )


def _step(session: Session, workshop: Workshop, code: str) -> Activity:
    return next(step for step in agenda.steps(session, workshop) if step.code == code)


def _seat(session: Session, workshop: Workshop, number: int) -> tuple[Participant, str]:
    """Let somebody in without looking for a name that nobody has: with thousands, that takes minutes."""
    table = workshop.tables[number % len(workshop.tables)]
    person = Participant(workshop_id=workshop.id, name=f"Person {number}", table=table, language="en")
    session.add(person)
    session.flush()
    return person, services.grant(session, workshop, "participant", person)


def add_deck(folder: Path, cards: int) -> str:
    """Put a deck of so many different cards among the decks of a server; return its code."""
    made = deck(cards).model_copy(update={"code": f"bench-{cards}"})
    write(files(made), folder / made.code)
    return made.code
