"""Receipts: what was done already and what came of it, so that a request sent again changes nothing."""

from typing import Any

from sqlalchemy import bindparam, insert, select
from sqlalchemy.orm import Session

from toolkit.workshops.models import Receipt

# Made once: every change asks these, and the writer has no time to lose.
_FIND = select(Receipt.result).where(Receipt.holder == bindparam("holder"), Receipt.key == bindparam("key"))
_KEEP = insert(Receipt.__table__)  # type: ignore[arg-type]


def find(session: Session, holder: str, key: str) -> dict[str, Any] | None:
    """Return what came of an action, or None if it was not done yet."""
    return session.scalar(_FIND, {"holder": holder, "key": key})


def keep(session: Session, holder: str, key: str, result: dict[str, Any]) -> None:
    """Remember that an action was done, and what came of it."""
    session.execute(_KEEP, {"holder": holder, "key": key, "result": result})
