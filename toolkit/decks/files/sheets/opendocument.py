"""ODS files: their cells as they are shown, which is how the file keeps them too."""

from collections.abc import Iterator
from io import BytesIO
from xml.etree.ElementTree import Element, ParseError, iterparse
from zipfile import ZipFile

from toolkit.decks.files import archive
from toolkit.decks.files.sheets.sheet import (
    COLUMNS,
    DEEPEST,
    LARGEST,
    ROWS,
    SHEETS,
    Sheet,
    behind,
    letters,
    pictures,
    trimmed,
)
from toolkit.decks.files.sheets.shown import shown
from toolkit.decks.refusals import DeckUnreadable
from toolkit.language import gettext as _

_OASIS = "{urn:oasis:names:tc:opendocument:xmlns:%s:1.0}"
_TABLE, _TEXT, _OFFICE = (_OASIS % name for name in ("table", "text", "office"))
_ROW, _PARAGRAPH = f"{_TABLE}table-row", f"{_TEXT}p"
_CELLS = (f"{_TABLE}table-cell", f"{_TABLE}covered-table-cell")
_ASIDE = {f"{_OFFICE}annotation", f"{_TEXT}note"}
_BREAKS = {f"{_TEXT}line-break": "\n", f"{_TEXT}tab": "\t"}
_KINDS = ("date", "time", "boolean", "string")
_TARGET = "{http://www.w3.org/1999/xlink}href"
_UNSEEN = {"collapse", "filter"}
Spans = dict[int, tuple[int, str]]  # by column: in how many more rows a text goes on, and the text


def read(data: bytes) -> list[Sheet]:
    """Read the sheets of an ODS file; raises DeckUnreadable."""
    try:
        with ZipFile(BytesIO(data)) as packed:
            archive.checked(packed, data, LARGEST)
            drawn = sum(name.startswith("Pictures/") for name in packed.namelist())
            sheets = list(_sheets(packed.read("content.xml")))
    except (*archive.BROKEN, ParseError) as error:
        if isinstance(error, DeckUnreadable):
            raise
        raise DeckUnreadable(_("This file is not a spreadsheet, or it is damaged.")) from error
    for unread in sheets[SHEETS:]:
        sheets[0].notes.append(_("Sheet “%(sheet)s” is hidden, or comes too far: it is not read.", sheet=unread.name))
    if sheets:
        sheets[0].remarks.extend(pictures(drawn))
    return sheets[:SHEETS]


def _sheets(content: bytes) -> Iterator[Sheet]:
    for _event, element in iterparse(BytesIO(content)):  # noqa: S314 - in a process of its own, which has no network and little memory
        if element.tag == f"{_TABLE}table":
            yield _sheet(element)
            element.clear()


def _sheet(table: Element) -> Sheet:
    name = table.get(f"{_TABLE}name", "")
    hidden: set[int] = set()
    rows: list[list[str]] = []
    spans: Spans = {}
    asides: tuple[list[str], list[str]] = ([], [])
    for row in table.iter(_ROW):
        cells = _row(row, spans)
        _find_behind(row, len(rows) + 1, asides)
        times = _times(row, "rows", ROWS + 1 if any(cells) else DEEPEST)
        if row.get(f"{_TABLE}visibility") in _UNSEEN:
            hidden.update(range(len(rows), len(rows) + times))
        rows += [cells] * min(times, DEEPEST + 1 - len(rows))
    return Sheet(name, trimmed(name, rows), {row for row in hidden if row < len(rows)}, behind(*asides))


def _find_behind(row: Element, number: int, asides: tuple[list[str], list[str]]) -> None:
    """Name the cells of a row that bear a comment, and those with an address behind their words."""
    column = 0
    for cell in row:
        if cell.tag in _CELLS:
            place = f"{letters(column)}{number}"
            asides[0].extend([place] * (cell.find(f"{_OFFICE}annotation") is not None))
            asides[1].extend([place] * any(link.get(_TARGET) != link.text for link in cell.iter(f"{_TEXT}a")))
            column += _times(cell, "columns", COLUMNS + 1)


def _row(row: Element, spans: Spans) -> list[str]:
    cells: list[str] = []
    for cell in row:
        if cell.tag not in _CELLS:
            continue
        text, place = _text(cell), len(cells)
        down = int(cell.get(f"{_TABLE}number-rows-spanned", "1"))
        if place in spans and not text:
            text = _spanned(spans, place)
        elif down > 1 and text:
            spans[place] = (down - 1, text)
        cells += [text] * _times(cell, "columns", COLUMNS + 1)
    return cells


def _spanned(spans: Spans, place: int) -> str:
    """Return what goes down into a cell from those above that it was made one with."""
    left, text = spans.pop(place)
    if left > 1:
        spans[place] = (left - 1, text)
    return text


def _times(element: Element, what: str, most: int) -> int:
    return min(int(element.get(f"{_TABLE}number-{what}-repeated", "1")), most)


def _text(cell: Element) -> str:
    lines = [_said(line) for line in cell if line.tag == _PARAGRAPH]
    return "\n".join(lines) if lines else _stored(cell)


def _stored(cell: Element) -> str:
    """Return the value of a cell that does not say how it is shown."""
    number = cell.get(f"{_OFFICE}value")
    if number is not None:
        return shown(float(number))
    return next(
        (cell.get(f"{_OFFICE}{kind}-value", "") for kind in _KINDS if f"{_OFFICE}{kind}-value" in cell.attrib), ""
    )


def _said(element: Element) -> str:
    """Return what an element says, with the spaces and line breaks that stand in it as elements."""
    said = element.text or ""
    for inner in element:
        if inner.tag == f"{_TEXT}s":
            said += " " * min(int(inner.get(f"{_TEXT}c", "1")), 100)
        elif inner.tag not in _ASIDE:
            said += _BREAKS.get(inner.tag, "") or _said(inner)
        said += inner.tail or ""
    return said
