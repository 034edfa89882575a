"""Blocks: what a report says of a step, whatever file it is written into. Plain data, in one language."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, ClassVar

from toolkit.activities.charts import Chart, Drawing
from toolkit.activities.table_names import TableName


@dataclass(frozen=True)
class Paragraph:
    """A sentence or two after a bold `lead`; `facts` are the same, each with its name, for files that are tables."""

    name: ClassVar[str] = "paragraph"

    text: str
    lead: str = ""
    tone: str = ""  # "", "empty", "rule" or what the stylesheet of reports knows
    facts: Sequence[tuple[str, str]] = ()

    @property
    def empty(self) -> bool:
        """Whether there is nothing to read."""
        return not (self.text or self.lead)


@dataclass(frozen=True)
class Item:
    """One of a list: its text, who said it, what it is called in a table, and what became of it."""

    text: str
    author: str
    label: str
    note: str = ""

    @property
    def aside(self) -> str:
        """What stands behind it in brackets."""
        return " · ".join(part for part in (self.author, self.note) if part)


@dataclass(frozen=True)
class Listing:
    """Things said, in their order."""

    name: ClassVar[str] = "listing"

    items: Sequence[Item]

    @property
    def empty(self) -> bool:
        """Whether nothing was said."""
        return not self.items


@dataclass(frozen=True)
class Fields:
    """Questions with their answers, the unanswered ones too; `about` names the card they are about."""

    name: ClassVar[str] = "fields"

    fields: Sequence[tuple[str, str]]
    about: str = ""

    @property
    def empty(self) -> bool:
        """Whether nothing was answered."""
        return not any(text for _label, text in self.fields)


@dataclass(frozen=True)
class Storyboard(Fields):
    """Frames that tell a story one after the other."""

    name: ClassVar[str] = "storyboard"


@dataclass(frozen=True)
class Picture:
    """A photo: its number, the name of its file, what it shows, and its measures in pixels."""

    name: ClassVar[str] = "picture"
    empty: ClassVar[bool] = False

    id: int
    file: str
    alt: str
    width: int
    height: int


@dataclass(frozen=True)
class Card:
    """A card that came to somebody; one that they invented is of no printed deck."""

    code: str
    title: str
    kind: str
    kind_name: str
    shape: str
    colour: str
    invented: bool = False


@dataclass(frozen=True)
class Cards:
    """Cards by what became of them, each fate in words."""

    name: ClassVar[str] = "cards"

    fates: Sequence[tuple[str, Sequence[Card]]]

    @property
    def empty(self) -> bool:
        """Whether no card came."""
        return not any(cards for _fate, cards in self.fates)


Block = Paragraph | Listing | Fields | Picture | Cards | Chart | Drawing


@dataclass(frozen=True)
class Group:
    """What one table gave or, without one, the room, those who sit nowhere, or everybody under one heading."""

    table: TableName | None
    blocks: Sequence[Block]
    title: str = ""

    @property
    def telling(self) -> list[Block]:
        """The blocks to read: none when all are empty, and no questions when not one is answered."""
        answered = any(isinstance(block, Fields) and not block.empty for block in self.blocks)
        asks = [block for block in self.blocks if isinstance(block, Fields)]
        return [block for block in self.blocks if (answered if block in asks else not block.empty)]


@dataclass(frozen=True)
class Count:
    """Something that a report counts, once however many steps it came up in."""

    label: str
    things: frozenset[Any]


@dataclass(frozen=True)
class Plan:
    """What a table, or somebody without one, says will be done: question by question."""

    table: TableName | None
    fields: Sequence[tuple[str, str]]


@dataclass(frozen=True)
class Account:
    """All that a report says of one step: in groups, and what of it stands on the first page."""

    groups: Sequence[Group]
    takeaways: Sequence[str] = ()
    counts: Sequence[Count] = ()
    plans: Sequence[Plan] = ()
    empty: bool = False
    place: str = ""  # where it stands, if not where its shape says

    @property
    def by_table(self) -> bool:
        """Whether it says which table gave what."""
        return any(group.table for group in self.groups)
