"""What comes after a step has closed: taken if it was begun before, else offered to the facilitator."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import ForeignKey, func, select
from sqlalchemy.orm import Mapped, Session, joinedload, mapped_column, relationship

from toolkit import clock
from toolkit.activities import ideas, sheets
from toolkit.activities.kinds import InvalidAnswer, Words
from toolkit.activities.kinds.sheet import Sheet
from toolkit.activities.kinds.sheet.forms import Field
from toolkit.activities.models import Activity, ActivityClosed, Entry, Idea, WorkshopPaused
from toolkit.db import Base, Id, Moment
from toolkit.language import LANGUAGES
from toolkit.language import gettext as _
from toolkit.workshops.models import Participant, Table, Workshop

GRACE = timedelta(minutes=10)  # after a step has closed
MOST = 20  # texts of one person that wait in a step
_DAY = 86_400_000  # milliseconds


class Offer(Base):
    """A text that came too late to be taken by itself: it waits for the facilitator. The field of an idea is empty."""

    __tablename__ = "offer"

    id: Mapped[Id]
    activity_id: Mapped[int] = mapped_column(ForeignKey("activity.id", ondelete="CASCADE"), index=True)
    table_id: Mapped[int | None] = mapped_column(ForeignKey("table.id", ondelete="CASCADE"))
    participant_id: Mapped[int | None] = mapped_column(ForeignKey("participant.id", ondelete="SET NULL"))
    field: Mapped[str]
    text: Mapped[str]
    offered_at: Mapped[Moment] = mapped_column(default=clock.now)

    activity: Mapped[Activity] = relationship()
    table: Mapped[Table | None] = relationship()
    author: Mapped[Participant | None] = relationship()


@dataclass(frozen=True)
class Waiting:
    """An offer with what the facilitator decides on: the name of its field, its text, and what stands there now."""

    offer: Offer
    label: Words
    text: Words
    standing: Words


@dataclass(frozen=True)
class Begun:
    """What a phone says of the beginning of a text: on top of which version of its field, how many milliseconds ago."""

    base: int
    ago: int


def begun_in_time(activity: Activity, participant: Participant, ago: int) -> bool:
    """Say whether something was begun at one's table while the step was open, and comes soon enough after.

    Only the phone knows when it was begun: `ago`, in milliseconds. We believe it within `GRACE` of the closing, which
    we know, and not before the person sat down at this table, which we know too: whoever lies gains ten minutes on a
    sheet that was theirs.
    """
    now, closed = clock.now(), activity.closed_at
    if closed is None or now > closed + GRACE:
        return False
    seated: datetime = participant.seated_at or participant.joined_at
    return seated <= now - timedelta(milliseconds=min(max(ago, 0), _DAY)) <= closed


def check_open(workshop: Workshop, activity: Activity) -> None:
    """Raise WorkshopPaused while the room is held, ActivityClosed for a step that has not opened yet."""
    if workshop.paused:
        raise WorkshopPaused(_("The workshop is paused. Please wait until it goes on."))
    if not (activity.is_open or activity.closed_at or activity.opened_at or activity.started_at):
        raise ActivityClosed(_("This step has not begun. What you wrote is still on your device."))


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
    if activity.is_open or same or (seen and begun_in_time(activity, participant, begun.ago)):
        return sheets.hand_in_late(session, activity, participant, field, text, begun.base)
    return _offer(session, activity, participant, field, kept)


def _stood(session: Session, activity: Activity, table: Table, field: str, version: int) -> bool:
    """Say whether a version was there before the step closed: who saw a later one has begun later."""
    entry = session.get(Entry, (activity.id, table.id, field, version))
    return bool(entry and activity.closed_at and entry.written_at <= activity.closed_at)


def give(session: Session, activity: Activity, participant: Participant, text: str, ago: int) -> Idea | Offer:
    """Add an idea, or offer it to the facilitator; raises InvalidAnswer or TextRefused for one that cannot be kept."""
    if activity.is_open or begun_in_time(activity, participant, ago):
        return ideas.hand_in_late(session, activity, participant, text)
    kept = ideas.check(session, activity, participant, text, _waiting(session, activity, participant))
    return _offer(session, activity, participant, "", kept)


def _waiting(session: Session, activity: Activity, participant: Participant) -> int:
    theirs = select(func.count()).select_from(Offer)
    return session.scalar(theirs.filter_by(activity_id=activity.id, participant_id=participant.id)) or 0


def _offer(session: Session, activity: Activity, participant: Participant, field: str, text: str) -> Offer:
    if _waiting(session, activity, participant) >= MOST:
        raise InvalidAnswer(_("%(most)s late texts of yours wait for the facilitator already.", most=MOST))
    offer = Offer(
        activity_id=activity.id,
        table_id=participant.table_id,
        participant_id=participant.id,
        field=field,
        text=text,
    )
    session.add(offer)
    session.flush()
    return offer


def waiting(session: Session, workshop: Workshop) -> list[Waiting]:
    """List what came too late in a workshop and is not decided on, the longest waiting first."""
    together = (joinedload(Offer.activity), joinedload(Offer.table), joinedload(Offer.author))
    query = select(Offer).join(Activity).where(Activity.workshop_id == workshop.id).order_by(Offer.id)
    offers = session.scalars(query.options(*together)).all()
    steps = {offer.activity_id for offer in offers if offer.field}
    entries = sheets.newest_of(session, steps) if steps else ()
    standing = {(entry.activity_id, entry.table_id, entry.field): entry.text for entry in entries}
    return [_shown(offer, standing.get((offer.activity_id, offer.table_id or 0, offer.field), "")) for offer in offers]


def _shown(offer: Offer, standing: str) -> Waiting:
    rules, (card, _dot, code) = offer.activity.rules, offer.field.rpartition(".")
    if not isinstance(rules, Sheet) or offer.table is None:
        return Waiting(offer, {}, _words(offer.text), {})
    field = next((field for field in rules.layout.fields if field.code == code), Field(code=code, label=_words(code)))
    label = {language: f"{card} {words}".strip() for language, words in field.label.items()}
    return Waiting(offer, label, _chosen(field, offer.text), _chosen(field, standing))


def _chosen(field: Field, text: str) -> Words:
    return next((choice.label for choice in field.choices if choice.code == text), _words(text))


def _words(text: str) -> Words:
    return dict.fromkeys(LANGUAGES, text)


def take_in(session: Session, workshop: Workshop, number: int) -> None:
    """Put an offered text where it was meant for: on top of its field, whose history keeps the rest, or last of all."""
    offer = _find(session, workshop, number)
    if offer.field:
        field = Entry(activity_id=offer.activity_id, table_id=offer.table_id, field=offer.field)
        sheets.put_on_top(session, field, offer.table, offer.text, offer.participant_id)
    else:
        ideas.add(session, offer.activity, offer.participant_id, offer.table, offer.text)
    session.delete(offer)


def let_go(session: Session, workshop: Workshop, number: int) -> None:
    """Decide against an offered text."""
    session.delete(_find(session, workshop, number))


def _find(session: Session, workshop: Workshop, number: int) -> Offer:
    offer = session.get(Offer, number)
    if offer is None or offer.activity.workshop_id != workshop.id:
        raise InvalidAnswer(_("Somebody has decided on this text already."))
    return offer
