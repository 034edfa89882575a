"""Facilitators, who they are in their organisation, and where they are signed in."""

import secrets

from sqlalchemy import ForeignKey
from sqlalchemy.orm import Mapped, mapped_column

from toolkit import clock
from toolkit.db import Base, Moment


def _new_id() -> str:
    """Draw an id that no other will have, even when this one is gone: workshops name their owner by it."""
    return secrets.token_hex(8)


class Facilitator(Base):
    """Someone who prepares and leads workshops; of the passphrase, if there is one, only an Argon2 hash is kept."""

    __tablename__ = "facilitator"

    id: Mapped[str] = mapped_column(primary_key=True, default=_new_id)
    name: Mapped[str]
    folded: Mapped[str] = mapped_column(unique=True)
    passphrase: Mapped[str]
    created_at: Mapped[Moment] = mapped_column(default=clock.now)
    operator: Mapped[bool] = mapped_column(default=False)  # who looks after the server


class Identity(Base):
    """Who a facilitator is to the identity provider of their organisation: the one thing that never changes there."""

    __tablename__ = "identity"

    issuer: Mapped[str] = mapped_column(primary_key=True)
    subject: Mapped[str] = mapped_column(primary_key=True)
    facilitator_id: Mapped[str] = mapped_column(ForeignKey("facilitator.id", ondelete="CASCADE"), index=True)


class SignIn(Base):
    """A browser in which a facilitator is signed in: of its key only the fingerprint is kept."""

    __tablename__ = "sign_in"

    fingerprint: Mapped[str] = mapped_column(primary_key=True)
    facilitator_id: Mapped[str] = mapped_column(ForeignKey("facilitator.id", ondelete="CASCADE"), index=True)
    expires_at: Mapped[Moment]
