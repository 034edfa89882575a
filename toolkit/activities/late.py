"""Texts and photos that come after a step has closed: taken if begun before, else offered to the facilitator.

A ballot or an answer that comes too late is refused where it is cast: shapes/answers.
"""

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Self

from sqlalchemy import ForeignKey, func, select
from sqlalchemy.orm import Mapped, Session, joinedload, mapped_column, relationship

from toolkit import clock
from toolkit.activities.kinds import InvalidAnswer, Words
from toolkit.activities.models import Activity, ActivityClosed, WorkshopPaused
from toolkit.activities.shapes import Shape, of_kind
from toolkit.activities.shapes.changes import Giving
from toolkit.db import Base, Id, Json, Moment
from toolkit.language import LANGUAGES
from toolkit.language import gettext as _
from toolkit.workshops.models import Participant, Table, Workshop

GRACE, MORE = timedelta(minutes=10), timedelta(minutes=30)  # after a step has closed; who needs more time has more
MOST = 20  # texts of one person that wait in a step
_DAY = 86_400_000  # milliseconds


class Offer(Base):
    """A text that came too late to be taken by itself: it waits for the facilitator.

    The field of an idea is empty; what was given with it is in its details.
    """

    __tablename__ = "offer"

    id: Mapped[Id]
    activity_id: Mapped[int] = mapped_column(ForeignKey("activity.id", ondelete="CASCADE"), index=True)
    table_id: Mapped[int | None] = mapped_column(ForeignKey("table.id", ondelete="CASCADE"))
    participant_id: Mapped[int | None] = mapped_column(ForeignKey("participant.id", ondelete="SET NULL"))
    field: Mapped[str]
    text: Mapped[str]
    details: Mapped[Json] = mapped_column(default=dict)
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

    @classmethod
    def of(cls, offer: Offer) -> Self:
        """Show an offer that has no field."""
        return cls(offer, {}, dict.fromkeys(LANGUAGES, offer.text), {})


def begun_in_time(activity: Activity, participant: Participant, ago: int) -> bool:
    """Say whether something was begun at one's table while the step was open, and comes soon enough after.

    Only the phone knows when it was begun: `ago`, in milliseconds. We believe it within `GRACE` of the closing (or
    `MORE`), which we know, and not before the person sat down at this table, which we know too: whoever lies gains
    those minutes, thirty at most, on a sheet that was theirs.
    """
    now, closed = clock.now(), activity.closed_at
    if closed is None or now > closed + (MORE if participant.more_time else GRACE):
        return False
    seated: datetime = participant.seated_at or participant.joined_at
    return seated <= now - timedelta(milliseconds=min(max(ago, 0), _DAY)) <= closed


def check_open(workshop: Workshop, activity: Activity) -> None:
    """Raise WorkshopPaused while the room is held, ActivityClosed for a step that has not opened yet."""
    if workshop.paused:
        raise WorkshopPaused(_("The workshop is paused. Please wait until it goes on."))
    if not (activity.is_open or activity.closed_at or activity.opened_at or activity.started_at):
        raise ActivityClosed(_("This step has not begun. What you wrote is still on your device."))


def check_place(giving: Giving) -> None:
    """Raise ActivityClosed for what was written at a table that its person has left, until they hand it in late."""
    if giving.moved and giving.origin and not giving.late:
        raise ActivityClosed(
            _(
                "You wrote this at table %(number)s and sit at another one now: it is on neither sheet, only on this "
                "device. Handed in, it goes to the facilitator, for that table.",
                number=giving.origin.number,
            )
        )


def offer_from_afar(giving: Giving, text: str, **details: str) -> Offer:
    """Offer what was written at a table that its person has left, for that table."""
    made = offer(giving.session, giving.activity, giving.person, giving.what, text, **details)
    made.table = giving.origin
    return made


def waiting_of(session: Session, activity: Activity, participant: Participant) -> int:
    """Return how many late texts of a person wait in a step."""
    theirs = select(func.count()).select_from(Offer)
    return session.scalar(theirs.filter_by(activity_id=activity.id, participant_id=participant.id)) or 0


def offer(
    session: Session, activity: Activity, participant: Participant, field: str, text: str, **details: str
) -> Offer:
    """Offer a text to the facilitator, with its details; raises InvalidAnswer when enough of theirs wait already."""
    if waiting_of(session, activity, participant) >= MOST:
        raise InvalidAnswer(_("%(most)s late texts of yours wait for the facilitator already.", most=MOST))
    made = Offer(
        activity_id=activity.id,
        table_id=participant.table_id,
        participant_id=participant.id,
        field=field,
        text=text,
        details=details,
    )
    session.add(made)
    session.flush()
    return made


def waiting(session: Session, workshop: Workshop) -> list[Waiting]:
    """List what came too late in a workshop and is not decided on, the longest waiting first."""
    together = (joinedload(Offer.activity), joinedload(Offer.table), joinedload(Offer.author))
    query = select(Offer).join(Activity).where(Activity.workshop_id == workshop.id).order_by(Offer.id)
    by_shape: dict[Shape, list[Offer]] = {}
    for one in session.scalars(query.options(*together)):
        by_shape.setdefault(one.activity.shape, []).append(one)
    shown = [
        each for shape, offers in by_shape.items() for each in shape.waiting(session, offers) or map(Waiting.of, offers)
    ]
    return sorted(shown, key=lambda each: each.offer.id)


def take_in(session: Session, workshop: Workshop, number: int) -> None:
    """Put an offered text where it was meant for."""
    made = _find(session, workshop, number)
    of_kind(made.activity.kind).take_in(session, made)
    session.delete(made)


def let_go(session: Session, workshop: Workshop, number: int) -> None:
    """Decide against an offered text."""
    session.delete(_find(session, workshop, number))


def _find(session: Session, workshop: Workshop, number: int) -> Offer:
    offer = session.get(Offer, number)
    if offer is None or offer.activity.workshop_id != workshop.id:
        raise InvalidAnswer(_("Somebody has decided on this text already."))
    return offer
