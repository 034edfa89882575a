"""Standings: how far each table is in a step, for the strip on the desk."""

from dataclasses import dataclass
from datetime import datetime


@dataclass(frozen=True)
class Standing:
    """How far a table says it is (working, done, help), when it last gave something, and how much, in words."""

    state: str = "working"
    last: datetime | None = None
    amount: str = ""
