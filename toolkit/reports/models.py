"""What a report says, as plain data in one language: nothing here knows the database."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from itertools import groupby

from toolkit.reports.results import Result
from toolkit.reports.tables import TableName


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
    kind: str
    gives: str
    title: str
    minutes: int
    extra: int
    spent: float | None

    @property
    def real(self) -> int | None:
        """The whole minutes the step took."""
        return None if self.spent is None else round(self.spent / 60)


@dataclass(frozen=True)
class HeldCard:
    """A card that came to a table; `fate` is kept, discarded, dealt (neither) or swapped (given back)."""

    code: str
    title: str
    kind: str
    kind_name: str
    shape: str
    colour: str
    fate: str
    invented: bool = False


@dataclass(frozen=True)
class HandOf:
    """The cards of one table in one deal."""

    table: TableName
    cards: Sequence[HeldCard]

    def of(self, fate: str) -> list[HeldCard]:
        """List the cards that had this fate."""
        return [card for card in self.cards if card.fate == fate]


@dataclass(frozen=True)
class Filled:
    """One field of a sheet with what stands in it; `card` names the card it is about."""

    code: str
    label: str
    kind: str
    text: str
    card: str = ""


@dataclass(frozen=True)
class Pictured:
    """A photo of a table's paper: its number, the name of its file, what it shows, and its measures in pixels."""

    id: int
    file: str
    alt: str
    width: int
    height: int


@dataclass(frozen=True)
class SheetOf:
    """What one table wrote in one step, and its photos."""

    table: TableName
    fields: Sequence[Filled]
    photos: Sequence[Pictured] = ()

    @property
    def empty(self) -> bool:
        """Whether the table gave nothing at all."""
        return not (self.photos or self.written)

    @property
    def written(self) -> bool:
        """Whether the table wrote anything."""
        return any(field.text for field in self.fields)

    @property
    def groups(self) -> list[tuple[str, bool, list[Filled]]]:
        """The fields in runs that belong together: the card they are about, whether they are frames, the fields."""
        runs = groupby(self.fields, key=lambda field: (field.card, field.kind == "frame"))
        return [(card, frames, list(fields)) for (card, frames), fields in runs]


@dataclass(frozen=True)
class GivenIdea:
    """One idea, with the name of its author where the step asks for names."""

    text: str
    author: str


@dataclass(frozen=True)
class IdeasOf:
    """The ideas of one table in the order they came; those of people without one have none."""

    table: TableName | None
    ideas: Sequence[GivenIdea]


@dataclass(frozen=True)
class Part:
    """One step in which people gave something, with what they gave, or a note when that cannot be shown."""

    step: Step
    hands: Sequence[HandOf] = ()
    sheets: Sequence[SheetOf] = ()
    ideas: Sequence[IdeasOf] = ()
    result: Result | None = None
    note: str = ""

    @property
    def empty(self) -> bool:
        """Whether nobody gave anything."""
        if self.result:
            return not self.result.voted
        if any(group.ideas for group in self.ideas):
            return False
        return not any(hand.cards for hand in self.hands) and all(sheet.empty for sheet in self.sheets)


@dataclass(frozen=True)
class Report:
    """A whole workshop, in one language."""

    language: str
    made: datetime
    frame: Frame
    agenda: Sequence[Step]
    parts: Sequence[Part]
    next_steps: Sequence[SheetOf]

    @property
    def results(self) -> list[Result]:
        """The results of the votes, those not shown yet included, without what they hide."""
        return [part.result for part in self.parts if part.result]
