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
HEADS: dict[str, list[str]] = _DATA["heads"]
SAID: dict[str, list[str]] = _DATA["said"]
SCRIPTS = {code: re.compile(letters) for code, letters in _DATA["scripts"].items()}
BESIDE = set(_DATA["beside"]["sheets"])
TOTALS = set(_DATA["beside"]["totals"])
_FILLER = set(_DATA["beside"]["filler"])
_LANGUAGES: dict[str, str] = {word: code for code, words in _DATA["languages"].items() for word in words}
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
_FEW_WORDS = 4
_SHORT = 3  # letters: a plural is longer
_CAMEL = re.compile(r"(?<=[a-zà-ÿ])(?=[A-ZÀ-Þ])")
_BRACKETED = re.compile(r"(.+?)[\s_.:-]*[(\[]\s*([^()\[\]]*?)\s*[)\]]")
_EXPLAINED = re.compile(r"\s+[-–—]\s+\S+\s+\S.*", re.DOTALL)  # Answer 1 - max 75 characters
_ALONE = {"code", "order"}  # what a name among other words says nothing of: "network id"
_NUMBERED = re.compile(r"(.*\D)\s+(?:\d{1,2}|[a-h])")
Claim = tuple[int, str]  # how unsure a name is of a field, and the field


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
    return " ".join(re.findall(r"[^\W_]+", unaccented(text.casefold())))


def language(text: str) -> str:
    """Return the code of the language that `text` names, or nothing."""
    return _LANGUAGES.get(plain(text), "")


@lru_cache(maxsize=1000)
def header(text: str) -> Header:
    """Take the name of a column apart: "title_en", "titre (fr)", "texte (fr, agents-publics)", "cardTitle"."""
    text = _EXPLAINED.sub("", text.strip())
    if len(text) > _LONGEST:
        return Header("")
    bracketed = _BRACKETED.fullmatch(text.strip())
    if bracketed:
        spoken, _comma, variant = bracketed[2].partition(",")
        code = language(spoken) or (spoken if variant or re.fullmatch("[a-z]{2}", spoken) else "")
        return Header(plain(bracketed[1]), code, variant.strip() if code else "")
    words = plain(_CAMEL.sub(" ", text)).split()
    if len(words) > 1 and words[-1] in _LANGUAGES:
        return Header(" ".join(words[:-1]), _LANGUAGES[words[-1]])
    if words[:1] and words[0] in _LANGUAGES and " ".join(words) not in _BY_NAME and _sure(" ".join(words[1:])):
        return Header(" ".join(words[1:]), _LANGUAGES[words[0]])
    return Header(" ".join(words))


def known(text: str) -> bool:
    """Say whether `text` is the name of a field, as it is or in the plural."""
    return bool(_sure(header(text).words))


def score(row: Sequence[str]) -> int:
    """Count the cells of a row that could be the name of a column."""
    return len({words for words in (header(cell).words for cell in row) if _sure(words)})


def spoken(row: Sequence[str]) -> str:
    """Return the language that the names of the columns are in, or nothing when they tell none."""
    words = {header(cell).words for cell in row}
    counted = {code: len(words & set(names)) for code, names in HEADS.items()}
    best = max(counted, key=lambda code: counted[code])
    return best if counted[best] else ""


@lru_cache(maxsize=1000)
def claims(words: str) -> list[Claim]:
    """List the fields that a name may stand for, the surest first."""
    found = _sure(words)
    if not found:
        inside = {field: rank for word in _bare(words) for rank, field in _sure(word) if field not in _ALONE}
        found = [(rank + 2_000, field) for field, rank in inside.items()] if len(inside) == 1 else []
    return sorted(found)


@lru_cache(maxsize=1000)
def _sure(words: str) -> list[Claim]:
    """List the fields that have this name: as it is written, or else in the plural, numbered or with empty words."""
    ways = [words, *(form for form in _forms(words) if form != words)]
    return next((found for found in (_named(way, 1_000 * (way != words)) for way in ways) if found), [])


def _named(words: str, more: int) -> list[Claim]:
    return [(rank + more, field) for field, rank in _BY_NAME.get(words, {}).items()]


def _forms(words: str) -> Iterator[str]:
    """Write a name in the ways that do not change what it says."""
    numbered = _NUMBERED.fullmatch(words)
    if numbered:
        words = numbered[1].strip()
        yield words
    yield _singular(words)
    bare = " ".join(_bare(words))
    if bare:
        yield bare
        yield _singular(bare)


def _bare(words: str) -> list[str]:
    """List the words of a short name that say something."""
    kept = [word for word in words.split() if word not in _FILLER]
    return kept if len(kept) <= _FEW_WORDS else []


def _singular(words: str) -> str:
    return " ".join(word[:-1] if len(word) > _SHORT and word[-1] in "sx" else word for word in words.split())


def _by_name() -> dict[str, dict[str, int]]:
    """Return the fields of each name, with how far down the name stands in its list; then those of singulars."""
    found: dict[str, dict[str, int]] = {}
    for change in (str, _singular):
        for field, names in FIELDS.items():
            for rank, name in enumerate(names):
                home = found.setdefault(change(name), {})
                if change is str or change(name) not in names:
                    home.setdefault(field, rank)
    return found


_BY_NAME = _by_name()
