"""Personal data: all that is kept of one person, as data, and taken away when they ask."""

from collections.abc import Iterator
from itertools import chain
from typing import Any

from sqlalchemy import delete, select, update
from sqlalchemy.orm import Session

from toolkit.activities.late import Offer
from toolkit.activities.models import Activity, Photo
from toolkit.activities.shapes import shapes
from toolkit.activities.shapes.belongings import Belonging
from toolkit.language import gettext as _
from toolkit.language import use
from toolkit.workshops import names, participants
from toolkit.workshops.models import Participant, Receipt, Token, Workshop


def personal(session: Session, workshop: Workshop, person: Participant, *, own: bool) -> dict[str, Any]:
    """Return what is kept of a person: who they are here, and in each step what they gave.

    What they gave without their name only they may read as theirs: it is left out unless it is their `own` question.
    """
    given = [one for one in _belongings(session, person) if own or not one.nameless]
    steps = session.scalars(select(Activity).filter_by(workshop_id=workshop.id).order_by(Activity.position))
    return {
        "workshop": workshop.title,
        "kept_until": workshop.last_day,
        "name": person.name,
        "table": person.table.number if person.table else None,
        "language": person.language,
        "role": person.role,
        "joined": person.joined_at,
        "remote": person.remote,
        "more_time": person.more_time,
        "steps": [
            {"title": step.title, "given": [_plain(one) for one in given if one.activity_id == step.id]}
            for step in steps
            if any(one.activity_id == step.id for one in given)
        ],
    }


def erase(session: Session, workshop: Workshop, person: Participant) -> None:
    """Take away a person's name, keys and words; what belongs to their table stays, and says no longer who wrote it.

    Secret ballots stay: nobody can tell which are theirs.
    """
    for shape in shapes().values():
        shape.forget(session, person)
    session.execute(delete(Offer).where(Offer.participant_id == person.id))
    session.execute(update(Photo).where(Photo.participant_id == person.id).values(participant_id=None))
    keys = select(Token.fingerprint).where(Token.participant_id == person.id)
    session.execute(delete(Receipt).where(Receipt.holder.in_(keys)))
    session.execute(delete(Token).where(Token.participant_id == person.id))
    for number in (person.id, *participants.before(session, person)):
        _unname(workshop, session.get_one(Participant, number))


def _unname(workshop: Workshop, person: Participant) -> None:
    with use(workshop.language):
        person.name = names.variant(_("Erased person"), {one.name for one in workshop.participants})
    person.present, person.table, person.seated_at, person.seats = False, None, None, []
    person.role = "participant"
    for note in participants.NOTES:
        participants.note(person, note, on=False)


def _belongings(session: Session, person: Participant) -> Iterator[Belonging]:
    yield from chain.from_iterable(shape.belongings(session, person) for shape in shapes().values())
    for offer in session.scalars(select(Offer).filter_by(participant_id=person.id)):
        nameless = not (offer.field or getattr(offer.activity.rules, "names", False))
        yield Belonging(offer.activity_id, "late", offer.text, offer.offered_at, nameless=nameless)
    for photo in session.scalars(select(Photo).filter_by(participant_id=person.id)):
        yield Belonging(photo.activity_id, "photo", photo.alt, photo.added_at)


def _plain(one: Belonging) -> dict[str, Any]:
    return {"sort": one.sort, "text": one.text, "at": one.at, "earlier": list(one.earlier), "content": one.content}
