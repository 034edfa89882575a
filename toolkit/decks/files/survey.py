"""What the columns of somebody's sheets are taken for: guessed, shown before anything is imported, chosen otherwise."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from toolkit.decks.files import columns, labels
from toolkit.decks.files.columns import FIELDS, PLAIN_FIELDS, Column
from toolkit.decks.files.spreadsheets import TOP, Sheet, letters

# By the name of a sheet, then by the letter of a column: a field, or nothing, and its language.
Choices = Mapping[str, Mapping[str, Sequence[str]]]
Place = tuple[str, str, str]
_EXAMPLES = 3
_LONGEST = 60  # characters of an example


@dataclass(frozen=True)
class Heads:
    """The row of a sheet, counted from 0, that names its columns, what they are, and the language of the others."""

    sheet: Sheet
    top: int
    columns: list[Column]
    spoken: str

    @property
    def rows(self) -> list[list[str]]:
        """The rows below the names."""
        return self.sheet.rows[self.top + 1 :]

    @property
    def titles(self) -> list[str]:
        """The names of the columns, as they are written."""
        return self.sheet.rows[self.top] if self.sheet.rows else []

    @property
    def entitled(self) -> bool:
        """Whether a column holds titles, without which there are no cards."""
        return any(column.field == "title" for column in self.columns)

    def place(self, column: Column) -> Place:
        """Say which field of which language a column is; what is the same in all languages has none."""
        language = column.header.language or ("" if column.field in PLAIN_FIELDS else self.spoken)
        return column.field, language, column.header.variant

    def filled(self, index: int) -> list[str]:
        """List what stands in a column."""
        return [row[index].strip() for row in self.rows if index < len(row) and row[index].strip()]


def heads(sheet: Sheet, choices: Choices) -> Heads:
    """Find the names of the columns of a sheet and guess which fields they are, but for those that were chosen."""
    sheet = _from_cardographer(sheet)
    top = max(range(min(TOP, len(sheet.rows))), key=lambda row: columns.score(sheet.rows[row]), default=0)
    titles = sheet.rows[top] if sheet.rows else []
    by_letter = choices.get(sheet.name, {})
    guesses = [_choice(column, by_letter) for column in columns.guess(titles, sheet.rows[top + 1 :])]
    spoken = columns.language(sheet.name) or ("fr" if columns.speaks_french(titles) else "en")
    return Heads(sheet, top, guesses, spoken)


def survey(sheets: Sequence[Sheet], choices: Choices) -> list[dict[str, Any]]:
    """Describe the sheets that may hold cards: of every column its name, examples, field and language."""
    seen = (heads(sheet, choices) for sheet in labels.read(list(sheets))[1])
    return [
        {"sheet": one.sheet.name, "spoken": one.spoken, "columns": [_described(one, column) for column in one.columns]}
        for one in seen
        if one.columns and any(map(any, one.rows))
    ]


def _described(one: Heads, column: Column) -> dict[str, Any]:
    examples = list(dict.fromkeys(one.filled(column.index)))[:_EXAMPLES]
    return {
        "letter": letters(column.index),
        "title": one.titles[column.index].strip(),
        "examples": [text if len(text) <= _LONGEST else text[: _LONGEST - 1] + "…" for text in examples],
        "field": column.field,
        "language": column.header.language,
    }


def _choice(column: Column, by_letter: Mapping[str, Sequence[str]]) -> Column:
    """Return the column with the field and the language that were chosen for it."""
    choice = by_letter.get(letters(column.index))
    if choice is None or choice[0] not in (*FIELDS, ""):
        return column
    variant = column.header.variant if choice[0] == column.field else ""
    return replace(column, field=choice[0], header=replace(column.header, language=choice[1], variant=variant))


def _from_cardographer(sheet: Sheet) -> Sheet:
    """Leave only the cards of a sheet made for Cardographer, where the first column says what each row is.

    Its column "back" names a picture, and so do the rows that describe backs.
    """
    if not sheet.rows or (sheet.rows[0] or [""])[0].strip() != "title:":
        return sheet
    titles = ["" if columns.plain(cell) == "back" else cell for cell in sheet.rows[0]]
    rows = [["", *titles[1:]]]
    for row in sheet.rows[1:]:
        is_card = row and row[0].strip() == "card:" and not any(cell.startswith("back:") for cell in row)
        rows.append(["", *row[1:]] if is_card else [])
    return Sheet(sheet.name, rows)
