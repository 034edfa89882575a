"""What the QR code of a sheet or a ballot says: which workshop, step and table it belongs to, and which copy it is.

Short words and no address, so that a phone without a network reads them too, and whoever counts by hand can
tell one ballot from another.
"""

import re
from dataclasses import dataclass
from typing import Literal

Paper = Literal["ballot", "sheet"]
_SIGNS: dict[Paper, str] = {"ballot": "MB", "sheet": "MS"}
_READ = re.compile(r"(MB|MS) ([0-9A-Z]{4,12}) ([a-z0-9][a-z0-9-]{0,60}) T(\d{1,3}) (\d{1,4})", re.ASCII)


class NotOurs(ValueError):
    """A code that is on none of our papers."""


@dataclass(frozen=True)
class Identity:
    """One piece of paper: the code of its workshop and of its step or form, its table, and its number there."""

    paper: Paper
    workshop: str
    step: str
    table: int
    number: int = 1

    def __str__(self) -> str:
        return f"{_SIGNS[self.paper]} {self.workshop} {self.step} T{self.table} {self.number}"


def read(text: str) -> Identity:
    """Return what a code says, or raise NotOurs."""
    match = _READ.fullmatch(text)
    if match is None:
        raise NotOurs(text[:100])
    paper: Paper = "ballot" if match[1] == _SIGNS["ballot"] else "sheet"
    return Identity(paper, match[2], match[3], int(match[4]), int(match[5]))
