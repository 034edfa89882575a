"""Receipts: what was done already and what came of it, so that a request sent again changes nothing."""

from typing import Any

from sqlalchemy import bindparam, delete, insert, or_, select
from sqlalchemy.orm import Session

from toolkit.workshops.models import Receipt, Token, Workshop

# Made once: every change asks these, and the writer has no time to lose.
_FIND = select(Receipt.result).where(Receipt.holder == bindparam("holder"), Receipt.key == bindparam("key"))
_KEEP = insert(Receipt.__table__)  # type: ignore[arg-type]


def find(session: Session, holder: str, key: str) -> dict[str, Any] | None:
    """Return what came of an action, or None if it was not done yet."""
    return session.scalar(_FIND, {"holder": holder, "key": key})


def keep(session: Session, holder: str, key: str, result: dict[str, Any]) -> None:
    """Remember that an action was done, and what came of it.

    What others change too, as the version of a table, is written after it: nobody waits longer than need be.
    """
    with session.no_autoflush:
        session.execute(_KEEP, {"holder": holder, "key": key, "result": result})


def led_by(name: str, workshop_id: int) -> str:
    """Return the holder of what somebody without a token does in a workshop that they lead."""
    return f"{name} of {workshop_id}"


def forget(session: Session, workshop: Workshop) -> None:
    """Erase what was done in a workshop, by whoever holds a token of it or leads it without one."""
    holders = select(Token.fingerprint).filter_by(workshop_id=workshop.id)
    leading = Receipt.holder.endswith(led_by("", workshop.id), autoescape=True)
    session.execute(delete(Receipt).where(or_(Receipt.holder.in_(holders), leading)))
