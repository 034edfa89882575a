"""Afterwards: what a unit of work has done once its changes are on the disk, and not before."""

import logging
from collections.abc import Callable, Iterable
from typing import Any

from sqlalchemy.orm import Session

log = logging.getLogger(__name__)

Work = Callable[[], Any]
_NAME = "afterwards"


def afterwards(session: Session, work: Work) -> None:
    """Have `work` done once what this session writes is on the disk; never, if it is taken back."""
    session.info.setdefault(_NAME, []).append(work)


def waiting(session: Session) -> Iterable[Work]:
    """Return what this session wants done."""
    works: Iterable[Work] = session.info.get(_NAME, ())
    return works


def do(works: Iterable[Work]) -> None:
    """Do it; what fails is logged, since the changes are kept all the same."""
    for work in works:
        try:
            work()
        except Exception:
            log.exception("The changes are kept; what was to follow failed.")
