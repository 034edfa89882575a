"""Drafts: the cards of a sheet, row by row, before they are a deck."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

from toolkit.decks.files import cells, survey
from toolkit.decks.files.columns import ABOUT, PLAIN_FIELDS
from toolkit.decks.files.spreadsheets import Sheet, letters
from toolkit.decks.files.survey import Choices, Heads, Place
from toolkit.language import gettext as _


@dataclass
class Draft:
    """What one row says of a card, and in which column each field stands (by field, language, variant)."""

    sheet: Sheet
    row: int
    places: dict[Place, int]
    fields: dict[str, Any] = field(default_factory=dict)
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
            self.fields[name] = value
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


def read(sheet: Sheet, reading: Reading, choices: Choices) -> None:
    """Add the cards of a sheet to the reading."""
    heads = survey.heads(sheet, choices)
    if not heads.entitled:
        _without_title(heads, reading)
        return
    places = _places(heads, reading)
    for number, row in enumerate(heads.rows, heads.top + 2):
        draft = _draft(Draft(heads.sheet, number, places), row)
        if draft.texts or draft.fields:
            draft.texts = draft.texts or {heads.spoken: {}}
            reading.drafts.append(draft)
    _notice_the_rest(heads, reading)


def _places(heads: Heads, reading: Reading) -> dict[Place, int]:
    """Say in which column each field stands; two columns that were chosen to be the same are refused."""
    places: dict[Place, int] = {}
    for column in heads.columns:
        if not column.field:
            continue
        first = places.setdefault(heads.place(column), column.index)
        if first != column.index:
            where = heads.sheet.place(heads.top + 1, column.index)
            names = {"field": column.field, "column": letters(first)}
            why = _("column %(column)s is “%(field)s” already, in this language", **names)
            reading.problems.append(_("%(where)s: %(why)s.", where=where, why=why))
    return places


def _draft(draft: Draft, row: Sequence[str]) -> Draft:
    for place, index in draft.places.items():
        value = cells.read(place[0], row[index]) if index < len(row) else None
        if value is not None:
            draft.take(place, value)
    return draft


def _without_title(heads: Heads, reading: Reading) -> None:
    """Refuse a sheet that looks like cards; leave out one that does not."""
    sheet = heads.sheet
    if not any(map(any, sheet.rows)):
        return
    if sheet.name and sum(bool(column.field) for column in heads.columns) < 2:  # noqa: PLR2004 - one may be chance
        reading.notes.append(_("Sheet “%(sheet)s” holds no cards: it is left out.", sheet=sheet.name))
        return
    where = sheet.place(1)
    reading.problems.append(_("%(where)s: no column is called “title”, “titre”, “name” or “nom”.", where=where))


def _notice_the_rest(heads: Heads, reading: Reading) -> None:
    """Take what is said of the whole deck from the columns that are no field, and name the others."""
    for column in heads.columns:
        first = next(iter(heads.filled(column.index)), "")
        if column.field or not first:
            continue
        about = next((key for key, names in ABOUT.items() if column.header.words in names), "")
        if about:
            reading.about.setdefault(about, first)
        else:
            named = {"title": heads.titles[column.index].strip() or "?", "column": letters(column.index)}
            reading.notes.append(_("Column %(column)s, “%(title)s”, is not used.", **named))
