"""Envelopes: while a secret vote is open its ballots are sealed; with its end they are opened, all at once.

A voter and a ballot are written together. Whoever follows the log of the database could put them together, or tell
the ballots by the order in which people voted. So what is written then cannot be read later: see decision 0008.
"""

import hmac
import json
import os
from collections.abc import Iterable
from dataclasses import dataclass
from functools import partial
from operator import itemgetter
from typing import Any

from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from sqlalchemy import bindparam, delete, insert, select, update
from sqlalchemy.orm import Session

from toolkit.activities import seals
from toolkit.activities.kinds import Content
from toolkit.activities.models import Activity, Ballot, Envelope
from toolkit.afterwards import afterwards

BLOCK = 1800  # bytes that a ballot is filled up to, so that none is known by its length
_NONCE = 12
_ENVELOPES: Any = Envelope.__table__
_BALLOTS: Any = Ballot.__table__
_DROP_IN = insert(_ENVELOPES)
_REPLACE = (
    update(_ENVELOPES)
    .where(_ENVELOPES.c.activity_id == bindparam("vote"), _ENVELOPES.c.mark == bindparam("name"))
    .values(sealed=bindparam("content"))
)
_ALL = select(_ENVELOPES.c.sealed).where(_ENVELOPES.c.activity_id == bindparam("vote"))
_ONE = _ALL.where(_ENVELOPES.c.mark == bindparam("name"))
_FROM_PHONES = (_BALLOTS.c.activity_id == bindparam("vote")) & (_BALLOTS.c.origin == "phone")


@dataclass(frozen=True)
class Seal:
    """What seals the envelopes of one vote, and opens them."""

    secret: bytes

    def mark(self, key: str) -> str:
        """Return what stands on the envelope of the ballot with this key."""
        return hmac.digest(self.secret[32:], key.encode(), "sha256").hex()

    def close(self, key: str, content: Content) -> bytes:
        """Seal a ballot."""
        plain, nonce = json.dumps([key, content], ensure_ascii=False).encode(), os.urandom(_NONCE)
        length = -(-len(plain) // BLOCK) * BLOCK
        return nonce + AESGCM(self.secret[:32]).encrypt(nonce, plain.ljust(length), None)

    def open(self, sealed: bytes) -> tuple[str, Content]:
        """Return the key of a ballot and what it says."""
        key, content = json.loads(AESGCM(self.secret[:32]).decrypt(sealed[:_NONCE], sealed[_NONCE:], None))
        return key, content


def drop_in(session: Session, activity: Activity, ballots: Iterable[tuple[str, Content]]) -> None:
    """Put ballots into envelopes."""
    seal = _seal(session, activity)
    rows = [
        {"activity_id": activity.id, "mark": seal.mark(key), "sealed": seal.close(key, content)}
        for key, content in ballots
    ]
    if rows:
        session.connection().execute(_DROP_IN, rows)


def replace(session: Session, activity: Activity, key: str, content: Content) -> bool:
    """Put another ballot in the place of the one with this key; return False when there is none."""
    seal = _seal(session, activity)
    row = {"vote": activity.id, "name": seal.mark(key), "content": seal.close(key, content)}
    return bool(session.connection().execute(_REPLACE, row).rowcount)


def one(session: Session, activity: Activity, key: str) -> Content | None:
    """Return what the ballot with this key says, if it lies in an envelope."""
    if activity.seal is None:
        return None
    seal = _known(activity.seal)
    sealed = session.connection().execute(_ONE, {"vote": activity.id, "name": seal.mark(key)}).scalar()
    return seal.open(sealed)[1] if sealed else None


def ballots(session: Session, activity: Activity) -> list[tuple[str, Content]]:
    """List the ballots in envelopes, by key."""
    if activity.seal is None:
        return []
    seal = _known(activity.seal)
    rows = session.connection().execute(_ALL, {"vote": activity.id}).scalars()
    return sorted((seal.open(sealed) for sealed in rows), key=itemgetter(0))


def open_all(session: Session, activity: Activity) -> None:
    """Lay the ballots of a vote that closes open, in the order of their keys; once that is kept, destroy the seal."""
    if activity.seal is None:
        return
    rows = [{"activity_id": activity.id, "key": key, "content": content} for key, content in ballots(session, activity)]
    session.execute(delete(Envelope).where(Envelope.activity_id == activity.id))
    if rows:
        session.execute(insert(Ballot), rows)
    afterwards(session, partial(seals.destroy, activity.seal))
    activity.seal = None


def _known(name: str) -> Seal:
    return Seal(seals.key(name))


def _seal(session: Session, activity: Activity) -> Seal:
    """Return the seal of a vote; when it gets one, what lies open since it was closed goes into envelopes again.

    Of several who vote first at the same time, one gives it its seal, and the others wait for that.
    """
    if activity.seal is None:
        session.refresh(activity, ["seal"], with_for_update={"key_share": True})  # voters already refer to it
    if activity.seal is None:
        activity.seal, box = seals.new(), session.connection()
        before = box.execute(select(_BALLOTS.c.key, _BALLOTS.c.content).where(_FROM_PHONES), {"vote": activity.id})
        drop_in(session, activity, before.all())
        box.execute(delete(_BALLOTS).where(_FROM_PHONES), {"vote": activity.id})
    return _known(activity.seal)
