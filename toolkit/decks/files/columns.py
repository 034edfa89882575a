"""Columns: which field of a card each column of somebody's spreadsheet is, guessed from its name.

The names are data: columns.toml, beside this module.
"""

import re
import tomllib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from toolkit.text import unaccented

_DATA = tomllib.loads(Path(__file__).with_suffix(".toml").read_text("utf-8"))
FIELDS: dict[str, list[str]] = _DATA["fields"]
ABOUT: dict[str, list[str]] = _DATA["about"]
KINDS = _DATA["kinds"]
_LANGUAGES: dict[str, str] = {word: code for code, words in _DATA["languages"].items() for word in words}
_NAMES = {name for names in FIELDS.values() for name in names}
_FRENCH = set(_DATA["french"]["words"])
PLAIN_FIELDS = (
    "code",
    "kind",
    "order",
    "quantity",
    "level",
    "theme",
    "tags",
    "image",
    "credit",
    "icon",
    "portrait",
    "focus",
)
LISTS = ("tags", "needs", "brakes", "resources", "cards", "languages")
_LONGEST = 80  # characters; more is no name
_LEVELS = {"core", "optional"}
_CODE = re.compile(r"[A-Z0-9][A-Z0-9-]{0,11}")
_BRACKETED = re.compile(r"(.+?)[\s_.:-]*[(\[]\s*([^()\[\]]*?)\s*[)\]]")


@dataclass(frozen=True)
class Header:
    """The name of a column, taken apart: what it says, in which language and to which audience."""

    words: str
    language: str = ""
    variant: str = ""


@dataclass(frozen=True)
class Column:
    """A column of a spreadsheet, counted from 0, and the field it is; a field "" is none of a card's."""

    index: int
    header: Header
    field: str = ""


def plain(text: str) -> str:
    """Return `text` without capitals, accents and signs, its words parted by spaces."""
    return " ".join(re.findall(r"[a-z0-9]+", unaccented(text.casefold())))


def language(text: str) -> str:
    """Return the code of the language that `text` names, or nothing."""
    return _LANGUAGES.get(plain(text), "")


@lru_cache(maxsize=1000)
def header(text: str) -> Header:
    """Take the name of a column apart: "title_en", "titre (fr)", "texte (fr, agents-publics)", "EN title"."""
    if len(text) > _LONGEST:
        return Header("")
    bracketed = _BRACKETED.fullmatch(text.strip())
    if bracketed:
        spoken, _comma, variant = bracketed[2].partition(",")
        code = language(spoken) or (spoken if variant or re.fullmatch("[a-z]{2}", spoken) else "")
        return Header(plain(bracketed[1]), code, variant.strip() if code else "")
    words = plain(text).split()
    if len(words) > 1 and words[-1] in _LANGUAGES:
        return Header(" ".join(words[:-1]), _LANGUAGES[words[-1]])
    if len(words) > 1 and words[0] in _LANGUAGES and " ".join(words) not in FIELDS["text"]:
        return Header(" ".join(words[1:]), _LANGUAGES[words[0]])
    return Header(" ".join(words))


def score(row: Sequence[str]) -> int:
    """Count the cells of a row that could be the name of a column."""
    return len({header(cell).words for cell in row} & _NAMES)


def speaks_french(row: Sequence[str]) -> bool:
    """Say whether the names of the columns are French."""
    return any(header(cell).words in _FRENCH for cell in row)


def guess(titles: Sequence[str], rows: Sequence[Sequence[str]]) -> list[Column]:
    """Say which field each column is; what the cells hold tells a level or a theme from another column.

    A sheet without a title calls it by another name, such as the one of a person.
    """
    headers = [header(title) for title in titles]
    coded = any(one.words in FIELDS["code"] for one in headers)
    ours = coded and any(one.language for one in headers)
    pictured = ours or any(one.words in FIELDS["image"] for one in headers)
    out = ({"theme"} if not coded else set()) | ({"credit"} if not pictured else set())
    fields = _assign(headers, rows, out)
    if "title" not in fields.values():
        fields = _assign(headers, rows, {*out, "name"})
    return [Column(index, one, fields.get(index, "")) for index, one in enumerate(headers)]


def _assign(headers: Sequence[Header], rows: Sequence[Sequence[str]], out: set[str]) -> dict[int, str]:
    """Give each field to the column that is most surely it, once in each language and for each audience."""
    fields: dict[int, str] = {}
    places: set[tuple[str, str, str]] = set()
    for _sure, index, field in sorted(_claims(headers)):
        place = (field, headers[index].language, headers[index].variant)
        if field in out or index in fields or place in places or not _fits(field, index, rows):
            continue
        fields[index] = field
        places.add(place)
    return fields


def _claims(headers: Sequence[Header]) -> Iterator[tuple[int, int, str]]:
    for field, names in FIELDS.items():
        for index, one in enumerate(headers):
            if one.words in names:
                yield names.index(one.words), index, field


def _fits(field: str, index: int, rows: Sequence[Sequence[str]]) -> bool:
    """Say whether the cells of a column can be this field, for those whose name means other things too."""
    cells = {row[index].strip() for row in rows if index < len(row)} - {""}
    if field == "level":
        return cells <= _LEVELS
    return field != "theme" or all(_CODE.fullmatch(cell) for cell in cells)
