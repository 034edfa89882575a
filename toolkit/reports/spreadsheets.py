"""The report as one table that a spreadsheet opens right: one line for each thing given."""

import csv
from collections.abc import Iterator
from dataclasses import astuple, replace
from io import StringIO

from toolkit.dates import day
from toolkit.language import gettext as _
from toolkit.language import use
from toolkit.reports.escapes import cell
from toolkit.reports.lines import Line, lines
from toolkit.reports.models import Part, Report
from toolkit.reports.takeaways import facts

# French spreadsheets keep the comma for decimals and separate cells with a semicolon.
SEPARATORS = {"fr": ";", "en": ","}


def spreadsheet(report: Report) -> bytes:
    """Return the report as CSV with a byte order mark; every cell is quoted and none is a formula."""
    written = StringIO()
    with use(report.language):
        writer = csv.writer(written, delimiter=SEPARATORS[report.language], quoting=csv.QUOTE_ALL)
        writer.writerow([_("Workshop"), _("Step"), _("Table"), _("Field or proposal"), _("Value"), _("Rank")])
        for line in _lines(report):
            writer.writerow([cell(text) for text in (report.frame.title, *astuple(line))])
    return written.getvalue().encode("utf-8-sig")


def _lines(report: Report) -> Iterator[Line]:
    deck = report.frame.deck
    yield Line("", "", _("Code"), report.frame.code)
    yield Line("", "", _("Date"), day(report.frame.started))
    yield Line("", "", _("Cards"), f"{deck.title}, {_('revision %(number)s', number=deck.revision)}, {deck.licence}")
    for name, number in facts(report):
        yield Line("", "", name, str(number))
    for step in report.agenda:
        yield Line(step.title, "", _("Planned minutes"), str(step.minutes))
        yield Line(step.title, "", _("Actual minutes"), "" if step.real is None else str(step.real))
    for part in report.parts:
        yield from _part(part)


def _part(part: Part) -> Iterator[Line]:
    if part.note:
        yield Line(part.step.title, "", "", part.note)
    for group in part.account.groups:
        table = group.table.label if group.table else ""
        for line in (line for block in group.blocks for line in lines(block)):
            field = f"{group.title} – {line.field}" if group.title else line.field
            yield replace(line, step=part.step.title, table=line.table or table, field=field)
