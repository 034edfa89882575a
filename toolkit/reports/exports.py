"""The export: everything that was given in a workshop, as data that another program can read and recount."""

import json
from dataclasses import dataclass
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from toolkit import clock
from toolkit.activities import agenda, box, photos, votes
from toolkit.activities.hands import hands_of
from toolkit.activities.models import Activity, Entry, Idea, Move
from toolkit.activities.rulesets import Unplayable, kind_of
from toolkit.decks import revisions
from toolkit.decks.revisions import DeckRevision
from toolkit.language import gettext as _
from toolkit.mishaps import attempt
from toolkit.reports import outcomes, schemas
from toolkit.workshops.models import Participant, Workshop


def export(session: Session, workshop: Workshop, *, names: bool = False, hidden: bool = False) -> schemas.Export:
    """Return the workshop as data: with `names` those of the people, with `hidden` the ballots not shown yet too."""
    exporting = _Exporting(session, workshop, names=names, hidden=hidden)
    return schemas.Export(
        made=clock.now(),
        workshop=exporting.facts(),
        deck=exporting.deck(),
        agenda=[exporting.step(activity) for activity in agenda.steps(session, workshop)],
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
        people = [schemas.Person(name=one.name, table=self._numbers.get(one.table_id or 0)) for one in present]
        return schemas.Workshop(
            code=workshop.code,
            title=workshop.title,
            template=workshop.template,
            languages=workshop.languages,
            variant=workshop.variant,
            created=workshop.created_at,
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
        )

    def step(self, activity: Activity) -> schemas.Step:
        note = {"note": _("This step cannot be shown.")}
        contents: dict[str, Any] = attempt(activity, note, lambda: self._given(activity))
        return schemas.Step(
            code=activity.code,
            kind=activity.kind,
            title=activity.title,
            instruction=activity.instruction,
            minutes=activity.minutes,
            extra=activity.extra,
            spent=round(activity.total - activity.remaining(), 1) if activity.started_at else None,
            settings=activity.settings,
            shown=activity.is_shown,
            **contents | (note if isinstance(activity.rules, Unplayable) else {}),
        )

    def _given(self, activity: Activity) -> dict[str, Any]:
        gives = kind_of(activity.kind).gives  # what people gave is here, even where the settings have gone bad
        if gives == "moves":
            return {"moves": self._moves(activity), "hands": self._hands(activity)}
        if gives == "entries":
            return {"entries": self._entries(activity), "photos": self._photos(activity) or None}
        if gives == "ideas":
            return {"ideas": self._ideas(activity)}
        return {"vote": self._vote(activity)} if activity.rules.gives == "answers" else {}

    @property
    def _numbers(self) -> dict[int, int]:
        return {table.id: table.number for table in self.workshop.tables}

    def _moves(self, activity: Activity) -> list[schemas.Move]:
        rows = self.session.scalars(select(Move).filter_by(activity_id=activity.id).order_by(Move.number))
        return [schemas.Move(number=row.number, made=row.made_at, content=self._by_number(row.content)) for row in rows]

    def _by_number(self, content: dict[str, Any]) -> dict[str, Any]:
        """Name the tables of a move by number: their ids mean nothing outside our database."""
        named = dict(content)
        if "table" in content:
            named["table"] = self._numbers[content["table"]]
        if "hands" in content:
            named["hands"] = {str(self._numbers[int(table)]): cards for table, cards in content["hands"].items()}
        return named

    def _hands(self, activity: Activity) -> list[schemas.Hand]:
        return [
            schemas.Hand(
                table=self._numbers[table],
                cards=[schemas.Held(code=card.code, state=card.state, title=card.title) for card in hand.cards],
                swapped=hand.swapped,
            )
            for table, hand in hands_of(self.session, activity).items()
        ]

    def _entries(self, activity: Activity) -> list[schemas.Entry]:
        order = (Entry.table_id, Entry.field, Entry.version)
        rows = self.session.scalars(select(Entry).filter_by(activity_id=activity.id).order_by(*order))
        return [
            schemas.Entry(
                table=self._numbers[row.table_id],
                field=row.field,
                version=row.version,
                text=row.text,
                written=row.written_at,
                author=self._author(row),
            )
            for row in rows
        ]

    def _ideas(self, activity: Activity) -> list[schemas.Idea]:
        rows = self.session.scalars(select(Idea).filter_by(activity_id=activity.id).order_by(Idea.number))
        return [
            schemas.Idea(
                number=row.number,
                table=self._numbers[row.table_id] if row.table_id else None,
                text=None if row.withdrawn or (row.hidden and not self.hidden) else row.text,
                given=row.given_at,
                hidden=row.hidden,
                withdrawn=row.withdrawn,
                author=self._author(row),
            )
            for row in rows
        ]

    def _photos(self, activity: Activity) -> list[schemas.Photo]:
        given = photos.of(self.session, self.workshop, activity)
        return [
            schemas.Photo(
                table=self._numbers[one.table_id],
                file=one.large.partition("/")[2],
                alt=one.alt,
                width=one.width,
                height=one.height,
                added=one.added_at,
            )
            for of_table in given.values()
            for one in of_table
        ]

    def _author(self, row: Entry | Idea) -> str | None:
        person = self.session.get(Participant, row.participant_id) if self.names and row.participant_id else None
        return person.name if person else None

    def _vote(self, activity: Activity) -> schemas.Vote:
        counted = votes.result(self.session, activity)
        vote = outcomes.vote(counted, self._numbers)
        if not (activity.is_shown or self.hidden):
            return vote
        slips = box.slips(self.session, activity)
        slips.sort(key=lambda slip: (slip.origin, json.dumps(slip.content, sort_keys=True), slip.weight))
        ballots = [outcomes.ballot(slip) for slip in slips]
        return vote.model_copy(update={"ballots": ballots, "result": outcomes.result(counted)})
