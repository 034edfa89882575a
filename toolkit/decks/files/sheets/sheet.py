"""A sheet as rows of text, and the measures that none may pass."""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass, field

from toolkit.decks.check import Problem
from toolkit.decks.refusals import DeckUnreadable
from toolkit.language import gettext as _
from toolkit.language import ngettext

ROWS, COLUMNS = 2_000, 200
DEEPEST = 50_000  # rows that are looked at, the empty ones included
LARGEST = 20_000_000  # bytes, once unpacked
SHEETS = 50
_FEW = 6  # cells that are named
_SHORT = 60  # characters of a cell that is quoted


@dataclass(frozen=True)
class Sheet:
    """One sheet, with its first row and column; a CSV file is a sheet without a name.

    `hidden` rows count from 0. One that is `turned` has the columns of the file as its rows. `notes` say what was done
    with the file; `remarks`, what is in it and not in the rows.
    """

    name: str
    rows: list[list[str]]
    hidden: Collection[int] = ()
    notes: list[str] = field(default_factory=list)
    remarks: list[Problem] = field(default_factory=list)
    turned: bool = False

    def place(self, row: int, column: int | None = None) -> str:
        """Say where a cell is, as a spreadsheet does; `row` counts from 1, `column` from 0."""
        if self.turned:
            row, column = (1 if column is None else column + 1), row - 1
        where = (
            _("sheet “%(sheet)s”, row %(row)s", sheet=self.name, row=row) if self.name else _("row %(row)s", row=row)
        )
        return where if column is None else _("%(where)s, column %(column)s", where=where, column=letters(column))

    @property
    def label(self) -> str:
        """Say which sheet it is."""
        return _("sheet “%(sheet)s”", sheet=self.name) if self.name else _("the file")


def excerpt(text: str) -> str:
    """Return a cell as a sentence quotes it: on one line, and short."""
    words = " ".join(text.split())
    return words if len(words) <= _SHORT else f"{words[: _SHORT - 1]}…"


def letters(column: int) -> str:
    """Name a column, counted from 0: A to Z, then AA."""
    before, last = divmod(column, 26)
    return (letters(before - 1) if before else "") + chr(ord("A") + last)


def trimmed(name: str, rows: Iterable[Sequence[str]]) -> list[list[str]]:
    """Return the rows without the empty ones at the end, nor empty cells at theirs; raises DeckUnreadable."""
    kept: list[list[str]] = []
    filled = 0
    for number, row in enumerate(rows):
        if number == DEEPEST:
            break
        kept.append(_trimmed(row))
        filled += bool(kept[-1])
        if filled > ROWS or len(kept[-1]) > COLUMNS:
            limits = {"sheet": name or "CSV", "rows": ROWS, "columns": COLUMNS}
            raise DeckUnreadable(
                _("%(sheet)s: more than %(rows)s rows or %(columns)s columns. Make several files of it.", **limits)
            )
    while kept and not kept[-1]:
        kept.pop()
    return kept


def pictures(count: int) -> list[Problem]:
    """Say that pictures lie over the cells of a file, where nothing tells whose they are."""
    said = ngettext(
        "%(num)s picture lies over its cells: send a .zip of the spreadsheet and the files of its pictures, with a "
        "column that names them",
        "%(num)s pictures lie over its cells: send a .zip of the spreadsheet and the files of its pictures, with a "
        "column that names them",
        count,
    )
    return [Problem(_("the file"), said, blocks=False)] if count else []


def behind(commented: Sequence[str], linked: Sequence[str]) -> list[str]:
    """Say which cells have a comment or an address behind them, that no card can show."""
    told = []
    if commented:
        told.append(_("The comments on these cells are on no card: %(cells)s.", cells=_few(commented)))
    if linked:
        why = _("The addresses behind these cells are on no card: %(cells)s. Write those out that are to be read.")
        told.append(why % {"cells": _few(linked)})
    return told


def _few(cells: Sequence[str]) -> str:
    return ", ".join([*cells[:_FEW], *(["…"] if cells[_FEW:] else [])])


def _trimmed(row: Sequence[str]) -> list[str]:
    last = next((index for index in range(len(row), 0, -1) if row[index - 1].strip()), 0)
    return list(row[:last])
