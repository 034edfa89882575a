"""How a vote came out, as plain data: what the templates of its kind need, and the same in words."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from toolkit.activities.kinds import Choice, Tally, Vote, Words
from toolkit.language import gettext as _
from toolkit.reports.tables import TableName


@dataclass(frozen=True)
class Row:
    """How one proposal came out of a vote."""

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
class Voted:
    """The vote itself, for the templates of its kind."""

    id: int
    code: str
    kind: str
    title: Words
    instruction: Words
    settings: Mapping[str, object]
    rules: Vote


@dataclass(frozen=True)
class Result:
    """How a vote came out: what its tally.html needs, and the same in words.

    `rows` and `tally` are empty while the vote is not shown, and when nobody has chosen anything.
    """

    activity: Voted
    rules: Vote
    shown: bool
    choices: Sequence[Choice]
    eligible: int
    voted: int
    blank: int
    tally: Tally
    rows: Sequence[Row]

    @property
    def first(self) -> list[Row]:
        """The proposal that came first, or those that did together."""
        return [row for row in self.rows if row.rank == 1]

    @property
    def tied(self) -> bool:
        """Whether two or more proposals come first together."""
        return len(self.first) > 1

    @property
    def silence(self) -> str:
        """Why there is no result to read, or nothing when there is one."""
        if not self.voted:
            return _("No answer.")
        if not self.shown:
            return _("The result is not shown yet.")
        return "" if self.rows else _("Every ballot is blank.")
