"""The export: everything that was given in a workshop, as data that another program can read and recount."""

from dataclasses import dataclass
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from toolkit import clock
from toolkit.activities import agenda, late, repeats
from toolkit.activities.models import Activity
from toolkit.activities.rulesets import Unplayable
from toolkit.activities.shapes import of_kind
from toolkit.activities.transcripts.steps import Offer, Step
from toolkit.decks import revisions
from toolkit.decks.revisions import DeckRevision
from toolkit.language import gettext as _
from toolkit.mishaps import attempt
from toolkit.reports import asides, schemas
from toolkit.reports.gathering import withheld
from toolkit.workshops.models import Workshop


def export(session: Session, workshop: Workshop, *, names: bool = False, hidden: bool = False) -> schemas.Export:
    """Return the workshop as data: with `names` those of the people, with `hidden` what is kept from the room too."""
    exporting = _Exporting(session, workshop, names=names, hidden=hidden)
    steps = agenda.steps(session, workshop)
    return schemas.Export(
        made=clock.now(),
        workshop=exporting.facts(),
        deck=exporting.deck(),
        agenda=[exporting.step(activity) for activity in steps],
        asides=asides.export(session, workshop, steps),
    )


def written(exported: schemas.Export) -> bytes:
    """Return an export as the bytes of its file."""
    return exported.model_dump_json(indent=2, exclude_none=True).encode() + b"\n"


@dataclass(frozen=True)
class _Exporting:
    """One export being made."""

    session: Session
    workshop: Workshop
    names: bool
    hidden: bool

    def facts(self) -> schemas.Workshop:
        workshop = self.workshop
        present = [person for person in workshop.participants if person.present]
        numbers = {table.id: table.number for table in workshop.tables}
        people = [schemas.Person(name=one.name, table=numbers.get(one.table_id or 0)) for one in present]
        return schemas.Workshop(
            uid=workshop.uid,
            code=workshop.code,
            title=workshop.title,
            template=workshop.template,
            languages=workshop.languages,
            variant=workshop.variant,
            created=workshop.created_at,
            starts=workshop.starts or None,
            tables=[table.number for table in workshop.tables],
            people=len(people),
            names=people if self.names else None,
        )

    def deck(self) -> schemas.Deck:
        revision = self.session.get_one(DeckRevision, self.workshop.deck_revision_id)
        deck = revisions.load(self.session, revision.id)
        return schemas.Deck(
            code=deck.code,
            revision=revision.number,
            fingerprint=revision.fingerprint,
            title=deck.title,
            licence=deck.licence,
            credits=deck.credits,
            source_url=deck.source_url,
            content=revision.content,
        )

    def step(self, activity: Activity) -> Step:
        note = {"note": _("This step cannot be shown.")}
        contents: dict[str, Any] = attempt(activity, note, lambda: self._contents(activity))
        return Step(
            code=activity.earlier_of or activity.code,
            kind=activity.kind,
            title=activity.title,
            instruction=activity.instruction,
            script=activity.script if self.hidden else {},
            deliverable=activity.deliverable or None,
            at=activity.at or None,
            memo=(self.hidden and activity.memo) or None,
            minutes=activity.minutes,
            extra=activity.extra,
            spent=round(activity.total - activity.remaining(), 1) if activity.started_at else None,
            settings=activity.settings,
            shown=activity.is_shown,
            phase=None if activity.phase == "gathering" else activity.phase,
            started=activity.started_at,
            opened=activity.opened_at,
            offers=self._offers(activity) or None,
            round=None if activity.round == 1 else activity.round,
            earlier=[self.step(one) for one in repeats.earlier(self.session, activity)] or None,
            **contents | (note if isinstance(activity.rules, Unplayable) else {}),
        )

    def _contents(self, activity: Activity) -> dict[str, Any]:
        """Return what people gave: here even where the settings have gone bad, unless it is kept from the room."""
        if not self.hidden and withheld(activity):
            return {}
        shape, what = of_kind(activity.kind), (self.session, self.workshop, activity)
        contents: dict[str, Any] = shape.export(*what, names=self.names, hidden=self.hidden)
        return contents

    def _offers(self, activity: Activity) -> list[Offer]:
        rows = self.session.scalars(select(late.Offer).filter_by(activity_id=activity.id).order_by(late.Offer.id))
        names = self.names and not of_kind(activity.kind).anonymous(activity)
        return [
            Offer(
                table=row.table.number if row.table else None,
                field=row.field,
                text=row.text,
                details=row.details or None,
                offered=row.offered_at,
                author=row.author.name if names and row.author else None,
            )
            for row in (rows if self.hidden else ())
        ]
