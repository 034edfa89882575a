"""What a report says, as plain data in one language: nothing here knows the database."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime

from toolkit.activities.blocks import Account, Group, Plan
from toolkit.activities.table_names import TableName


@dataclass(frozen=True)
class DeckUsed:
    """The deck of the workshop, as it was when the workshop was prepared."""

    code: str
    title: str
    revision: int
    fingerprint: str
    licence: str
    credits: str
    source_url: str
    variant: str


@dataclass(frozen=True)
class Frame:
    """What is known before reading: which workshop, when, how many people, with which cards."""

    code: str
    title: str
    started: datetime
    people: int
    tables: Sequence[TableName]
    deck: DeckUsed
    rehearsal: bool = False


@dataclass(frozen=True)
class Step:
    """One step of the agenda; `spent` is in seconds, None for a step the room never reached."""

    id: int
    code: str
    title: str
    minutes: int
    extra: int
    spent: float | None

    @property
    def real(self) -> int | None:
        """The whole minutes the step took."""
        return None if self.spent is None else round(self.spent / 60)


@dataclass(frozen=True)
class Part:
    """One step in which people give something, and where its account stands; a note when it cannot be shown."""

    step: Step
    place: str = ""
    account: Account = field(default_factory=lambda: Account([]))
    note: str = ""

    def of(self, table: TableName) -> list[Group]:
        """List what a table gave."""
        return [group for group in self.account.groups if group.table == table]


@dataclass(frozen=True)
class Report:
    """A whole workshop, in one language."""

    language: str
    moment: datetime
    frame: Frame
    agenda: Sequence[Step]
    parts: Sequence[Part]

    def at(self, place: str) -> list[Part]:
        """List the parts that stand somewhere: "result", "alone" or "table"."""
        return [part for part in self.parts if part.place == place and not part.note]

    @property
    def plans(self) -> list[Plan]:
        """What tables said they would do next."""
        return [plan for part in self.parts for plan in part.account.plans]

    @property
    def plans_alike(self) -> list[list[Plan]]:
        """The plans in lists, those together that answer the same questions."""
        alike: dict[tuple[str, ...], list[Plan]] = {}
        for plan in self.plans:
            alike.setdefault(tuple(question for question, _answer in plan.fields), []).append(plan)
        return list(alike.values())

    @property
    def takeaways(self) -> list[str]:
        """What comes out, in a few sentences for somebody who was not there: the results first."""
        parts = sorted(self.parts, key=lambda part: part.place != "result")
        return [sentence for part in parts for sentence in part.account.takeaways]
