"""Belongings: what one person gave, as it is read back to them."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any


@dataclass(frozen=True)
class Belonging:
    """One thing that somebody gave in a step: which sort it is, what it says, when it was given.

    `earlier` are the texts that it replaced. What is `nameless` has no name beside it: only its author may know whose
    it is.
    """

    activity_id: int
    sort: str
    text: str = ""
    at: datetime | None = None
    earlier: Sequence[str] = ()
    content: Any = None
    nameless: bool = False
