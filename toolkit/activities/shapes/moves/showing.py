"""What is seen of a deal: the hands of the tables, each card with all that is needed to draw it."""

from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import select
from sqlalchemy.orm import Session

from toolkit.activities.kinds.deal import Deal
from toolkit.activities.kinds.deal.replay import Hand, HandCard
from toolkit.activities.models import Activity, Move
from toolkit.activities.shapes import Seen, Viewer
from toolkit.activities.shapes.moves.hands import hands_of, seed_of, told
from toolkit.activities.shapes.standings import Standing
from toolkit.decks import revisions
from toolkit.decks.models import Card, CardKind, CardText, Deck
from toolkit.language import current, ngettext
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
class InPlay:
    """A kind of card that each table is dealt: how many, and how many of them it keeps."""

    kind: CardKind
    dealt: int
    keep: int


@dataclass(frozen=True)
class Hands(Seen):
    """The hands of the tables, on a phone one's own; at the desk the seed of the deal and its moves in words too.

    Of hands kept from the room, it sees which cards are `in_play`.
    """

    hands: Sequence[TableHand] = ()
    in_play: Sequence[InPlay] = ()
    seed: str = ""
    moves: Sequence[str] = ()

    @property
    def own(self) -> TableHand | None:
        """The hand of a person's table."""
        return next(iter(self.hands), None)


def seen(session: Session, workshop: Workshop, activity: Activity, viewer: Viewer) -> Hands:
    """Return the hands that somebody sees."""
    hidden = not activity.is_shown
    if hidden and not viewer.behind:
        return Hands(hidden=True, in_play=in_play(session, workshop, activity))
    held = hands(session, workshop, activity, viewer.tables(workshop))
    if not viewer.desk:
        return Hands(hidden=hidden, hands=held)
    moves = told(session, workshop, activity)
    return Hands(hidden=hidden, hands=held, seed=seed_of(session, activity), moves=moves)


def standings(session: Session, activity: Activity) -> dict[int, Standing]:
    """Return how many cards each table keeps, and when it last moved one."""
    moves = session.scalars(select(Move).filter_by(activity_id=activity.id).order_by(Move.number))
    last = {move.content["table"]: move.made_at for move in moves if "table" in move.content}
    kept = {
        table: sum(card.state == "kept" for card in hand.cards) for table, hand in hands_of(session, activity).items()
    }
    return {
        table: Standing(last=last.get(table), amount=ngettext("keeps %(num)s card", "keeps %(num)s cards", cards))
        for table, cards in kept.items()
    }


def in_play(session: Session, workshop: Workshop, deal: Activity) -> list[InPlay]:
    """List the kinds of cards that a deal gives each table."""
    kinds = {kind.code: kind for kind in revisions.load(session, workshop.deck_revision_id).kinds}
    rules = deal.rules.hands if isinstance(deal.rules, Deal) else ()
    return [InPlay(kinds[rule.kind], rule.deal, rule.keep) for rule in rules if rule.deal and rule.kind in kinds]


def hands(
    session: Session, workshop: Workshop, activity: Activity, tables: Sequence[Table] | None = None
) -> list[TableHand]:
    """Return the hand of each table in the order of the tables, or those of `tables` only."""
    dealt = hands_of(session, activity)
    deck = revisions.load(session, workshop.deck_revision_id)
    return [
        _table_hand(deck, workshop.variant, table, dealt.get(table.id, Hand()))
        for table in (workshop.tables if tables is None else tables)
    ]


def _table_hand(deck: Deck, variant: str | None, table: Table, hand: Hand) -> TableHand:
    return TableHand(table, [shown(deck, variant, held) for held in hand.cards], hand.swaps, hand.written)


def shown(deck: Deck, variant: str | None, held: HandCard) -> ShownCard:
    """Return a card of a hand, ready to be shown."""
    card = next((card for card in deck.cards if card.code == held.code), None)
    if card is None:
        return ShownCard(held, deck, None, deck.blank, CardText(title=held.title))
    return ShownCard(held, deck, card, deck.kind(card.kind), deck.face(card, current(), variant))
