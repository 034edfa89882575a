"""A field that is written after its sheet has closed: taken if it was begun before, else offered to the facilitator."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from sqlalchemy.orm import Session

from toolkit.activities import late
from toolkit.activities.kinds import Words
from toolkit.activities.kinds.sheet.forms import Field
from toolkit.activities.late import Offer, Waiting
from toolkit.activities.models import Activity, Entry
from toolkit.activities.shapes.entries import sheets
from toolkit.language import LANGUAGES
from toolkit.workshops.models import Participant, Table


@dataclass(frozen=True)
class Begun:
    """What a phone says of the beginning of a text: on top of which version of its field, how many milliseconds ago."""

    base: int
    ago: int


def write(
    session: Session, activity: Activity, participant: Participant, field: str, text: str, begun: Begun
) -> Entry | Offer:
    """Write a field of the participant's table, or offer the text to the facilitator.

    Raises InvalidAnswer or TextRefused for a text that cannot be kept.
    """
    table, kept = sheets.check(session, activity, participant, field, text)
    standing = sheets.newest(session, activity, table, field)
    seen = begun.base == 0 or _stood(session, activity, table, field, begun.base)
    same = standing is not None and standing.text == kept
    if activity.is_open or same or (seen and late.begun_in_time(activity, participant, begun.ago)):
        return sheets.hand_in_late(session, activity, participant, field, text, begun.base)
    return late.offer(session, activity, participant, field, kept)


def _stood(session: Session, activity: Activity, table: Table, field: str, version: int) -> bool:
    """Say whether a version was there before the step closed: who saw a later one has begun later."""
    entry = session.get(Entry, (activity.id, table.id, field, version))
    return bool(entry and activity.closed_at and entry.written_at <= activity.closed_at)


def take_in(session: Session, offer: Offer) -> None:
    """Put an offered text on top of its field, whose history keeps the rest."""
    field = Entry(activity_id=offer.activity_id, table_id=offer.table_id, field=offer.field)
    sheets.put_on_top(session, field, offer.table, offer.text, offer.participant_id)


def waiting(session: Session, offers: Sequence[Offer]) -> Iterator[Waiting]:
    """Yield each offer with the name of its field, and what stands there now."""
    entries = sheets.newest_of(session, {offer.activity_id for offer in offers})
    standing = {(entry.activity_id, entry.table_id, entry.field): entry.text for entry in entries}
    for offer in offers:
        card, _dot, code = offer.field.rpartition(".")
        known = sheets.rules_of(offer.activity).layout.fields
        field = next((field for field in known if field.code == code), Field(code=code, label=_words(code)))
        label = {language: f"{card} {words}".strip() for language, words in field.label.items()}
        now = standing.get((offer.activity_id, offer.table_id or 0, offer.field), "")
        yield Waiting(offer, label, _chosen(field, offer.text), _chosen(field, now))


def _chosen(field: Field, text: str) -> Words:
    return next((choice.label for choice in field.choices if choice.code == text), _words(text))


def _words(text: str) -> Words:
    return dict.fromkeys(LANGUAGES, text)
