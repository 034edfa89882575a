"""What is seen of sheets: those of all tables side by side, or one's own, to write on."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from functools import partial
from typing import Any

from sqlalchemy.orm import Session

from toolkit.activities import photos
from toolkit.activities.kinds.sheet.forms import Field
from toolkit.activities.models import Activity, Entry, Photo
from toolkit.activities.shapes import Seen, Viewer
from toolkit.activities.shapes.entries import news, sheets
from toolkit.activities.shapes.entries.speech import Passage, passages
from toolkit.activities.shapes.moves.showing import InPlay, ShownCard, in_play, shown
from toolkit.activities.shapes.standings import Standing
from toolkit.decks import revisions
from toolkit.language import gettext as _
from toolkit.workshops import services
from toolkit.workshops.models import Table, Workshop

_DIGITS = 9  # of a number that somebody may have written


@dataclass(frozen=True)
class Part:
    """What a sheet says of one card, or of none, field by field."""

    card: ShownCard | None
    answers: Sequence[tuple[Field, Entry]]


@dataclass(frozen=True)
class TableSheet:
    """What one table has written, field by field in the order of the form."""

    table: Table
    fields: Sequence[tuple[Field, Entry | None]]
    status: str
    cards: Mapping[str, ShownCard] = field(default_factory=dict)
    photos: Sequence[Photo] = ()
    totals: bool = False

    @property
    def total(self) -> int | None:
        """The sum of the numbers written in it, where its form has one."""
        if not self.totals:
            return None
        numbers = [entry.text for field, entry in self.fields if entry and field.kind == "number"]
        return sum(int(text) for text in numbers if text.isascii() and text.isdecimal() and len(text) <= _DIGITS)

    @property
    def kept(self) -> list[ShownCard]:
        """The cards that the table keeps in the deal that the sheet cites."""
        return [card for card in self.cards.values() if card.held.state == "kept"]

    @property
    def parts(self) -> list[Part]:
        """What is written in it, card by card in the order of the fields."""
        told: dict[str, list[tuple[Field, Entry]]] = {}
        for asked, entry in self.fields:
            if entry and entry.text:
                told.setdefault(asked.card, []).append((asked, entry))
        return [Part(self.cards.get(card), answers) for card, answers in told.items()]

    @property
    def kept_apart(self) -> list[ShownCard]:
        """The cards that the table keeps and of which its sheet says nothing by itself."""
        told = [part.card for part in self.parts]
        return [card for card in self.kept if card not in told]

    @property
    def speaks(self) -> bool:
        """Whether its form asks for words that are said aloud."""
        return any(field.kind == "speech" for field, _entry in self.fields)

    @property
    def passages(self) -> list[Passage]:
        """What is said aloud of it, passage by passage."""
        return passages(self.fields)

    @property
    def filled(self) -> int:
        """How many fields have something in them."""
        return sum(1 for _field, entry in self.fields if entry and entry.text)

    @property
    def versions(self) -> str:
        """The version of the table, then of each field: what a phone says it has when it asks for what is new."""
        return ".".join(map(str, [self.table.version, *(entry.version if entry else 0 for _, entry in self.fields)]))


@dataclass(frozen=True)
class Sheets(Seen):
    """The sheets of the tables; on a phone one's own, with who may write on it and who sits there.

    Of sheets kept from the room, it sees which cards of the deal they cite are `in_play`.
    """

    sheets: Sequence[TableSheet] = ()
    may_write: bool = False
    writable: bool = False
    people: Mapping[int, str] = field(default_factory=dict)
    most: int = photos.MOST
    caption: str = ""
    in_play: Sequence[InPlay] = ()

    @property
    def own(self) -> TableSheet | None:
        """The sheet of a person's table."""
        return next(iter(self.sheets), None)

    @property
    def news(self) -> bool:
        """Whether there is a sheet of one's own, whose fields come one by one."""
        return self.own is not None

    def written_since(self, known: str) -> Sequence[Any] | None:
        """Return the fields written since."""
        return news.written_since(self.own, known) if self.own else None


def seen(session: Session, workshop: Workshop, activity: Activity, viewer: Viewer) -> Sheets:
    """Return the sheets that somebody sees."""
    hidden, person = not activity.is_shown, viewer.person
    if hidden and not viewer.behind:
        return Sheets(hidden=True, in_play=_in_play(session, workshop, activity))
    written = sheets_of(session, workshop, activity, viewer.tables(workshop))
    if person is None:
        return Sheets(hidden=hidden, sheets=written)
    may_write = workshop.writers == "everyone" or person.role == "scribe"
    return Sheets(
        hidden=hidden,
        sheets=written,
        may_write=may_write,
        writable=activity.is_open and may_write and not workshop.paused,
        people=services.names_at(session, person.table_id),
        caption=photos.caption(person.table) if person.table else "",
    )


def sheets_of(
    session: Session, workshop: Workshop, activity: Activity, tables: Sequence[Table] | None = None
) -> list[TableSheet]:
    """Return the sheet of each table in the order of the tables, or those of `tables` only."""
    entries = sheets.latest(session, activity)
    states = sheets.statuses(session, activity)
    fields = sheets.fields_of(session, workshop, activity)
    cited = _cited(session, workshop, activity)
    pictures = photos.of(session, workshop, activity)
    totals = bool(sheets.rules_of(activity).layout.total)
    return [
        TableSheet(
            table,
            [(field, entries.get((table.id, field.code))) for field in fields.get(table.id, ())],
            states.get(table.id, "working"),
            cited.get(table.id, {}),
            pictures.get(table.id, ()),
            totals,
        )
        for table in (workshop.tables if tables is None else tables)
    ]


def standings(session: Session, activity: Activity) -> dict[int, Standing]:
    """Return what each table says, when it last wrote, and how many characters stand on its sheet."""
    states, lengths, last = sheets.statuses(session, activity), Counter[int](), dict[int, datetime]()
    for entry in sheets.newest_of(session, [activity.id]):
        lengths[entry.table_id] += len(entry.text)
        last[entry.table_id] = max(entry.written_at, last.get(entry.table_id, entry.written_at))
    return {
        table: Standing(
            states.get(table, "working"),
            last.get(table),
            _("%(num)s char.", num=lengths[table]) if lengths[table] else "",
        )
        for table in {*states, *last}
    }


def _in_play(session: Session, workshop: Workshop, activity: Activity) -> list[InPlay]:
    deal = sheets.cited(session, workshop.id, sheets.rules_of(activity))
    return in_play(session, workshop, deal) if deal else []


def _cited(session: Session, workshop: Workshop, activity: Activity) -> dict[int, dict[str, ShownCard]]:
    """Return the cards that each table's sheet cites, by their code, by table id."""
    dealt = sheets.cited_hands(session, workshop.id, sheets.rules_of(activity))
    if not dealt:
        return {}
    card = partial(shown, revisions.load(session, workshop.deck_revision_id), workshop.variant)
    return {table: {held.code: card(held) for held in hand.cards} for table, hand in dealt.items()}
