"""Blocks that are drawn, each with the same in words: how proposals came out, and what answers come to."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, ClassVar

from toolkit.activities.table_names import TableName
from toolkit.language import gettext as _


@dataclass(frozen=True)
class Row:
    """How one proposal came out: its label and tables, its rank, and the outcome in a few words."""

    label: str
    tables: Sequence[TableName]
    rank: int
    tied: bool
    headline: str

    @property
    def place(self) -> str:
        """The rank in words: a shared one says so."""
        return _("%(rank)s (tied)", rank=self.rank) if self.tied else str(self.rank)


@dataclass(frozen=True)
class Chart:
    """An outcome, best first: drawn by a `fragment` that knows `context`, and the same as rows."""

    name: ClassVar[str] = "chart"

    fragment: str
    context: Mapping[str, Any]
    rows: Sequence[Row]

    @property
    def empty(self) -> bool:
        """Whether nothing came out."""
        return not self.rows


@dataclass(frozen=True)
class Drawing:
    """What answers come to: drawn by a `fragment` that knows `context`, and the same as facts, each with its name."""

    name: ClassVar[str] = "drawing"

    fragment: str
    context: Mapping[str, Any]
    facts: Sequence[tuple[str, str]]

    @property
    def empty(self) -> bool:
        """Whether nothing came out."""
        return not self.facts
