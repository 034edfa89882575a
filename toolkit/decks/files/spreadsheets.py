"""Spreadsheets as rows of text: CSV as people's programs write it, XLSX and ODS."""

import csv
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, time, timedelta
from io import BytesIO, StringIO
from itertools import islice
from typing import Any
from zipfile import ZipFile

from python_calamine import CalamineError, CalamineWorkbook, SheetTypeEnum, SheetVisibleEnum

from toolkit.decks.files import archive, cells, columns
from toolkit.decks.folder.folder import DeckUnreadable
from toolkit.language import gettext as _

ROWS, COLUMNS = 2_000, 200
LARGEST = 20_000_000  # bytes, once unpacked
_SHEETS = 50
TOP = 10  # rows, among which the names of the columns are looked for
_MARKS = ((b"\xef\xbb\xbf", "utf-8-sig"), (b"\xff\xfe", "utf-16"), (b"\xfe\xff", "utf-16"))
_DECLARED = re.compile(r'"?sep=(.)"?\r?\n')


@dataclass(frozen=True)
class Sheet:
    """One sheet, with its first row and column; a CSV file is a sheet without a name."""

    name: str
    rows: list[list[str]]

    def place(self, row: int, column: int | None = None) -> str:
        """Say where a cell is, as a spreadsheet does; `row` counts from 1, `column` from 0."""
        where = (
            _("sheet “%(sheet)s”, row %(row)s", sheet=self.name, row=row) if self.name else _("row %(row)s", row=row)
        )
        return where if column is None else _("%(where)s, column %(column)s", where=where, column=letters(column))


def letters(column: int) -> str:
    """Name a column, counted from 0: A to Z, then AA."""
    before, last = divmod(column, 26)
    return (letters(before - 1) if before else "") + chr(ord("A") + last)


def read_workbook(data: bytes) -> list[Sheet]:
    """Read the sheets of an XLSX or ODS file that are shown; of a formula, only the result it had.

    Raises DeckUnreadable.
    """
    try:
        with ZipFile(BytesIO(data)) as packed:
            archive.checked(packed, data, LARGEST)
        book = CalamineWorkbook.from_filelike(BytesIO(data))
        names = [about.name for about in book.sheets_metadata if _is_read(about)][:_SHEETS]
        return [_sheet(name, book.get_sheet_by_name(name).to_python(skip_empty_area=False)) for name in names]
    except (*archive.BROKEN, CalamineError) as error:
        if isinstance(error, DeckUnreadable):
            raise
        raise DeckUnreadable(_("This file is not a spreadsheet, or it is damaged.")) from error


def read_csv(data: bytes) -> list[Sheet]:
    """Read a CSV file, whatever separates its cells and however its letters are coded; raises DeckUnreadable."""
    text = _decoded(data)
    declared = _DECLARED.match(text)
    separators = declared[1] if declared else ",;\t"
    try:
        found = [list(islice(csv.reader(StringIO(text, newline=""), delimiter=one), 2 * ROWS)) for one in separators]
    except csv.Error as error:
        raise DeckUnreadable(_("This file is not a CSV file: %(why)s.", why=error)) from error
    best = max(found, key=_likely)
    rows = [[cells.from_text(cell) for cell in row] for row in best]
    return [_sheet("", [[], *rows[1:]] if declared else rows)]


def _likely(rows: list[list[str]]) -> tuple[int, bool, int]:
    """Say how likely rows were parted well: by columns that are known, rows as long as their header, and columns."""
    top = max(rows[:TOP], key=columns.score, default=[])
    return columns.score(top), all(len(row) <= len(top) for row in rows), len(top)


def _decoded(data: bytes) -> str:
    """Read the letters: Unicode if they can be, else as Windows writes them in western Europe."""
    coding = next((coding for mark, coding in _MARKS if data.startswith(mark)), "utf-8")
    try:
        text = data.decode(coding)
    except UnicodeDecodeError:
        text = data.decode("cp1252", errors="replace")
    if "\0" in text:
        raise DeckUnreadable(_("This file is not a CSV file: %(why)s.", why=_("it holds signs that are no text")))
    return text


def _is_read(about: Any) -> bool:
    return bool(about.typ == SheetTypeEnum.WorkSheet and about.visible == SheetVisibleEnum.Visible)


def _sheet(name: str, rows: Iterable[Sequence[Any]]) -> Sheet:
    said = [[_text(cell) for cell in row] for row in rows]
    while said and not any(said[-1]):
        said.pop()
    if len(said) > ROWS or max(map(len, said), default=0) > COLUMNS:
        limits = {"sheet": name or "CSV", "rows": ROWS, "columns": COLUMNS}
        raise DeckUnreadable(_("%(sheet)s: more than %(rows)s rows or %(columns)s columns.", **limits))
    return Sheet(name, said)


def _text(cell: Any) -> str:
    """Write a cell as a person reads it: a whole number without decimals."""
    if isinstance(cell, float) and cell.is_integer():
        return str(int(cell))
    if isinstance(cell, date | time | timedelta):
        return str(cell)
    return "" if cell is None else str(cell)
