"""Imports: an exported workshop brought into a database, as it was, under the same uid."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

from pydantic import ValidationError
from sqlalchemy import select
from sqlalchemy.orm import Session

from toolkit.activities import agenda
from toolkit.activities.late import Offer
from toolkit.activities.models import Activity
from toolkit.activities.shapes import of_kind
from toolkit.activities.shapes.imports import Bringing
from toolkit.activities.transcripts import steps
from toolkit.activities.transcripts.parts import ExportRefused, FieldRefused
from toolkit.activities.transcripts.steps import Step
from toolkit.decks import library, revisions
from toolkit.decks.models import Deck
from toolkit.decks.refusals import DeckUnreadable
from toolkit.decks.revisions import DeckRevision
from toolkit.language import gettext as _
from toolkit.reports import asides, recounts, schemas
from toolkit.reports.checks import check
from toolkit.workshops.codes import early_uid
from toolkit.workshops.models import Workshop
from toolkit.workshops.newcomers import Newcomers
from toolkit.workshops.services import add_workshop

LARGEST = 20_000_000  # bytes
MOST_REVISIONS = 100_000  # a file does not number those of a deck that others use


@dataclass(frozen=True)
class Arrival:
    """A workshop that was brought in: its code here, and what is not as it was there, in sentences."""

    code: str
    title: str
    notes: list[str] = field(default_factory=list)


def read(content: bytes) -> schemas.Export:
    """Read the bytes of an export, or raise ExportRefused naming what is wrong in it; nothing is looked up yet."""
    if len(content) > LARGEST:
        raise ExportRefused(_("the file is larger than %(most)s MB", most=LARGEST // 1_000_000))
    export = recounts.read(content)
    check(export)
    return export


def bring_in(session: Session, export: schemas.Export, owner: str | None = None) -> Arrival:
    """Add the workshop of an export that was `read`: closed, each step as it was left.

    Raises ExportRefused when it is here already, and for a deck that cannot be had.
    """
    about = export.workshop
    uid = about.uid or early_uid(about.code, about.created)
    if here := session.scalar(select(Workshop).filter_by(uid=uid)):
        if here.erased_at:
            raise ExportRefused(_("this workshop was erased a moment ago: undo that, or wait a minute"))
        raise ExportRefused(_("this workshop is here already, under the code %(code)s", code=here.code))
    notes: list[str] = []
    revision = _revision(session, export.deck, notes)
    deck = revisions.load(session, revision.id)
    if about.variant and about.variant not in {one.code for one in deck.variants}:
        raise FieldRefused("workshop.variant", _("the deck has no variant %(variant)s", variant=about.variant))
    workshop = _workshop(session, about, uid=uid, deck_revision_id=revision.id, owner=owner)
    if workshop.code != about.code:
        notes.append(_("The code it had, %(code)s, is that of another workshop here.", code=about.code))
    names = {person.name: person.table for person in about.names or []}
    people = Newcomers(session, workshop, names, about.people)
    _add_steps(session, workshop, people, export.agenda, notes)
    asides.bring_in(session, workshop, export.asides or (), agenda.steps(session, workshop))
    return Arrival(workshop.code, workshop.title, notes)


def _workshop(session: Session, about: schemas.Workshop, **here: object) -> Workshop:
    return add_workshop(
        session,
        len(about.tables),
        about.code,
        title=about.title,
        template=about.template,
        languages=about.languages,
        variant=about.variant,
        created_at=about.created,
        starts=about.starts or "",
        joining=False,
        **here,
    )


def _revision(session: Session, deck: schemas.Deck, notes: list[str]) -> DeckRevision:
    """Return the deck as the workshop used it; of a file that does not hold it, the deck as it is here."""
    known = session.scalar(select(DeckRevision).filter_by(deck=deck.code, fingerprint=deck.fingerprint))
    if known:
        return known
    wished = deck.revision if deck.revision <= MOST_REVISIONS else 0
    revision = revisions.lock(session, _deck(deck), wished)
    if deck.content is not None and revision.fingerprint != deck.fingerprint:
        raise FieldRefused("deck.content", _("it is not what the fingerprint says"))
    if revision.fingerprint != deck.fingerprint:
        notes.append(_("The file does not hold the cards: they are those of the deck as it is here now."))
    return revision


def _deck(deck: schemas.Deck) -> Deck:
    if deck.content is None:
        try:
            return library.find(deck.code)
        except (KeyError, DeckUnreadable) as error:
            raise FieldRefused(
                "deck", _("the file does not hold the deck %(deck)s, nor is it here", deck=deck.code)
            ) from error
    try:
        made = Deck.model_validate(deck.content)
    except ValidationError as error:
        first = error.errors()[0]
        raise FieldRefused(".".join(map(str, ("deck.content", *first["loc"]))), first["msg"]) from error
    if (
        made.code != deck.code
        or not {card.kind for card in made.cards} <= {kind.code for kind in made.kinds}
        or not made.kinds
    ):
        raise FieldRefused("deck.content", _("it is no whole deck"))
    return made


def _add_steps(
    session: Session, workshop: Workshop, people: Newcomers, planned: Sequence[Step], notes: list[str]
) -> None:
    """Add every step with what was given in it; the room is on the last one that it reached."""
    for position, step in enumerate(planned):
        for one in step.rounds:
            activity = _activity(workshop, position, one)
            if one is not step:
                activity.code, activity.earlier_of = f"{step.code}~{activity.round}", step.code
            session.add(activity)
            session.flush()
            _fill(Bringing(session, workshop, people, activity, one, notes))
            if one is step and (activity.started_at or not position):
                workshop.current_id = activity.id
    session.flush()


def _fill(bringing: Bringing) -> None:
    """Add what was given in a step."""
    of_kind(bringing.step.kind).bring_in(bringing)
    bringing.add(Offer, (_offer(bringing, offer) for offer in bringing.step.offers or []))


def _activity(workshop: Workshop, position: int, step: Step) -> Activity:
    return Activity(
        workshop_id=workshop.id,
        position=position,
        code=step.code,
        kind=step.kind,
        minutes=step.minutes,
        extra=step.extra,
        title=step.title,
        instruction=step.instruction,
        script=step.script,
        deliverable=step.deliverable or {},
        at=step.at or "",
        memo=step.memo or "",
        settings=step.settings,
        is_shown=step.shown,
        phase=step.phase or "gathering",
        round=step.round or 1,
        started_at=step.started or (workshop.created_at if step.spent is not None else None),
        spent=step.spent or 0,
        revealed_at=workshop.created_at if step.shown and step.answers else None,
        opened_at=step.opened or (workshop.created_at if step.vote and step.vote.options else None),
    )


def _offer(bringing: Bringing, offer: steps.Offer) -> dict[str, Any]:
    told = {"field": offer.field, "text": offer.text, "details": offer.details or {}, "offered_at": offer.offered}
    return told | bringing.whose(offer)
