"""What a report says of a deal: every card that came to a table, with what became of it."""

from collections.abc import Iterator

from sqlalchemy.orm import Session

from toolkit.activities.blocks import Account, Card, Cards, Count, Group
from toolkit.activities.kinds.deal.replay import Hand, HandCard
from toolkit.activities.models import Activity
from toolkit.activities.shapes.moves.hands import hands_of
from toolkit.activities.table_names import name
from toolkit.decks import revisions
from toolkit.decks.models import Deck
from toolkit.language import current, lazy, pick
from toolkit.language import gettext as _
from toolkit.workshops.models import Workshop

# What became of the cards of a hand, in the order of a report.
FATES = {
    "kept": lazy("Cards kept"),
    "dealt": lazy("Cards neither kept nor set aside"),
    "discarded": lazy("Cards set aside"),
    "swapped": lazy("Cards swapped for others"),
}


def account(session: Session, workshop: Workshop, activity: Activity) -> Account:
    """Return the cards of each table, and how many different ones are kept."""
    deck = revisions.load(session, workshop.deck_revision_id)
    dealt = hands_of(session, activity)
    kept = {card.code for hand in dealt.values() for card in hand.cards if card.state == "kept"}
    return Account(
        groups=[
            Group(name(table), [_cards(deck, workshop.variant, dealt.get(table.id, Hand()))])
            for table in workshop.tables
        ],
        counts=[Count(_("Cards kept"), frozenset(kept))],
        empty=not dealt,
    )


def _cards(deck: Deck, variant: str | None, hand: Hand) -> Cards:
    gone = [HandCard(code, "swapped") for code in hand.swapped]
    held = list(_faces(deck, variant, [*hand.cards, *gone]))
    fates = [(str(words), [card for state, card in held if state == fate]) for fate, words in FATES.items()]
    return Cards([(words, cards) for words, cards in fates if cards])


def _faces(deck: Deck, variant: str | None, cards: list[HandCard]) -> Iterator[tuple[str, Card]]:
    """Yield each card with its fate, as the report shows it."""
    for held in cards:
        known = next((one for one in deck.cards if one.code == held.code), None)
        kind = deck.kind(known.kind) if known else deck.blank
        card = Card(
            code=held.code,
            title=deck.face(known, current(), variant).title if known else held.title,
            kind=kind.code,
            kind_name=pick(kind.name),
            shape=kind.shape,
            colour=kind.colour,
            invented=known is None,
        )
        yield held.state, card
