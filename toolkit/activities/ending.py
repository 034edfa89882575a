"""Ending: a workshop is prepared, then runs, then is done; what is done can be taken up again."""

from collections.abc import Iterable

from sqlalchemy import select
from sqlalchemy.orm import Session

from toolkit import clock
from toolkit.activities import agenda
from toolkit.activities.models import Activity
from toolkit.workshops import wall
from toolkit.workshops.models import Workshop

STAGES = PREPARED, RUNNING, DONE = ("prepared", "running", "done")


def stages(session: Session, workshops: Iterable[Workshop]) -> dict[int, str]:
    """Return how far each of the workshops is, by its id."""
    begun = set(session.scalars(select(Activity.workshop_id).where(Activity.started_at.is_not(None)).distinct()))
    return {one.id: DONE if one.finished_at else RUNNING if one.id in begun else PREPARED for one in workshops}


def finish(session: Session, workshop: Workshop) -> None:
    """End a workshop: votes close, the timer rests, nobody else comes in, and the wall takes leave of the room."""
    for step in agenda.steps(session, workshop):
        agenda.stop(step)
        if step.is_open and step.shape.closes_with_step:
            agenda.switch(session, workshop, step, "open", on=False)
    wall.give_back(workshop)
    workshop.paused = False
    workshop.joining, workshop.finished_at = False, clock.now()


def take_up(workshop: Workshop) -> None:
    """Let a workshop that was finished go on, and people come in."""
    workshop.joining, workshop.finished_at = True, None
