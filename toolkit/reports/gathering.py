"""Gathering: a workshop read from the database, once, in the current language."""

from collections.abc import Iterator
from dataclasses import replace

from sqlalchemy.orm import Session

from toolkit import clock
from toolkit.activities import agenda, repeats
from toolkit.activities.models import Activity
from toolkit.activities.rulesets import Unplayable
from toolkit.activities.table_names import name
from toolkit.decks import revisions
from toolkit.decks.revisions import DeckRevision
from toolkit.language import current, pick
from toolkit.language import gettext as _
from toolkit.mishaps import attempt
from toolkit.reports import asides
from toolkit.reports.models import DeckUsed, Frame, Part, Report, Step
from toolkit.workshops.models import Workshop


def gather(session: Session, workshop: Workshop) -> Report:
    """Return all that a workshop gave, as it is now; a vote that is not shown gives only its turnout."""
    activities = agenda.steps(session, workshop)
    return Report(
        language=current(),
        moment=clock.now(),
        frame=_frame(session, workshop, activities),
        agenda=[_step(activity) for activity in activities],
        parts=[
            *(part for activity in activities for part in _rounds(session, workshop, activity)),
            *asides.parts(session, workshop),
        ],
    )


def _frame(session: Session, workshop: Workshop, activities: list[Activity]) -> Frame:
    started = [activity.started_at for activity in activities if activity.started_at]
    return Frame(
        code=workshop.code,
        title=workshop.title,
        started=min(started, default=workshop.created_at),
        people=sum(person.present for person in workshop.participants),
        tables=[name(table) for table in workshop.tables],
        deck=_deck(session, workshop),
        rehearsal=workshop.rehearsal_of is not None,
    )


def _deck(session: Session, workshop: Workshop) -> DeckUsed:
    revision = session.get_one(DeckRevision, workshop.deck_revision_id)
    deck = revisions.load(session, revision.id)
    variant = next((one for one in deck.variants if one.code == workshop.variant), None)
    return DeckUsed(
        code=deck.code,
        title=deck.name(),
        revision=revision.number,
        fingerprint=revision.fingerprint,
        licence=deck.licence,
        credits=deck.credits,
        source_url=deck.source_url,
        variant=pick(variant.name) if variant else "",
    )


def _step(activity: Activity) -> Step:
    spent = activity.total - activity.remaining()
    return Step(
        id=activity.id,
        code=activity.code,
        title=repeats.title(activity),
        minutes=activity.minutes,
        extra=activity.extra,
        spent=spent if activity.started_at else None,
    )


def _rounds(session: Session, workshop: Workshop, activity: Activity) -> Iterator[Part]:
    """Yield what a step gave and, of a step that was begun again, what the earlier rounds did; they decide nothing."""
    if part := _part(session, workshop, activity):
        yield part
    for earlier in repeats.earlier(session, activity):
        if part := _part(session, workshop, earlier):
            yield replace(part, account=replace(part.account, takeaways=(), counts=(), plans=()))


def _part(session: Session, workshop: Workshop, activity: Activity) -> Part | None:
    """Return what a step gave or, when that cannot be shown, a note that says so; None where nothing is given."""
    step, shape = _step(activity), activity.shape
    instead = Part(step, shape.place, note=_("This step cannot be shown."))
    if isinstance(activity.rules, Unplayable):
        return instead
    if withheld(activity):
        return Part(step, shape.place, note=_("Hidden from the room for now: it stands here once it is shown."))

    def whole() -> Part | None:
        account = shape.account(session, workshop, activity)
        return Part(step, account.place or shape.place, account) if account else None

    return attempt(activity, instead, whole)


def withheld(activity: Activity) -> bool:
    """Say whether the facilitator has hidden what was seen as it was given; a result was never seen before."""
    return activity.shape.shown_at_first and not activity.is_shown
