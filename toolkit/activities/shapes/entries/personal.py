"""What somebody wrote on the sheets of tables."""

from collections.abc import Iterator
from itertools import groupby

from sqlalchemy import select, update
from sqlalchemy.orm import Session

from toolkit.activities.models import Entry
from toolkit.activities.shapes.belongings import Belonging
from toolkit.workshops.models import Participant


def belongings(session: Session, participant: Participant) -> Iterator[Belonging]:
    """List each field that a person wrote in: their newest text, and those before it."""
    order = (Entry.activity_id, Entry.table_id, Entry.field, Entry.version)
    entries = session.scalars(select(Entry).filter_by(participant_id=participant.id).order_by(*order))
    for (activity_id, _table, _field), versions in groupby(
        entries, lambda one: (one.activity_id, one.table_id, one.field)
    ):
        *earlier, newest = versions
        yield Belonging(activity_id, "entry", newest.text, newest.written_at, [one.text for one in earlier])


def forget(session: Session, participant: Participant) -> None:
    """Leave the texts to the table, and say no longer who wrote them."""
    session.execute(update(Entry).where(Entry.participant_id == participant.id).values(participant_id=None))
