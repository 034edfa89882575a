"""Cards as the options of a vote: those of the deck, or those that tables keep."""

from collections.abc import Iterator

from sqlalchemy.orm import Session

from toolkit.activities.kinds import Choice
from toolkit.activities.kinds.deal import Deal
from toolkit.activities.links import EVERY
from toolkit.activities.models import Activity
from toolkit.activities.shapes.moves.hands import hands_of
from toolkit.decks import revisions
from toolkit.decks.models import Card, Deck
from toolkit.language import LANGUAGES
from toolkit.workshops.models import Workshop


def kept(session: Session, workshop: Workshop, activity: Activity, kind: str) -> Iterator[Choice]:
    """Offer each card of a kind that a table keeps, once, then those that tables invented and that count as such."""
    deck = revisions.load(session, workshop.deck_revision_id)
    invented = activity.rules.invented_kind if isinstance(activity.rules, Deal) else ""
    held = [
        (table, card)
        for table, hand in hands_of(session, activity).items()
        for card in hand.cards
        if card.state == "kept"
    ]
    for printed in _of_kind(deck, kind):
        tables = tuple(table for table, card in held if card.code == printed.code)
        if tables:
            yield _choice(deck, printed, workshop.variant, tables)
    for table, card in held:
        if card.title and kind in {EVERY, invented}:
            yield Choice(card.code, dict.fromkeys(LANGUAGES, card.title), (table,))


def of_the_deck(session: Session, workshop: Workshop, kind: str) -> Iterator[Choice]:
    """Offer every card of a kind."""
    deck = revisions.load(session, workshop.deck_revision_id)
    yield from (_choice(deck, card, workshop.variant) for card in _of_kind(deck, kind))


def _of_kind(deck: Deck, kind: str) -> list[Card]:
    return list(deck.cards) if kind == EVERY else deck.of_kind(kind)


def _choice(deck: Deck, card: Card, variant: str | None, tables: tuple[int, ...] = ()) -> Choice:
    return Choice(card.code, {language: deck.face(card, language, variant).title for language in LANGUAGES}, tables)
