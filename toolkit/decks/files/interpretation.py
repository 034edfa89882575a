"""What the columns of somebody's sheets are taken for: guessed, shown before anything is imported, chosen otherwise."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from itertools import zip_longest
from typing import Any

from toolkit.decks.files import columns, guessing, labels, languages, lines
from toolkit.decks.files.choices import Choices, SheetChoice
from toolkit.decks.files.columns import FIELDS, PLAIN_FIELDS, Column
from toolkit.decks.files.lines import Line
from toolkit.decks.files.sheets.sheet import Sheet, letters

Place = tuple[str, str, str]
_EXAMPLES = 3
_LONGEST = 60  # characters of an example


@dataclass(frozen=True)
class Heads:
    """A sheet with the row, counted from 0, that names its columns (-1 for none), what they are, and its language.

    `asked` are the questions that this sheet raises, each with its answer as guessed or chosen; `guesses`, its columns
    before anything was chosen.
    """

    sheet: Sheet
    top: int
    columns: list[Column]
    spoken: str
    asked: dict[str, bool] = field(default_factory=dict)
    guesses: list[Column] = field(default_factory=list)

    @property
    def titles(self) -> list[str]:
        """The names of the columns, as they are written."""
        written = self.sheet.rows[self.top] if self.top >= 0 and self.sheet.rows else []
        return [*written, *[""] * (len(self.columns) - len(written))]

    @property
    def entitled(self) -> bool:
        """Whether a column holds titles, without which there are no cards."""
        return any(column.field == "title" for column in self.columns)

    @property
    def ours(self) -> bool:
        """Whether the columns are called as our own files call them, whose cells are read to the letter."""
        return any(column.field == "code" for column in self.columns) and any(
            column.field == "title" and column.header.language for column in self.columns
        )

    @property
    def lines(self) -> list[Line]:
        """The rows that hold something, and what each is."""
        used = [column.index for column in self.columns if column.field]
        title = next((column.index for column in self.columns if column.field == "title"), 0)
        hidden = () if self.ours else self.sheet.hidden
        found = lines.sort(self.sheet.rows, self.top, used, hidden, title)
        return [replace(line, what="", heading="") for line in found] if self.ours else found

    @property
    def taken(self) -> list[Line]:
        """The lines that become cards."""
        return [line for line in self.lines if not line.what or self.asked[lines.ASKED[line.what]]]

    def place(self, column: Column) -> Place:
        """Say which field of which language a column is; what is the same in all languages has none."""
        language = column.header.language or ("" if column.field in PLAIN_FIELDS else self.spoken)
        return column.field, language, column.header.variant

    def filled(self, index: int) -> list[str]:
        """List what stands in a column."""
        return guessing.below(self.sheet.rows[self.top + 1 :], index)


def heads(sheet: Sheet, choices: Choices) -> Heads:
    """Find the names of the columns of a sheet and guess which fields they are, but for what was chosen."""
    chosen = choices.of(sheet.name)
    sheet = _from_cardographer(sheet)
    turned = chosen.toggles.get("turned", guessing.is_turned(sheet.rows))
    if turned:
        rows = [list(row) for row in zip_longest(*sheet.rows, fillvalue="")]
        sheet = replace(sheet, rows=rows, turned=True, hidden=())
    guess = guessing.top(sheet.rows)
    headed = chosen.toggles.get("headed", guess >= 0)
    top = max(guess, 0) if headed else -1
    rows = sheet.rows[top + 1 :]
    found = guessing.columns_of(sheet.rows[top], rows) if headed and sheet.rows else guessing.unnamed(rows)
    one = Heads(sheet, top, [_choice(column, chosen) for column in found], _spoken(sheet, chosen, top), guesses=found)
    return replace(one, asked=_asked(one, chosen, headed=headed, turned=turned))


def all_heads(sheets: Sequence[Sheet], choices: Choices) -> list[Heads]:
    """Find the columns of all sheets; they are in one language, but for those that are called after another."""
    found = _beside_named([heads(sheet, choices) for sheet in sheets], choices)
    told = Counter[str]()
    for one in found:
        told[one.spoken] += len(one.taken) if one.entitled and one.asked["take"] else 0
    most = max(told, key=lambda language: told[language], default="en")
    return [one if _is_told(one, choices) else replace(one, spoken=most) for one in found]


def _beside_named(found: list[Heads], choices: Choices) -> list[Heads]:
    """Leave out sheets whose columns have no names when those of others have, unless they are wanted."""
    if not any(one.top >= 0 and columns.score(one.titles) > 1 for one in found):
        return found
    return [
        one
        if one.top >= 0
        else replace(one, asked=one.asked | {"take": choices.of(one.sheet.name).toggles.get("take", False)})
        for one in found
    ]


def survey(sheets: Sequence[Sheet], choices: Choices) -> list[dict[str, Any]]:
    """Describe the sheets that may hold cards: of every column its name, examples, field and language."""
    seen = all_heads(labels.read(list(sheets))[1], choices)
    return [_sheet_described(one) for one in seen if one.columns and any(map(any, one.sheet.rows[one.top + 1 :]))]


def _sheet_described(one: Heads) -> dict[str, Any]:
    taken = one.taken if one.asked["take"] and one.entitled else []
    return {
        "sheet": one.sheet.name,
        "rows": len(one.lines),
        "cards": len(taken),
        "spoken": one.spoken,
        "asked": one.asked,
        "columns": [_described(one, *pair) for pair in zip(one.columns, one.guesses, strict=True)],
    }


def _described(one: Heads, column: Column, guess: Column) -> dict[str, Any]:
    examples = list(dict.fromkeys(one.filled(column.index)))[:_EXAMPLES]
    return {
        "letter": letters(column.index),
        "title": one.titles[column.index].strip(),
        "examples": [text if len(text) <= _LONGEST else text[: _LONGEST - 1] + "…" for text in examples],
        "field": column.field,
        "language": column.header.language,
        "guess": f"{guess.field}.{guess.header.language}",
    }


def _asked(one: Heads, chosen: SheetChoice, *, headed: bool, turned: bool) -> dict[str, bool]:
    """List the questions that a sheet raises; a sheet kept beside the cards is not taken unless it is wanted."""
    found = {line.what for line in one.lines}
    guesses = {"take": columns.plain(one.sheet.name) not in columns.BESIDE, "headed": headed}
    if turned or guessing.is_turned(one.sheet.rows):
        guesses["turned"] = turned
    guesses |= dict.fromkeys((lines.ASKED[what] for what in sorted(found) if what), False)
    return {name: chosen.toggles.get(name, guess) for name, guess in guesses.items()}


def _spoken(sheet: Sheet, chosen: SheetChoice, top: int) -> str:
    """Say which language a sheet is in: as chosen, as it is called, as its cells are, or as its columns are called."""
    titles = sheet.rows[top] if top >= 0 and sheet.rows else []
    said = languages.language(languages.sample(sheet.rows[top + 1 :]), titles)
    return chosen.spoken or columns.language(sheet.name) or said or columns.spoken(titles) or "en"


def _is_told(one: Heads, choices: Choices) -> bool:
    """Say whether the language of a sheet was chosen, or is its name."""
    return bool(choices.of(one.sheet.name).spoken or columns.language(one.sheet.name))


def _choice(column: Column, chosen: SheetChoice) -> Column:
    """Return the column with the field and the language that were chosen for it."""
    choice = chosen.columns.get(letters(column.index))
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
    return replace(sheet, rows=rows)
