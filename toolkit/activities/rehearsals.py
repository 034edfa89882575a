"""Copies of a workshop: a rehearsal to play on, so that nothing of it can enter the real one, and one to lead again."""

from sqlalchemy import select
from sqlalchemy.orm import Session

from toolkit.activities import agenda
from toolkit.activities.models import Activity
from toolkit.language import gettext as _
from toolkit.workshops import erasures, services
from toolkit.workshops.models import Workshop
from toolkit.workshops.templates import Step

# What is decided before the day is copied; what happens on the day is not.
DECIDED = (
    "owner", "template", "languages", "deck_revision_id", "variant", "names", "writers", "photos", "starts", "notice",
)  # fmt: skip
PLANNED = ("position", "extra", *Step.model_fields)


def copy(session: Session, workshop: Workshop) -> Workshop:
    """Make a rehearsal of a workshop, on its first step, in the place of the one before.

    Of a rehearsal, another of the same workshop is made.
    """
    original = session.get_one(Workshop, workshop.rehearsal_of or workshop.id)
    for earlier in of(session, original):
        erasures.purge(session, earlier)
    session.flush()
    return duplicate(session, original, title=_("Rehearsal: %(title)s", title=original.title), rehearsal_of=original.id)


def duplicate(session: Session, workshop: Workshop, **about: object) -> Workshop:
    """Make a workshop with the deck, tables, languages and agenda of another, on its first step, without its people."""
    decided = {name: getattr(workshop, name) for name in ("title", *DECIDED)}
    made = services.add_workshop(session, len(workshop.tables), **decided | about)
    for step in agenda.steps(session, workshop):
        session.add(Activity(workshop_id=made.id, **{name: getattr(step, name) for name in PLANNED}))
    session.flush()
    made.current_id = agenda.steps(session, made)[0].id
    return made


def of(session: Session, workshop: Workshop) -> list[Workshop]:
    """List the rehearsals of a workshop: one, or none."""
    return list(session.scalars(select(Workshop).filter_by(rehearsal_of=workshop.id)))
