"""Guesses like a person's: what a sheet is, from the names of its columns and from what stands below them."""

import re
from collections.abc import Sequence
from statistics import mean

from toolkit.decks.files import columns
from toolkit.decks.files.columns import FIELDS, Column, Header

Rows = Sequence[Sequence[str]]
TOP = 10  # rows, among which the names of the columns are looked for
_LEVELS = {"core", "optional"}
_CODE = re.compile(r"[A-Z0-9][A-Z0-9-]{0,11}")
_WHOLE = re.compile(r"[+-]?\d+(?:[.,]0+)?")
_NUMBERED = 1_000  # how unsure a claim is when the name is numbered, in the plural or among other words
_BESIDE_NOTES = {"title", "name", "note", "kind", "tags", "image", "alt", "code", "order", "quantity", "credit"}
_LONG, _LONGER = 30, 2  # characters of a text; how many times longer than its name one is
_TITLE_LENGTH = 120
_FAMILIES = 0.5  # at most so many different words to a row
_LINK = re.compile(r"(?:https?://|www\.|mailto:)|\S+@\S+\.\S+")


def below(rows: Rows, index: int) -> list[str]:
    """List what stands in a column."""
    return [row[index].strip() for row in rows if index < len(row) and row[index].strip()]


def columns_of(titles: Sequence[str], rows: Rows) -> list[Column]:
    """Say which field each column is, from its name and, where that does not tell, from its cells."""
    headers = [columns.header(title) for title in titles]
    fields = _assign(headers, rows, _out(headers))
    if "title" not in fields.values():
        fields = _entitle(headers, rows, fields)
    if "text" not in fields.values():
        _find_text(headers, rows, fields)
    if set(fields.values()) <= _BESIDE_NOTES:
        fields = {index: "text" if field == "note" else field for index, field in fields.items()}
    return [Column(index, one, fields.get(index, "")) for index, one in enumerate(headers)]


def unnamed(rows: Rows) -> list[Column]:
    """Say which field each column is when no line names them: the longest is the text, one of few words the kind."""
    width = max(map(len, rows), default=0)
    headers = [Header("")] * width
    fields: dict[int, str] = {}
    filled = [index for index in range(width) if below(rows, index)]
    kind = next((index for index in filled if len(filled) > 1 and _is_family(below(rows, index))), None)
    if kind is not None:
        fields[kind] = "kind"
    _entitle(headers, rows, fields)
    _find_text(headers, rows, fields, shortest=0)
    return [Column(index, one, fields.get(index, "")) for index, one in enumerate(headers)]


def top(rows: Rows) -> int:
    """Return the row, counted from 0, that names the columns; -1 when the first line is a card already."""
    if not any(rows):
        return 0
    best = max(range(min(TOP, len(rows))), key=lambda row: columns.score(rows[row]))
    if columns.score(rows[best]) and not _comes_again(rows, best):
        return best
    first = next((number for number, row in enumerate(rows) if any(row)), 0)
    return first if _names(rows[first], rows[first + 1 :]) else -1


def _comes_again(rows: Rows, row: int) -> bool:
    """Say whether the one name of a column in a row is a word of the cards: it stands below, too."""
    names = [(index, cell.strip()) for index, cell in enumerate(rows[row]) if columns.known(cell)]
    return len(names) == 1 and names[0][1] in below(rows[row + 1 :], names[0][0])


def is_turned(rows: Rows) -> bool:
    """Say whether a column is a card: the names of the fields stand one below the other."""
    down = [row[0] for row in rows[:40] if row and row[0].strip()]
    across = max((columns.score(row) for row in rows[:TOP]), default=0)
    wide = max(map(len, rows), default=0)
    return wide > 1 and columns.score(down) > max(2, across) and columns.score(down) * 2 > len(down)


def goes_down(families: Sequence[str]) -> bool:
    """Say whether each family is named once, in front of the first of its cards: blanks below it mean the same."""
    named = [family for family in families if family]
    return bool(families and families[0]) and len(set(named)) == len(named) and 1 < len(named) <= len(families) / 2


def _out(headers: Sequence[Header]) -> set[str]:
    """Name the fields that no column can be: a theme without codes, the credit of no image."""
    coded = any(one.words in FIELDS["code"] for one in headers)
    ours = coded and any(one.language for one in headers)
    pictured = ours or any(field == "image" for one in headers for _rank, field in columns.claims(one.words))
    return ({"theme"} if not coded else set()) | ({"credit"} if not pictured else set())


def _assign(headers: Sequence[Header], rows: Rows, out: set[str]) -> dict[int, str]:
    """Give each field to the column that is most surely it; those with numbered names share one."""
    fields: dict[int, str] = {}
    places: dict[tuple[str, str, str], int] = {}
    claimed = sorted(
        (rank, index, field) for index, one in enumerate(headers) for rank, field in columns.claims(one.words)
    )
    for _rank, index, field in claimed:
        place = (field, headers[index].language, headers[index].variant)
        if field in out or index in fields or not _fits(field, below(rows, index)):
            continue
        if place in places and not _joins(field, headers[places[place]].words, headers[index].words):
            continue
        fields[index] = field
        places.setdefault(place, index)
    return fields


def _joins(field: str, first: str, second: str) -> bool:
    """Say whether two columns make one field together: a first name and a last, or the answers 1 to 4."""
    stems = {re.sub(r"\s+(?:\d{1,2}|[a-h])$", "", words) for words in (first, second)}
    return (field == "name" and len({first, second}) > 1) or (len(stems) == 1 and first != second)


def _fits(field: str, cells: Sequence[str]) -> bool:
    """Say whether the cells of a column can be this field, for those whose name means other things too."""
    if field == "level":
        return set(cells) <= _LEVELS
    if field == "order":
        return all(map(_WHOLE.fullmatch, cells))
    if field == "code":
        return len(set(cells)) > 1 or len(cells) < 2  # noqa: PLR2004 - two that are the same are no codes
    return field != "theme" or all(map(_CODE.fullmatch, cells))


def _entitle(headers: Sequence[Header], rows: Rows, fields: dict[int, str]) -> dict[int, str]:
    """Find titles where no column is called so: names of persons, questions, or the first short texts."""
    for field in ("name", "back"):
        found = [index for index, one in fields.items() if one == field]
        if found:
            again = {index: field for index, one in enumerate(headers) if index not in fields and _may_be(one, field)}
            return again | fields | dict.fromkeys(found, "title")
    free = [index for index in range(len(headers)) if index not in fields and _entitles(below(rows, index))]
    texts = [index for index, one in fields.items() if one == "text"]
    for index in [*free, *texts][:1]:
        fields[index] = "title"
    return fields


def _may_be(one: Header, field: str) -> bool:
    return any(claimed == field for _rank, claimed in columns.claims(one.words))


def _entitles(cells: Sequence[str]) -> bool:
    """Say whether cells could be titles: most differ, and most are words of a fitting length."""
    wordy = [
        cell for cell in cells if len(cell) <= _TITLE_LENGTH and re.search(r"[^\W\d_]{2}", cell) and not _dated(cell)
    ]
    return bool(cells) and len(set(cells)) * 2 > len(cells) and len(wordy) * 10 >= len(cells) * 9


def _find_text(headers: Sequence[Header], rows: Rows, fields: dict[int, str], shortest: int = _LONG) -> None:
    """Take the longest texts that are nothing yet for the text of the cards."""
    lengths = {index: mean(map(len, below(rows, index))) for index in range(len(headers)) if below(rows, index)}
    free = [index for index in lengths if index not in fields and _is_text(headers[index], below(rows, index))]
    best = max(free, key=lambda index: lengths[index], default=None)
    titles = min((lengths.get(index, _LONG) for index, field in fields.items() if field == "title"), default=_LONG)
    if best is not None and lengths[best] >= min(shortest, _LONGER * titles):
        fields[best] = "text"


def _is_text(one: Header, cells: Sequence[str]) -> bool:
    """Say whether cells could be texts: they differ, and are neither authors, licences, days, numbers nor addresses."""
    about = one.variant or any(one.words in names for names in columns.ABOUT.values())
    odd = sum(bool(_dated(cell) or _LINK.match(cell)) for cell in cells)
    return not about and odd * 2 < len(cells) < len(set(cells)) * 2


def _is_family(cells: Sequence[str]) -> bool:
    """Say whether cells are families: few words, that come again."""
    different = len(set(cells))
    return 1 < different <= max(2, len(cells) * _FAMILIES) and max(map(len, cells)) <= _LONG


def _names(first: Sequence[str], rows: Rows) -> bool:
    """Say whether a line names columns, though none that is known: what stands below is longer, or of another sort."""
    found = [(title.strip(), below(rows, index)) for index, title in enumerate(first)]
    if not all(title or not cells for title, cells in found) or any(title in cells for title, cells in found if title):
        return False
    sorts = any(cells and all(map(_dated, cells)) and not _dated(title) for title, cells in found)
    asked = sum(title.endswith("?") and not any(cell.endswith("?") for cell in cells) for title, cells in found)
    longer = any(cells and mean(map(len, cells)) > _LONGER * max(len(title), 4) for title, cells in found)
    return sorts or longer or asked * 2 > len(found)


def _dated(cell: str) -> bool:
    """Say whether a cell is a number, a day or an hour."""
    digits = sum(map(str.isdigit, cell))
    return bool(re.match(r"[\d\s/.,:%€$+-]{1,30}", cell)) and digits * 2 >= len(cell.split(maxsplit=1)[0])
