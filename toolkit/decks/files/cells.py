"""What stands in one cell of a deck's spreadsheet: lists, numbers, and fields that are empty on purpose."""

import re
from hashlib import sha256
from typing import Any

from toolkit.decks.files.columns import LISTS
from toolkit.text import unaccented

# An empty cell says nothing; two quotation marks say that the field is empty on purpose.
_EMPTY = '""'
_QUOTES = re.compile('(?:"")+')
_NANDECK_LINE = "\\13\\"  # where a line ends, in a deck made for nanDECK
_BULLET = re.compile(r"[-•*](?: |$)")
_IMAGE = re.compile(r"[A-Za-z0-9][A-Za-z0-9_-]{0,70}\.(jpg|jpeg|png|webp)")
_PARTS = re.compile(r"[,;|\n]")
# What spreadsheets take for the beginning of a formula, when it stands in a CSV file.
_SIGNS = r"=+\-@\u2212\uff1d\uff0b\uff0d\uff20"
_FORMULA = re.compile(rf"'*[{_SIGNS}\t\r\n]")
# Opened with another separator than it was written with, the file has a cell behind each.
_INSIDE = re.compile(rf"""([;,|\t]"*)('*)(?=[{_SIGNS}])""")
_KEPT_INSIDE = re.compile(rf"""([;,|\t]"*)'('*)(?=[{_SIGNS}])""")
# What a spreadsheet shows where a formula went wrong.
_ERROR = re.compile(
    r"#(?:N/A|N/D|DIV/0!|REF!|VALUE!|VALEUR!|NAME\?|NOM\?|NUM!|NOMBRE!|NULL!|NV|WERT!|BEZUG!)|Err:\d{3}"
)
_TIMES = re.compile(r"\D{0,6}?(\d{1,3})(?:[.,]0+)?\D{0,12}")  # x2, 2 ex., 2.0
_WHOLE = re.compile(r"([+-]?\d{1,9})[.,]0+")
_YEARS = re.compile(
    r"(?:env\.?|ca\.?|~)? ?(\d{1,3})(?:[.,]0+)? ?(?:ans?|years?|years? old|yo|y\.o\.|jahre|años|anni|jaar)?"
)


def written(field: str, value: Any) -> str | int:
    """Write the value of a field into a cell; numbers stay numbers."""
    if isinstance(value, list):
        return _listed(field, value)
    if isinstance(value, int):
        return value
    return f'{value}""' if _QUOTES.fullmatch(value) or not value else str(value)


def read(field: str, cell: str) -> Any:
    """Read the value of a field; None when the cell says nothing."""
    if not cell.strip():
        return None
    if field in LISTS:
        return [] if cell == _EMPTY else _parts(field, cell)
    if field in _NUMBERS:
        return _number(field, cell.strip())
    return cell[2:] if _QUOTES.fullmatch(cell) else cell.replace(_NANDECK_LINE, "\n")


def is_error(cell: str) -> bool:
    """Say whether a cell shows that a formula went wrong."""
    return bool(_ERROR.fullmatch(cell.strip()))


def file_name(path: str) -> str:
    """Name an image as ours are: the last part of its path, in plain letters, with a small extension.

    Letters that have no plain form would leave the same name to two files: those get a few signs of their own.
    """
    if _IMAGE.fullmatch(path):
        return path
    stem, _dot, extension = re.split(r"[/\\]", path.strip())[-1].rpartition(".")
    letters = unaccented(stem).encode("ascii", "ignore").decode()
    plain = re.sub("[^A-Za-z0-9_]+", "-", letters).strip("-_")[:60]
    if not plain or len(letters) < len(unaccented(stem)):
        plain = f"{plain}-{sha256(unaccented(stem).encode()).hexdigest()[:6]}".strip("-")
    return f"{plain}.{extension.lower()}"


def as_text(cell: str) -> str:
    """Write a cell so that no spreadsheet that opens the CSV file computes it."""
    inside = _INSIDE.sub(r"\1'\2", cell)
    return f"'{inside}" if _FORMULA.match(inside) else inside


def from_text(cell: str) -> str:
    """Read a cell that may have been written by `as_text`."""
    inside = cell[1:] if cell.startswith("'") and _FORMULA.match(cell) else cell
    return _KEPT_INSIDE.sub(r"\1\2", inside)


def _number(field: str, cell: str) -> Any:
    """Read a number as people write it; what is none is left for the model to refuse."""
    found = _NUMBERS[field].fullmatch(cell.casefold())
    return int(found[1]) if found and not cell.startswith("-") else cell


_NUMBERS = {"quantity": _TIMES, "age": _YEARS, "order": _WHOLE}


def _listed(field: str, items: list[str]) -> str:
    """Write a list: between commas where they cannot be mistaken, else each item behind a bullet."""
    plain = all(item == item.strip() != "" and not _PARTS.search(item) and not _BULLET.match(item) for item in items)
    if field in {"needs", "brakes", "resources"} or not plain:
        return "\n".join("• " + item.replace("\n", "\n  ") for item in items) or _EMPTY
    return ", ".join(items) or _EMPTY


def _parts(field: str, cell: str) -> list[str]:
    """Take a list apart as people write them: bullets, lines, or signs between."""
    if _BULLET.match(cell):
        return _bulleted(cell)
    commas = "," if field not in {"needs", "brakes", "resources"} else ";"
    separator = next((sign for sign in ("\n", "|", ";", commas) if sign in cell), "\n")
    return [part.strip() for part in cell.split(separator) if part.strip()]


def _bulleted(cell: str) -> list[str]:
    items: list[str] = []
    for line in cell.split("\n"):
        if _BULLET.match(line):
            items.append(line[2:])
        else:
            items[-1] += "\n" + line.removeprefix("  ")
    return items
