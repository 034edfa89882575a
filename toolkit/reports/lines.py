"""Blocks as lines of a spreadsheet: one for each thing given."""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import singledispatch

from toolkit.activities.blocks import Block, Cards, Fields, Listing, Paragraph, Picture
from toolkit.activities.charts import Chart, Drawing
from toolkit.language import gettext as _


@dataclass(frozen=True)
class Line:
    """One line: in which step, at which table, which field or proposal, and what was given."""

    step: str
    table: str
    field: str
    value: str
    rank: str = ""


@singledispatch
def lines(block: Block) -> Iterator[Line]:
    """Yield the lines of a block; whoever writes them knows the step, and the table unless it says another."""
    raise NotImplementedError(type(block).__name__)


@lines.register
def _paragraph(block: Paragraph) -> Iterator[Line]:
    yield from (Line("", "", name, value) for name, value in block.facts)


@lines.register
def _listing(block: Listing) -> Iterator[Line]:
    yield from (Line("", "", item.label, item.text, item.note) for item in block.items)


@lines.register
def _fields(block: Fields) -> Iterator[Line]:
    for label, answer in block.fields:
        yield Line("", "", f"{block.about} – {label}" if block.about else label, answer or _("No answer."))


@lines.register
def _picture(block: Picture) -> Iterator[Line]:
    yield Line("", "", _("Photo"), block.alt)


@lines.register
def _cards(block: Cards) -> Iterator[Line]:
    for fate, cards in block.fates:
        for card in cards:
            kind = _("invented") if card.invented else card.kind_name
            yield Line("", "", f"{fate} ({kind})", f"{card.code} {card.title}")
    if block.empty:
        yield Line("", "", "", _("No answer."))


@lines.register
def _chart(block: Chart) -> Iterator[Line]:
    for row in block.rows:
        yield Line("", ", ".join(table.label for table in row.tables), row.label, row.headline, row.place)


@lines.register
def _drawing(block: Drawing) -> Iterator[Line]:
    yield from (Line("", "", label, value) for label, value in block.facts)
