"""The sheets of our own that say what a deck is: "deck", "kinds", "variants" and "glossary".

A heading names a field, and its language and audience behind it: "title (fr)", "title (fr, agents-publics)".
"""

from typing import Any

from toolkit.decks.files import cells, columns
from toolkit.decks.files.sheets.sheet import Sheet

SHEETS = ("deck", "kinds", "variants", "glossary")
Table = dict[str, Any]


def heading(field: str, language: str = "", variant: str = "") -> str:
    """Write the heading of a column."""
    inside = ", ".join(filter(None, (language, variant)))
    return f"{field} ({inside})" if inside else field


def read(sheets: list[Sheet]) -> tuple[Table, list[Sheet]]:
    """Return what our own sheets say of the deck, as a TOML file would, and the other sheets."""
    about: Table = {}
    rest = []
    for sheet in sheets:
        name = sheet.name.strip().lower()
        first = sheet.rows[0][0].strip() if sheet.rows and sheet.rows[0] else ""
        if name == "deck" and first == "field":
            about |= _fields(sheet)
        elif name in SHEETS and first == "code":
            about[name] = [_record(sheet.rows[0], row, deep=name == "glossary") for row in sheet.rows[1:] if any(row)]
        else:
            rest.append(sheet)
    return about, rest


def _fields(sheet: Sheet) -> Table:
    """Read a sheet with a field in each row: its heading, then its value."""
    pairs = [(row[0], row[1]) for row in sheet.rows[1:] if len(row) > 1]
    return _record([heading for heading, _value in pairs], [value for _heading, value in pairs], deep=False)


def _record(headings: list[str], row: list[str], *, deep: bool) -> Table:
    """Read one row; `deep` records keep all that is said in a language together, the others have it by field."""
    made: Table = {}
    for named, cell in zip(headings, row, strict=False):
        header = columns.header(named)
        field = header.words.replace(" ", "_")
        value = cells.read(field, cell)
        if value is None or not field:
            continue
        if not header.language:
            made[field] = value
        elif deep:
            home = made.setdefault("variants", {}).setdefault(header.variant, {}) if header.variant else made
            _under(home, "texts" if not header.variant else "", header.language)[field] = value
        else:
            _under(made, "", field)[header.language] = value
    return made


def _under(home: Table, *keys: str) -> Table:
    """Return the table under these keys, made if it is not there; what is not a table gives way."""
    for key in filter(None, keys):
        inner = home.get(key)
        if not isinstance(inner, dict):
            inner = home[key] = {}
        home = inner
    return home
