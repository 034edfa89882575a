"""Lines: which rows of a sheet are cards, and what the others are."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass

from toolkit.decks.files import columns
from toolkit.language import gettext as _
from toolkit.language import lazy

TOTAL, HEADING, HIDDEN, AGAIN = "total", "heading", "hidden", "again"
WHY = {
    TOTAL: lazy("a total"),
    HEADING: lazy("a heading: the cards below it are of that kind"),
    HIDDEN: lazy("hidden in the spreadsheet"),
    AGAIN: lazy("the names of the columns again"),
}
ASKED = {TOTAL: "asides", HEADING: "asides", HIDDEN: "hidden", AGAIN: "asides"}  # the question that each raises
_MANY = 2


@dataclass(frozen=True)
class Line:
    """A row that holds something, counted from 0: its cells, what it is besides a card, and the heading above it."""

    row: int
    cells: list[str]
    what: str = ""
    heading: str = ""


def sort(rows: Sequence[list[str]], top: int, used: Collection[int], hidden: Collection[int], title: int) -> list[Line]:
    """Say what each row below `top` is; `used` are the columns that are fields, `title` the one of titles."""
    names = [cell.strip() for cell in rows[top]] if 0 <= top < len(rows) else []
    lone = _headings(rows, top, used, title)
    lines: list[Line] = []
    heading = ""
    for number in range(top + 1, len(rows)):
        cells = rows[number]
        if not any(cell.strip() for cell in cells):
            continue
        what = _what(cells, names, used)
        if number in hidden:
            what = HIDDEN
        elif not what and number in lone:
            what, heading = HEADING, next(cell.strip() for cell in cells if cell.strip())
        lines.append(Line(number, cells, what, "" if what == HEADING else heading))
    return lines


def told(place: str, line: Line) -> str:
    """Say that a line was left out, and why."""
    first = next(cell.strip() for cell in line.cells if cell.strip())
    said = {"where": place, "text": first[:60], "why": WHY[line.what]}
    return _("%(where)s, “%(text)s”, is left out: %(why)s.", **said)


def _what(cells: Sequence[str], names: list[str], used: Collection[int]) -> str:
    if names and [cell.strip() for cell in cells] == names:
        return AGAIN
    first = next((cell for index, cell in enumerate(cells) if cell.strip() and index in used), "")
    others = [cell for index, cell in enumerate(cells) if cell.strip() and cell != first]
    summed = columns.plain(first) in columns.TOTALS and all(not cell.strip(" 0123456789.,-+%€$") for cell in others)
    return TOTAL if summed else ""


def _headings(rows: Sequence[list[str]], top: int, used: Collection[int], title: int) -> set[int]:
    """Find the rows that name a family: one cell in each, in capitals, before a colon, or above all cards."""
    filled = {
        number: [index for index, cell in enumerate(rows[number]) if cell.strip()]
        for number in range(top + 1, len(rows))
        if any(cell.strip() for cell in rows[number])
    }
    lone = [number for number, cells in filled.items() if len(cells) == 1 and cells[0] in {0, title}]
    others = len(filled) - len(lone)
    if len(used) < _MANY or not lone or others <= len(lone) or max(lone) == max(filled):
        return set()
    order = list(filled)
    apart = all(order[order.index(number) + 1] not in lone for number in lone)
    if apart and len(lone) >= _MANY and order[0] == lone[0]:
        return set(lone)
    return {number for number in lone if apart and _is_heading(rows[number][filled[number][0]])}


def _is_heading(cell: str) -> bool:
    return cell.strip().isupper() or cell.strip().endswith(":")
