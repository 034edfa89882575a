"""The agenda of a workshop: prepared from a template, then led step by step."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import select
from sqlalchemy.orm import Session

from toolkit import clock
from toolkit.activities import agenda_checks
from toolkit.activities.fitting import fit
from toolkit.activities.kinds import InvalidAnswer
from toolkit.activities.models import Activity
from toolkit.decks import library, revisions
from toolkit.language import gettext as _
from toolkit.workshops import catalogue, wall
from toolkit.workshops.models import Workshop
from toolkit.workshops.services import add_workshop

SWITCHES = ("open", "shown")
LONGEST_EXTENSION = 120


class NoSuchStep(Exception):
    """The agenda has moved on meanwhile, or has no such step."""


@dataclass(frozen=True)
class Brief:
    """What a facilitator decides when preparing a workshop."""

    template: str
    title: str
    languages: Sequence[str]
    tables: int
    deck: str = ""  # that of the template unless given
    variant: str | None = None
    names: str = "free"
    owner: str | None = None
    kinds: Sequence[str] = ()  # those dealt where the template deals every kind; all that a hand holds unless given


def prepare(session: Session, brief: Brief) -> Workshop:
    """Make a workshop from a template, with the deck as it is now, on its first step.

    Raises KeyError for a template or a deck that does not exist, InvalidAnswer when they do not go together or
    the deck has no such variant.
    """
    code, template = catalogue.find(brief.template)
    deck = library.find(brief.deck or code)
    if brief.variant and brief.variant not in {one.code for one in deck.variants}:
        raise InvalidAnswer(_("The deck has no variant %(variant)s.", variant=brief.variant))
    agenda_checks.check(template)
    fitted = fit(template, deck, brief.kinds)
    agenda_checks.check(fitted, deck, brief.tables)
    workshop = add_workshop(
        session,
        brief.tables,
        title=brief.title,
        template=template.code,
        languages=list(brief.languages),
        deck_revision_id=revisions.lock(session, deck).id,
        variant=brief.variant,
        names=brief.names,
        owner=brief.owner,
    )
    for position, step in enumerate(fitted.activities):
        session.add(Activity(workshop_id=workshop.id, position=position, **step.model_dump()))
    session.flush()
    workshop.current_id = steps(session, workshop)[0].id
    return workshop


def steps(session: Session, workshop: Workshop) -> list[Activity]:
    """List the steps of the agenda in their order, each as its present round."""
    planned = select(Activity).filter_by(workshop_id=workshop.id, earlier_of=None)
    return list(session.scalars(planned.order_by(Activity.position)))


def step(session: Session, workshop: Workshop, activity_id: int | None) -> Activity:
    """Return a step of this workshop, or raise NoSuchStep."""
    activity = session.get(Activity, activity_id) if activity_id else None
    if activity is None or activity.workshop_id != workshop.id:
        raise NoSuchStep(_("This workshop has no such step."))
    return activity


def advance(session: Session, workshop: Workshop, leaving: int, going: int) -> None:
    """Move the room from one step to another.

    Two facilitators may press at once: the move counts only if the room is still on the step it leaves. What
    was given in a step stays; a vote is closed when the room leaves it, a sheet stays open for latecomers.

    Raises NoSuchStep when the room has moved meanwhile.
    """
    if workshop.current_id == going:
        return
    if workshop.current_id != leaving:
        raise NoSuchStep(_("Someone else has already moved to another step."))
    left, entered = step(session, workshop, leaving), step(session, workshop, going)
    _check_on_agenda(entered)
    left.started_at = left.started_at or clock.now()
    stop(left)
    if left.shape.closes_with_step:
        _close(session, left)
    enter(session, workshop, entered)


def enter(session: Session, workshop: Workshop, entered: Activity) -> None:
    """Put the room on a step."""
    workshop.current_id, workshop.finished_at = entered.id, None
    wall.give_back(workshop)
    if entered.shape.opens_with_step:
        entered.shape.opening(session, workshop, entered)
        _open(entered)
    start(entered)


def _check_on_agenda(activity: Activity) -> None:
    """Raise NoSuchStep for an earlier round: it is closed, and nothing is led in it until it is brought back."""
    if activity.earlier_of:
        raise NoSuchStep(_("This step was begun again meanwhile."))


def start(activity: Activity) -> None:
    """Start the timer of a step, or start it again after a stop."""
    activity.started_at = activity.started_at or clock.now()
    activity.running_since = activity.running_since or clock.now()


def stop(activity: Activity) -> None:
    """Stop the timer of a step, keeping the time spent."""
    if activity.running_since:
        activity.spent += (clock.now() - activity.running_since).total_seconds()
        activity.running_since = None


def extend(activity: Activity, minutes: int) -> None:
    """Give a step more minutes, or fewer; it never has less than one."""
    activity.extra = max(1 - activity.minutes, min(LONGEST_EXTENSION, activity.extra + minutes))


def switch(session: Session, workshop: Workshop, activity: Activity, name: str, *, on: bool) -> None:
    """Turn one of the switches of a step: "open" lets people give, "shown" lets them see.

    Opening a vote for the first time fixes its options. A secret vote is never open and shown at once: the result
    would sway those who have not voted, and tell whose the next ballot is. Nothing opens an earlier round.
    """
    if on:
        _check_on_agenda(activity)
    if on and activity.shape.veiled(activity):
        _close(session, activity)
        activity.is_shown = False
    if name == "shown":
        activity.is_shown = on
        if on:
            activity.shape.showing(session, activity)
    elif on:
        activity.shape.opening(session, workshop, activity)
        activity.opened_at = activity.opened_at or clock.now()
        _open(activity)
    else:
        _close(session, activity)


def _open(activity: Activity) -> None:
    """Let people give; who can vote is then open too."""
    activity.is_open, activity.closed_at, activity.electorate = True, None, None


def _close(session: Session, activity: Activity) -> None:
    if not activity.is_open:
        return
    activity.is_open, activity.closed_at = False, clock.now()
    activity.shape.closing(session, activity)


def planned_end(activities: Sequence[Activity], current: Activity | None, now: datetime) -> datetime:
    """Return when the workshop will end if every step to come takes its minutes."""
    ahead = [activity for activity in activities if current is None or activity.position > current.position]
    left = max(current.remaining(now), 0) if current else 0
    return now + timedelta(seconds=left + sum(activity.total for activity in ahead))
