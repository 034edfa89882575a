"""CSV files as people's programs write them, whatever separates their cells, with quotation marks gone astray."""

import csv
import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from io import StringIO
from itertools import chain

from toolkit.decks.check import Problem
from toolkit.decks.files import cells
from toolkit.decks.files.sheets.sheet import DEEPEST, ROWS, Sheet, trimmed
from toolkit.decks.refusals import DeckUnreadable
from toolkit.language import gettext as _

SEPARATORS = ",;\t|:"
_DECLARED = re.compile(r'"?sep=(.)"?\r?\n')
_END = "\x1e"  # a line behind the last: it stands alone unless a quotation mark was left open
_MOST_OPEN = 20
_MOST_ROWS = 2 * ROWS
Score = Callable[[Sequence[str]], int]
TOP = 10  # rows, among which the names of the columns are looked for


def read(text: str, name: str, score: Score) -> Sheet:
    """Read a CSV file; `score` counts the cells of a row that could name columns. Raises DeckUnreadable."""
    declared = _DECLARED.match(text)
    lines = list(StringIO(text, newline=""))
    try:
        found = {one: _parted(lines, one) for one in (declared[1] if declared else SEPARATORS)}
    except csv.Error as error:
        raise DeckUnreadable(_("This file is not a CSV file: %(why)s.", why=error)) from error
    separator = max(found, key=lambda one: _likely(found[one][0], score))
    rows, opened = found[separator]
    if declared:
        rows[0] = []
    width = max((len(row) for row in rows[:TOP] if score(row)), default=0)
    joined = {number: _joined(row, width, separator) for number, row in enumerate(rows) if len(row) > width > 1}
    rows = [joined.get(number) or row for number, row in enumerate(rows)]
    sheet = Sheet(name, trimmed(name, ([cells.from_text(cell) for cell in row] for row in rows)))
    swallowed = [row for row, each in enumerate(rows, 1) if any(_swallowed(cell, separator, width) for cell in each)]
    _remark(sheet, opened, _("a quotation mark is opened and never closed: it was taken for an ordinary sign"))
    whole = [row + 1 for row, pieces in joined.items() if pieces]
    _remark(
        sheet, whole, _("a text with commas is not between quotation marks: its pieces were put together; look at it")
    )
    _remark(sheet, swallowed, _("a cell holds lines that look like rows: a quotation mark is missing, or one too many"))
    return sheet


def _remark(sheet: Sheet, rows: Iterable[int], why: str) -> None:
    sheet.remarks.extend(Problem(sheet.place(row), why, blocks=False) for row in rows)


def _joined(row: list[str], width: int, separator: str) -> list[str]:
    """Put the pieces of sentences together again, those that begin with a space, if the row is then as it should be."""
    whole: list[str] = []
    for cell in row:
        if whole and cell.startswith(" ") and cell.strip():
            whole[-1] += separator + cell
        else:
            whole.append(cell)
    return whole if len(whole) == width else []


def _swallowed(cell: str, separator: str, width: int) -> bool:
    """Say whether a cell holds lines that look like the rows of the file."""
    return width > 1 and sum(line.count(separator) == width - 1 for line in cell.split("\n")[1:]) > 0


def _parted(lines: list[str], separator: str) -> tuple[list[list[str]], list[int]]:
    """Return the rows, and the numbers of those with a quotation mark that is never closed."""
    rows: list[list[str]] = []
    opened: list[int] = []
    start = 0
    while start < len(lines):
        more, stopped = _until_open(lines, start, separator)
        rows += more
        if stopped < 0:
            break
        opened.append(len(rows) + 1)
        rows += csv.reader([lines[stopped].replace('"', "")], delimiter=separator)
        start = stopped + 1
        if len(opened) > _MOST_OPEN:
            raise csv.Error(_("many quotation marks are never closed"))
    return rows, opened


def _until_open(lines: list[str], start: int, separator: str) -> tuple[list[list[str]], int]:
    """Read rows up to the line with a quotation mark that is never closed, counted from 0; -1 if there is none."""
    reader = csv.reader(chain(_from(lines, start), [_END]), delimiter=separator)
    rows: list[list[str]] = []
    filled = line = 0
    for row in reader:
        if row == [_END]:
            return rows, -1
        if row and row[-1].endswith(_END):
            return rows, start + line
        rows.append(row)
        line, filled = reader.line_num, filled + any(row)
        if filled > _MOST_ROWS or len(rows) > DEEPEST:
            break
    return rows, -1


def _from(lines: list[str], start: int) -> Iterator[str]:
    return (lines[number] for number in range(start, len(lines)))


def _likely(rows: list[list[str]], score: Score) -> tuple[int, bool, int]:
    """Say how likely rows were parted well: by columns that are known, rows as long as their header, and columns."""
    top = max(rows[:TOP], key=score, default=[])
    return score(top), all(len(row) <= len(top) for row in rows), len(top)
