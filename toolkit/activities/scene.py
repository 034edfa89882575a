"""The scene: what a step shows to everybody, as plain data for the wall, the phones and the report."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import partial

from sqlalchemy import select
from sqlalchemy.orm import Session

from toolkit.activities import photos, sheets, votes
from toolkit.activities.hands import hands_of
from toolkit.activities.ideas import TableIdeas, by_table
from toolkit.activities.kinds.deal.hands import Hand, HandCard
from toolkit.activities.kinds.sheet import Sheet
from toolkit.activities.kinds.sheet.forms import Field
from toolkit.activities.kinds.talk import Talk
from toolkit.activities.models import Activity, Entry, Photo
from toolkit.decks import revisions
from toolkit.decks.models import Card, CardKind, CardText, Deck
from toolkit.language import current
from toolkit.workshops.models import Table, Workshop


@dataclass(frozen=True)
class ShownCard:
    """A card of a hand with all that is needed to draw it; a written blank has only a title."""

    held: HandCard
    deck: Deck
    card: Card | None
    kind: CardKind
    face: CardText


@dataclass(frozen=True)
class TableHand:
    """The hand of one table, ready to be shown."""

    table: Table
    cards: Sequence[ShownCard]
    swaps: int
    written: int

    @property
    def kept(self) -> list[ShownCard]:
        """The cards the table keeps."""
        return [card for card in self.cards if card.held.state == "kept"]


@dataclass(frozen=True)
class TableSheet:
    """What one table has written, field by field in the order of the form."""

    table: Table
    fields: Sequence[tuple[Field, Entry | None]]
    status: str
    cards: dict[str, ShownCard] = field(default_factory=dict)
    photos: Sequence[Photo] = ()

    @property
    def kept(self) -> list[ShownCard]:
        """The cards that the table keeps in the deal that the sheet cites."""
        return [card for card in self.cards.values() if card.held.state == "kept"]

    @property
    def filled(self) -> int:
        """How many fields have something in them."""
        return sum(1 for _field, entry in self.fields if entry and entry.text)

    @property
    def versions(self) -> str:
        """The version of the table, then of each field: what a phone says it has when it asks for what is new."""
        return ".".join(map(str, [self.table.version, *(entry.version if entry else 0 for _, entry in self.fields)]))


@dataclass(frozen=True)
class Scene:
    """What a step shows: `what` names the fragment, `about` is the step whose contents are shown or `hidden`."""

    what: str
    activity: Activity
    about: Activity
    hands: Sequence[TableHand] = ()
    sheets: Sequence[TableSheet] = ()
    ideas: Sequence[TableIdeas] = ()
    result: votes.Result | None = None
    voted: int = 0
    eligible: int = 0

    @property
    def hidden(self) -> bool:
        """Whether what the tables give is kept from the room for now."""
        return self.what in {"hands", "sheets", "ideas"} and not self.about.is_shown


def scene(
    session: Session,
    workshop: Workshop,
    activity: Activity,
    *,
    behind: bool = False,
    tables: Sequence[Table] | None = None,
) -> Scene:
    """Return what a step shows to everybody now; of a vote that is not shown, only who has voted.

    `behind` the curtain stand the facilitator and, for what is theirs, a table: they see what is hidden too. Of a step
    in which tables give something, only what `tables` gave, if they are named.
    """
    rules = activity.rules
    if isinstance(rules, Talk):
        return _talk(session, workshop, activity, rules, behind=behind)
    seen = activity.is_shown or behind
    if rules.gives == "moves":
        return Scene("hands", activity, activity, hands=hands(session, workshop, activity, tables) if seen else ())
    if rules.gives == "entries":
        return Scene(
            "sheets", activity, activity, sheets=sheets_of(session, workshop, activity, tables) if seen else ()
        )
    if rules.gives == "ideas":
        return _ideas(session, workshop, activity, activity, seen=seen)
    return _vote(session, activity, activity)


def _ideas(session: Session, workshop: Workshop, activity: Activity, about: Activity, *, seen: bool) -> Scene:
    return Scene("ideas", activity, about, ideas=by_table(session, workshop, about) if seen else ())


def _talk(session: Session, workshop: Workshop, activity: Activity, rules: Talk, *, behind: bool) -> Scene:
    what, _colon, code = rules.show.partition(":")
    about = session.scalar(select(Activity).filter_by(workshop_id=workshop.id, code=code)) if code else None
    seen = about is not None and (about.is_shown or behind)
    if what == "sheets" and about:
        return Scene("sheets", activity, about, sheets=sheets_of(session, workshop, about) if seen else ())
    if what == "ideas" and about:
        return _ideas(session, workshop, activity, about, seen=seen)
    if what == "results" and about:
        return _vote(session, activity, about)
    return Scene("join" if what == "join" else "talk", activity, activity)


def _vote(session: Session, activity: Activity, about: Activity) -> Scene:
    voted, eligible = votes.turnout(session, about)
    shown = votes.result(session, about) if about.is_shown else None
    return Scene("vote", activity, about, result=shown, voted=voted, eligible=eligible)


def hands(
    session: Session, workshop: Workshop, activity: Activity, tables: Sequence[Table] | None = None
) -> list[TableHand]:
    """Return the hand of each table in the order of the tables, or those of `tables` only."""
    dealt = hands_of(session, activity)
    deck = revisions.load(session, workshop.deck_revision_id)
    return [_table_hand(deck, workshop.variant, table, dealt.get(table.id, Hand())) for table in _of(workshop, tables)]


def _of(workshop: Workshop, tables: Sequence[Table] | None) -> Sequence[Table]:
    return workshop.tables if tables is None else tables


def _table_hand(deck: Deck, variant: str | None, table: Table, hand: Hand) -> TableHand:
    return TableHand(table, [_shown(deck, variant, held) for held in hand.cards], hand.swaps, hand.written)


def _shown(deck: Deck, variant: str | None, held: HandCard) -> ShownCard:
    card = next((card for card in deck.cards if card.code == held.code), None)
    if card is None:
        return ShownCard(held, deck, None, deck.blank, CardText(title=held.title))
    return ShownCard(held, deck, card, deck.kind(card.kind), deck.face(card, current(), variant))


def sheets_of(
    session: Session, workshop: Workshop, activity: Activity, tables: Sequence[Table] | None = None
) -> list[TableSheet]:
    """Return the sheet of each table in the order of the tables, or those of `tables` only."""
    entries = sheets.latest(session, activity)
    said = sheets.statuses(session, activity)
    fields = sheets.fields_of(session, workshop, activity)
    cited = _cited(session, workshop, activity)
    shown = photos.of(session, workshop, activity)
    return [
        TableSheet(
            table,
            [(field, entries.get((table.id, field.code))) for field in fields.get(table.id, ())],
            said.get(table.id, "working"),
            cited.get(table.id, {}),
            shown.get(table.id, ()),
        )
        for table in _of(workshop, tables)
    ]


def _cited(session: Session, workshop: Workshop, activity: Activity) -> dict[int, dict[str, ShownCard]]:
    """Return the cards that each table's sheet cites, by their code, by table id."""
    rules = activity.rules
    dealt = sheets.cited_hands(session, workshop.id, rules) if isinstance(rules, Sheet) else {}
    deck = revisions.load(session, workshop.deck_revision_id) if dealt else None
    if deck is None:
        return {}
    shown = partial(_shown, deck, workshop.variant)
    return {table: {held.code: shown(held) for held in hand.cards} for table, hand in dealt.items()}
