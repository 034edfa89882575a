"""The 90 minute workshop with its people seated, in one session that is never committed."""

from dataclasses import dataclass

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from toolkit.activities.models import Activity
from toolkit.workshops import joining
from toolkit.workshops.models import Participant, Table, Workshop


@dataclass(frozen=True)
class Room:
    """A workshop as a service sees it: its steps, tables and people by name."""

    session: Session
    workshop: Workshop

    def step(self, code: str) -> Activity:
        return self.session.scalars(select(Activity).filter_by(workshop_id=self.workshop.id, code=code)).one()

    def open(self, code: str) -> Activity:
        step = self.step(code)
        step.is_open = True
        return step

    def table(self, number: int) -> Table:
        return self.workshop.tables[number - 1]

    def person(self, name: str) -> Participant:
        return next(person for person in self.workshop.participants if person.name == name)

    def enter(self, name: str, table: int) -> tuple[Participant, str]:
        return joining.join(self.session, self.workshop, name=name, table=table, language="fr")


@pytest.fixture
def room(database, workshop, amina, bruno):
    """Amina sits at table 1 and Bruno at table 2; table 3 is empty."""
    assert (amina.name, bruno.name) == ("Amina", "Bruno")
    # Writing from the first moment on: what only reads at first is refused when the log is being folded back.
    with Session(database.engine.execution_options(writes=True)) as session:
        yield Room(session, session.get_one(Workshop, workshop.id))
