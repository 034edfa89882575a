"""Drafts: the cards of a sheet, row by row, before they are a deck."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

from toolkit.decks import cells, columns
from toolkit.decks.columns import ABOUT, PLAIN_FIELDS, Column
from toolkit.decks.spreadsheets import TOP, Sheet, letters
from toolkit.language import gettext as _

Place = tuple[str, str, str]


@dataclass
class Draft:
    """What one row says of a card, and in which column each field stands (by field, language, variant)."""

    sheet: Sheet
    row: int
    places: dict[Place, int]
    said: dict[str, Any] = field(default_factory=dict)
    kind: dict[str, str] = field(default_factory=dict)
    texts: dict[str, dict[str, Any]] = field(default_factory=dict)
    variants: dict[str, dict[str, dict[str, Any]]] = field(default_factory=dict)

    def where(self, *place: str) -> str:
        """Say where a field stands, or the row when it has no column."""
        return self.sheet.place(self.row, self.places.get((*place, "", "")[:3]))  # type: ignore[arg-type]

    def take(self, place: Place, value: Any) -> None:
        """Keep what a cell says."""
        name, language, variant = place
        if name == "kind":
            self.kind[language] = str(value)
        elif name in PLAIN_FIELDS:
            self.said[name] = value
        else:
            home = self.variants.setdefault(variant, {}) if variant else self.texts
            home.setdefault(language, {})[name] = value


@dataclass
class Reading:
    """What was read of all sheets: cards, what was said of the whole deck, what to mend, what was left out."""

    drafts: list[Draft] = field(default_factory=list)
    about: dict[str, str] = field(default_factory=dict)
    problems: list[str] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)


def read(sheet: Sheet, reading: Reading) -> None:
    """Add the cards of a sheet to the reading."""
    sheet = _from_cardographer(sheet)
    top = max(range(min(TOP, len(sheet.rows))), key=lambda row: columns.known(sheet.rows[row]), default=0)
    titles = sheet.rows[top] if sheet.rows else []
    found = columns.guess(titles, sheet.rows[top + 1 :])
    if not any(column.field == "title" for column in found):
        _without_title(sheet, found, reading)
        return
    spoken = columns.language(sheet.name) or ("fr" if columns.speaks_french(titles) else "en")
    places = {_place(column, spoken): column.index for column in found if column.field}
    for row, given in enumerate(sheet.rows[top + 1 :], top + 2):
        draft = _draft(Draft(sheet, row, places), given)
        if draft.texts or draft.said:
            draft.texts = draft.texts or {spoken: {}}
            reading.drafts.append(draft)
    _notice_the_rest(sheet, titles, found, reading, top)


def _draft(draft: Draft, given: Sequence[str]) -> Draft:
    for place, index in draft.places.items():
        value = cells.read(place[0], given[index]) if index < len(given) else None
        if value is not None:
            draft.take(place, value)
    return draft


def _place(column: Column, spoken: str) -> Place:
    """Say which field of which language a column is; what is the same in all languages has none."""
    language = column.header.language
    return column.field, language or ("" if column.field in PLAIN_FIELDS else spoken), column.header.variant


def _without_title(sheet: Sheet, found: list[Column], reading: Reading) -> None:
    """Refuse a sheet that looks like cards; leave out one that does not."""
    if not any(map(any, sheet.rows)):
        return
    if sheet.name and sum(bool(column.field) for column in found) < 2:  # noqa: PLR2004 - one may be chance
        reading.notes.append(_("Sheet “%(sheet)s” holds no cards: it is left out.", sheet=sheet.name))
        return
    where = sheet.place(1)
    reading.problems.append(_("%(where)s: no column is called “title”, “titre”, “name” or “nom”.", where=where))


def _notice_the_rest(sheet: Sheet, titles: Sequence[str], found: list[Column], reading: Reading, top: int) -> None:
    """Take what is said of the whole deck from the columns that are no field, and name the others."""
    for column in found:
        filled = (row[column.index].strip() for row in sheet.rows[top + 1 :] if column.index < len(row))
        first = next(filter(None, filled), "")
        about = next((key for key, names in ABOUT.items() if column.header.said in names), "")
        if about and first:
            reading.about.setdefault(about, first)
        elif first and not column.field:
            named = {"title": titles[column.index].strip() or "?", "column": letters(column.index)}
            reading.notes.append(_("Column %(column)s, “%(title)s”, is not used.", **named))


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
