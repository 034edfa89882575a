"""XLSX files: their cells as they are shown, and what lies in them that no cell can tell."""

import re
from collections.abc import Collection, Iterator
from contextlib import suppress
from io import BytesIO
from typing import Any
from zipfile import ZipFile

from openpyxl import load_workbook
from openpyxl.reader.strings import read_string_table
from openpyxl.utils.exceptions import InvalidFileException
from python_calamine import CalamineError, CalamineWorkbook

from toolkit.decks.check import Problem
from toolkit.decks.files import archive
from toolkit.decks.files.sheets.sheet import (
    COLUMNS,
    DEEPEST,
    LARGEST,
    SHEETS,
    Sheet,
    behind,
    excerpt,
    letters,
    pictures,
    trimmed,
)
from toolkit.decks.files.sheets.shown import shown
from toolkit.decks.refusals import DeckUnreadable
from toolkit.language import gettext as _

# What openpyxl raises for files that other programs open: filters and styles that it knows otherwise.
_PUZZLED = (*archive.BROKEN, InvalidFileException, AttributeError, IndexError, SyntaxError, TypeError, AssertionError)
_UNCOMPUTED = re.compile(rb"<c [^>]*?r=\"([A-Z]+[0-9]+)\"[^>]*><f(?:/>|[^>]*/>|[^>]*>[^<]*</f>)(?:<v ?/>|<v></v>)?</c>")
_SHARED = re.compile(
    rb"<(?:\w+:)?c\b[^>]*\bt=[\"']s[\"'][^>]*>(?:<f[^>]*/>|<f[^>]*>[^<]*</f>)?<(?:\w+:)?v>(\d+)</", re.DOTALL
)
_STRINGS = "xl/sharedStrings.xml"
_PICTURE = re.compile(r"xl/media/[^/]+\.(?:jpe?g|png|gif|webp|bmp|tiff?)", re.IGNORECASE)
_FEW = 6


def read(data: bytes) -> list[Sheet]:
    """Read the sheets that are shown; of a formula, only the result it had. Raises DeckUnreadable."""
    try:
        with ZipFile(BytesIO(data)) as packed:
            archive.checked(packed, data, LARGEST)
            remarks = _unread(packed)
        sheets = _shown_sheets(data)
    except (*archive.BROKEN, CalamineError) as error:
        if isinstance(error, DeckUnreadable):
            raise
        raise DeckUnreadable(_("This file is not a spreadsheet, or it is damaged.")) from error
    if sheets:
        sheets[0].remarks.extend(remarks)
    return sheets


def _shown_sheets(data: bytes) -> list[Sheet]:
    try:
        book = load_workbook(BytesIO(data), data_only=True, keep_links=False)
    except _PUZZLED:
        return _bare(data)
    seen = [sheet for sheet in book.worksheets if sheet.sheet_state == "visible"]
    sheets = [_sheet(one) for one in seen[:SHEETS]]
    left = [one.title for one in book.worksheets if one not in seen[:SHEETS]]
    for name in left if sheets else ():
        sheets[0].notes.append(_("Sheet “%(sheet)s” is hidden, or comes too far: it is not read.", sheet=name))
    return sheets


def _bare(data: bytes) -> list[Sheet]:
    """Read a file that keeps its formats otherwise: what its cells hold, and nothing of how they are shown."""
    book = CalamineWorkbook.from_filelike(BytesIO(data))
    names = book.sheet_names[:SHEETS]
    sheets = [Sheet(name, trimmed(name, _values(book, name))) for name in names]
    sheets[0].notes.append(_("The formats of the cells could not be read: look at days, hours and percentages."))
    return sheets


def _values(book: CalamineWorkbook, name: str) -> Iterator[list[str]]:
    for row in book.get_sheet_by_name(name).to_python(skip_empty_area=False, nrows=DEEPEST):
        yield [shown(cell) for cell in row]


def _sheet(one: Any) -> Sheet:
    cells: dict[int, dict[int, str]] = {}
    for (row, column), cell in one._cells.items():  # noqa: SLF001 - the cells there are, not a million empty ones between
        text = shown(cell.value, cell.number_format)
        if text.strip():
            cells.setdefault(row, {})[column] = text
    for merged in one.merged_cells.ranges:
        _spread(merged, cells)
    far = [row for row in cells if row > DEEPEST]
    rows = trimmed(one.title, _dense({row: cells[row] for row in cells if row <= DEEPEST}))
    hidden = {row - 1 for row, about in one.row_dimensions.items() if about.hidden}
    sheet = Sheet(one.title, rows, hidden)
    why = _("what stands below row %(row)s is not read", row=DEEPEST)
    sheet.remarks.extend(Problem(sheet.place(row), why, blocks=False) for row in far[:_FEW])
    sheet.remarks.extend(_beyond(sheet, cells))
    sheet.notes.extend(_behind(one._cells.values()))  # noqa: SLF001 - as above
    return sheet


def _behind(cells: Collection[Any]) -> list[str]:
    linked = [
        cell for cell in cells if cell.hyperlink and cell.hyperlink.target and cell.hyperlink.target != cell.value
    ]
    return behind([cell.coordinate for cell in cells if cell.comment], [cell.coordinate for cell in linked])


def _beyond(sheet: Sheet, cells: dict[int, dict[int, str]]) -> Iterator[Problem]:
    """Name the cells that stand alone, too far to the right to be of a table."""
    stray = [(row, column) for row, line in cells.items() for column in line]
    why = _("what stands beyond column %(column)s is not read", column=letters(COLUMNS - 1))
    beyond = [place for place in stray if place[0] <= DEEPEST and place[1] > COLUMNS + 1]
    yield from (Problem(sheet.place(row, column - 1), why, blocks=False) for row, column in beyond[:_FEW])


def _dense(cells: dict[int, dict[int, str]]) -> Iterator[list[str]]:
    for row in range(1, max(cells, default=0) + 1):
        line = cells.get(row, {})
        yield [line.get(column, "") for column in range(1, min(max(line, default=0), COLUMNS + 1) + 1)]


def _spread(merged: Any, cells: dict[int, dict[int, str]]) -> None:
    """Write what stands in cells that were made one in each of their rows: a family that goes down."""
    text = cells.get(merged.min_row, {}).get(merged.min_col, "")
    for row in range(merged.min_row, min(merged.max_row, merged.min_row + DEEPEST) + 1) if text else ():
        cells.setdefault(row, {})[merged.min_col] = text


def _unread(packed: ZipFile) -> list[Problem]:
    """Say what lies in the file and in no cell: pictures, and formulas that nothing has computed yet."""
    names = packed.namelist()
    empty = [
        cell.decode()
        for name in names
        if name.startswith("xl/worksheets/sheet")
        for cell in _UNCOMPUTED.findall(packed.read(name))
    ]
    found = pictures(sum(bool(_PICTURE.fullmatch(name)) for name in names))
    if empty:
        said = _(
            "formulas whose result is not in it, in %(cells)s: open it in a spreadsheet program and save it again",
            cells=", ".join([*empty[:_FEW], *(["…"] if empty[_FEW:] else [])]),
        )
        found.append(Problem(_("the file"), said, blocks=False))
    if unshown := _unshown(packed):
        texts = ", ".join([*(f"“{excerpt(text)}”" for text in unshown[:_FEW]), *(["…"] if unshown[_FEW:] else [])])
        found.append(
            Problem(_("the file"), _("texts that stand in none of its cells: %(texts)s", texts=texts), blocks=False)
        )
    return found


def _unshown(packed: ZipFile) -> list[str]:
    """List the texts of a file that no cell shows: it is damaged, or what wrote it leaves behind what was deleted."""
    texts: list[str] = []
    with suppress(KeyError, *_PUZZLED), packed.open(_STRINGS) as strings:
        texts = [text.strip() for text in read_string_table(strings)]
    sheets = [packed.read(name) for name in packed.namelist() if name.startswith("xl/worksheets/")]
    shown_ = {texts[int(number)] for sheet in sheets for number in _SHARED.findall(sheet) if int(number) < len(texts)}
    return list(dict.fromkeys(text for text in texts if text and text not in shown_)) if shown_ else []
