"""Revisions: what a deck said when a workshop began to use it, kept as it was."""

import hashlib
import json

from sqlalchemy import UniqueConstraint, select
from sqlalchemy.orm import Mapped, Session, mapped_column

from toolkit import clock
from toolkit.db import Base, Id, Json, Moment
from toolkit.decks.models import Deck


class DeckRevision(Base):
    """A deck at one moment; workshops point at it and it never changes."""

    __tablename__ = "deck_revision"
    __table_args__ = (UniqueConstraint("deck", "number"),)

    id: Mapped[Id]
    deck: Mapped[str]
    number: Mapped[int]
    fingerprint: Mapped[str] = mapped_column(index=True)
    content: Mapped[Json]
    created_at: Mapped[Moment] = mapped_column(default=clock.now)


def lock(session: Session, deck: Deck, wished: int = 0) -> DeckRevision:
    """Return the revision that holds exactly this deck, made now, as number `wished` if that is free."""
    content = deck.model_dump_json(exclude_unset=True)
    fingerprint = hashlib.sha256(content.encode()).hexdigest()
    known = session.scalar(select(DeckRevision).filter_by(deck=deck.code, fingerprint=fingerprint))
    if known:
        return known
    numbers = {0, *session.scalars(select(DeckRevision.number).filter_by(deck=deck.code))}
    number = max(numbers) + 1 if wished in numbers else wished
    revision = DeckRevision(deck=deck.code, number=number, fingerprint=fingerprint, content=json.loads(content))
    session.add(revision)
    session.flush()
    return revision


def load(session: Session, revision_id: int) -> Deck:
    """Return the deck as this revision holds it."""
    fingerprint = session.scalars(select(DeckRevision.fingerprint).filter_by(id=revision_id)).one()
    deck = _READ.pop(fingerprint, None)
    if deck is None:
        deck = Deck.model_validate(session.get_one(DeckRevision, revision_id).content)
    _READ[fingerprint] = deck
    for oldest in list(_READ)[:-_MOST_READ]:
        _READ.pop(oldest, None)
    return deck


# A revision never changes, so those used last are not read again. They hold words, and no pictures.
_MOST_READ = 32
_READ: dict[str, Deck] = {}
