"""Gathering: a workshop read from the database, once, in the current language."""

from sqlalchemy.orm import Session

from toolkit import clock
from toolkit.activities import agenda
from toolkit.activities.kinds.sheet import Sheet
from toolkit.activities.models import Activity
from toolkit.activities.rulesets import Unplayable
from toolkit.decks import revisions
from toolkit.decks.revisions import DeckRevision
from toolkit.language import current, pick
from toolkit.language import gettext as _
from toolkit.mishaps import attempt
from toolkit.reports import parts
from toolkit.reports.models import DeckUsed, Frame, Part, Report, Step
from toolkit.workshops.models import Workshop


def gather(session: Session, workshop: Workshop) -> Report:
    """Return all that a workshop gave, as it is now; a vote that is not shown gives only its turnout."""
    activities = agenda.steps(session, workshop)
    giving = [activity for activity in activities if activity.rules.gives != "nothing" or _broken(activity)]
    gathered = [(activity, _part(session, workshop, activity)) for activity in giving]
    return Report(
        language=current(),
        made=clock.now(),
        frame=_frame(session, workshop, activities),
        agenda=[_step(activity) for activity in activities],
        parts=[part for _activity, part in gathered],
        next_steps=[sheet for activity, part in gathered if _plans(activity) for sheet in part.sheets if sheet.written],
    )


def _frame(session: Session, workshop: Workshop, activities: list[Activity]) -> Frame:
    started = [activity.started_at for activity in activities if activity.started_at]
    return Frame(
        code=workshop.code,
        title=workshop.title,
        started=min(started, default=workshop.created_at),
        people=sum(person.present for person in workshop.participants),
        tables=[parts.name(table) for table in workshop.tables],
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
        kind=activity.kind,
        gives=activity.rules.gives,
        title=pick(activity.title),
        minutes=activity.minutes,
        extra=activity.extra,
        spent=spent if activity.started_at else None,
    )


def _broken(activity: Activity) -> bool:
    return isinstance(activity.rules, Unplayable)


def _part(session: Session, workshop: Workshop, activity: Activity) -> Part:
    """Return what a step gave or, when that cannot be shown, a note that says so."""
    instead = Part(_step(activity), note=_("This step cannot be shown."))
    return instead if _broken(activity) else attempt(activity, instead, lambda: _whole(session, workshop, activity))


def _whole(session: Session, workshop: Workshop, activity: Activity) -> Part:
    step, gives = _step(activity), activity.rules.gives
    if gives == "moves":
        return Part(step, hands=parts.hands(session, workshop, activity))
    if gives == "entries":
        return Part(step, sheets=parts.sheets(session, workshop, activity))
    if gives == "ideas":
        return Part(step, ideas=parts.ideas(session, workshop, activity))
    return Part(step, result=parts.result(session, workshop, activity))


def _plans(activity: Activity) -> bool:
    """Say whether a step's sheets are promises of what comes next."""
    return isinstance(activity.rules, Sheet) and activity.rules.layout.plans
