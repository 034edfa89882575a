"""Drafts: the cards of a sheet before they are a deck; and what of the sheet is on none of them."""

from dataclasses import dataclass, field
from typing import Any

from toolkit.decks.check import Problem
from toolkit.decks.files.columns import PLAIN_FIELDS
from toolkit.decks.files.interpretation import Place
from toolkit.decks.files.sheets.sheet import Sheet

_ABOUT_PERSONS = ("name", "title")


@dataclass
class Draft:
    """What one row says of a card, and in which columns each field stands (by field, language, variant).

    One that is `ours` was written by us, and is read to the letter.
    """

    sheet: Sheet
    row: int
    places: dict[Place, list[int]]
    fields: dict[str, Any] = field(default_factory=dict)
    kind: dict[str, str] = field(default_factory=dict)
    texts: dict[str, dict[str, Any]] = field(default_factory=dict)
    variants: dict[str, dict[str, dict[str, Any]]] = field(default_factory=dict)
    about: dict[str, str] = field(default_factory=dict)
    ours: bool = False

    def where(self, *place: str) -> str:
        """Say where a field stands, or the row when it has no column."""
        field_, language, variant = (*place, "", "", "")[:3]
        found = self.places.get((field_, language, variant))
        return self.sheet.place(self.row, found[0] if found else None)

    def take(self, place: Place, value: Any) -> None:
        """Keep what a cell says; what a second column says of the same field comes behind."""
        name, language, variant = place
        if name == "kind":
            self.kind[language] = str(value)
            return
        home = self.fields
        if name not in PLAIN_FIELDS:
            home = (self.variants.setdefault(variant, {}) if variant else self.texts).setdefault(language, {})
        home[name] = _joined(name, home[name], value) if name in home else value


@dataclass
class Reading:
    """What was read of all sheets: cards, what was said of the whole deck, what is missing, what was left out."""

    drafts: list[Draft] = field(default_factory=list)
    about: dict[str, str] = field(default_factory=dict)
    remarks: list[Problem] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)
    untitled: list[str] = field(default_factory=list)

    def remark(self, where: str, what: str) -> None:
        """Note what is in the file and not on a card."""
        self.remarks.append(Problem(where, what, blocks=False))


def _joined(name: str, first: Any, second: Any) -> Any:
    if isinstance(first, list) and isinstance(second, list):
        return first + second
    return f"{first}{' ' if name in _ABOUT_PERSONS else chr(10)}{second}"
