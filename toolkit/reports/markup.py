"""Blocks as Markdown; nothing that people wrote can become markup."""

from collections.abc import Iterable, Iterator
from functools import singledispatch

from toolkit.activities.blocks import Block, Card, Cards, Fields, Listing, Paragraph, Picture, Storyboard
from toolkit.activities.charts import Chart, Drawing
from toolkit.language import gettext as _
from toolkit.reports.escapes import markdown as text
from toolkit.reports.escapes import markdown_line as line


def grid(head: list[str], rows: Iterable[list[str]]) -> str:
    """Return a table."""
    return "\n".join(f"| {' | '.join(cells)} |" for cells in [head, ["---"] * len(head), *rows])


@singledispatch
def block(one: Block) -> Iterator[str]:
    """Yield the paragraphs of a block."""
    raise NotImplementedError(type(one).__name__)


@block.register
def _paragraph(one: Paragraph) -> Iterator[str]:
    yield " ".join(part for part in (f"**{line(one.lead)}**" if one.lead else "", line(one.text)) if part)


@block.register
def _listing(one: Listing) -> Iterator[str]:
    yield "\n".join(f"- {line(item.text)}{f' ({line(item.aside)})' if item.aside else ''}" for item in one.items)


@block.register
def _fields(one: Fields) -> Iterator[str]:
    if one.about:
        yield f"##### {line(one.about)}"
    for number, (label, answer) in enumerate(one.fields, 1):
        numbered = f"{number}. " if isinstance(one, Storyboard) else ""
        yield f"**{numbered}{line(label)}**\n\n{text(answer) or _('No answer.')}"


@block.register
def _picture(one: Picture) -> Iterator[str]:
    yield f"![{line(one.alt)}]({one.file.partition('/')[2]})"


@block.register
def _cards(one: Cards) -> Iterator[str]:
    yield "\n".join(
        "- " + _("%(name)s: %(value)s", name=fate, value="; ".join(map(_card, cards))) for fate, cards in one.fates
    )


def _card(card: Card) -> str:
    return line(f"{card.code} {card.title} ({_('Invented by the table') if card.invented else card.kind_name})")


@block.register
def _chart(one: Chart) -> Iterator[str]:
    rows = [
        [row.place, line(row.label), line(row.headline), ", ".join(str(table.number) for table in row.tables)]
        for row in one.rows
    ]
    yield grid([_("Rank"), _("Proposal"), _("Result"), _("Tables")], rows)


@block.register
def _drawing(one: Drawing) -> Iterator[str]:
    yield "\n".join("- " + _("%(name)s: %(value)s", name=line(label), value=line(value)) for label, value in one.facts)
