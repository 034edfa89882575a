"""Sheets written as files: CSV, XLSX and ODS; no cell of theirs is ever a formula."""

import csv
import re
from io import BytesIO, StringIO
from xml.sax.saxutils import escape, quoteattr
from zipfile import ZIP_DEFLATED, ZIP_STORED, ZipFile, ZipInfo

from xlsxwriter import Workbook

from toolkit.decks.files.cells import as_text
from toolkit.decks.files.tabulating import Rows
from toolkit.decks.refusals import DeckUnreadable
from toolkit.language import current
from toolkit.language import gettext as _

# French spreadsheets keep the comma for decimals and separate cells with a semicolon.
SEPARATORS = {"fr": ";", "en": ","}
LONGEST_CELL = 32_767  # characters, in every spreadsheet program
_FIRST_DAY = (1980, 1, 1, 0, 0, 0)
_PLAIN = {"strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False, "in_memory": True}
_OASIS = "urn:oasis:names:tc:opendocument:xmlns"
_MIME = "application/vnd.oasis.opendocument.spreadsheet"
_MANIFEST = (
    f'<manifest:manifest xmlns:manifest="{_OASIS}:manifest:1.0" manifest:version="1.3">'
    f'<manifest:file-entry manifest:full-path="/" manifest:media-type="{_MIME}"/>'
    '<manifest:file-entry manifest:full-path="content.xml" manifest:media-type="text/xml"/></manifest:manifest>'
)
_HEAD = (
    f'<?xml version="1.0" encoding="UTF-8"?><office:document-content xmlns:office="{_OASIS}:office:1.0" '
    f'xmlns:table="{_OASIS}:table:1.0" xmlns:text="{_OASIS}:text:1.0" office:version="1.3">'
    "<office:body><office:spreadsheet>"
)
_LOST = re.compile("(?:(?<= )|^) ")
_FOOT = "</office:spreadsheet></office:body></office:document-content>"


def csv_file(sheets: dict[str, Rows]) -> bytes:
    """Write the first sheet as CSV, parted as spreadsheets of the current language expect."""
    made = StringIO()
    writer = csv.writer(made, delimiter=SEPARATORS[current()], quoting=csv.QUOTE_ALL)
    for row in next(iter(sheets.values())):
        writer.writerow([as_text(str(cell)) for cell in row])
    return made.getvalue().encode("utf-8-sig")


def xlsx_file(sheets: dict[str, Rows]) -> bytes:
    """Write sheets as XLSX; raises DeckUnreadable for a text that no cell can hold."""
    _measure(sheets)
    made = BytesIO()
    with Workbook(made, _PLAIN) as book:
        bold, wrapped = book.add_format({"bold": True}), book.add_format({"text_wrap": True, "valign": "top"})
        for name, rows in sheets.items():
            sheet = book.add_worksheet(name)
            sheet.freeze_panes(1, 0)
            for number, row in enumerate(rows):
                for column, cell in enumerate(row):
                    if cell != "":
                        sheet.write(number, column, cell, wrapped if number else bold)
    return made.getvalue()


def ods_file(sheets: dict[str, Rows]) -> bytes:
    """Write sheets as ODS; raises DeckUnreadable for a text that no cell can hold."""
    _measure(sheets)
    made = BytesIO()
    with ZipFile(made, "w", ZIP_DEFLATED) as packed:
        packed.writestr(ZipInfo("mimetype", _FIRST_DAY), _MIME, ZIP_STORED)
        packed.writestr(ZipInfo("META-INF/manifest.xml", _FIRST_DAY), _MANIFEST, ZIP_DEFLATED)
        tables = "".join(_table(name, rows) for name, rows in sheets.items())
        packed.writestr(ZipInfo("content.xml", _FIRST_DAY), _HEAD + tables + _FOOT, ZIP_DEFLATED)
    return made.getvalue()


def _measure(sheets: dict[str, Rows]) -> None:
    for name, rows in sheets.items():
        if any(len(str(cell)) > LONGEST_CELL for row in rows for cell in row):
            raise DeckUnreadable(_("Sheet “%(sheet)s”: a text is too long for a cell of a spreadsheet.", sheet=name))


def _table(name: str, rows: Rows) -> str:
    lines = ("".join(map(_cell, row)) for row in rows)
    inside = "".join(f"<table:table-row>{line}</table:table-row>" for line in lines)
    return f"<table:table table:name={quoteattr(name)}>{inside}</table:table>"


def _cell(cell: str | int) -> str:
    if isinstance(cell, int):
        return f'<table:table-cell office:value-type="float" office:value="{cell}"/>'
    if not cell:
        return "<table:table-cell/>"
    lines = "".join(f"<text:p>{_spaced(line)}</text:p>" for line in cell.split("\n"))
    return f'<table:table-cell office:value-type="string">{lines}</table:table-cell>'


def _spaced(line: str) -> str:
    """Write the spaces of a line that XML would lose: those at its beginning, and those that follow another."""
    return _LOST.sub("<text:s/>", escape(line))
