"""The report as one table that a spreadsheet opens right: one line for each thing given."""

import csv
from collections.abc import Iterator, Sequence
from dataclasses import astuple, dataclass
from io import StringIO

from toolkit.language import day, use
from toolkit.language import gettext as _
from toolkit.reports.escapes import cell
from toolkit.reports.models import HandOf, IdeasOf, Part, Report, SheetOf
from toolkit.reports.results import Result
from toolkit.reports.tables import TableName
from toolkit.reports.takeaways import FATES, facts

# French spreadsheets keep the comma for decimals and separate cells with a semicolon.
SEPARATORS = {"fr": ";", "en": ","}


@dataclass(frozen=True)
class Line:
    """One line: in which step, at which table, which field or proposal, and what was given."""

    step: str
    table: str
    field: str
    value: str
    rank: str = ""


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
    for hand in part.hands:
        yield from _hand(part.step.title, hand)
    for sheet in part.sheets:
        yield from _sheet(part.step.title, sheet)
    for group in part.ideas:
        yield from _ideas(part.step.title, group)
    if part.result:
        yield from _result(part.step.title, part.result)


def _hand(step: str, hand: HandOf) -> Iterator[Line]:
    for fate, words in FATES.items():
        for card in hand.of(fate):
            kind = _("invented") if card.invented else card.kind_name
            yield Line(step, hand.table.label, f"{words} ({kind})", f"{card.code} {card.title}")
    if not hand.cards:
        yield Line(step, hand.table.label, "", _("No answer."))


def _sheet(step: str, sheet: SheetOf) -> Iterator[Line]:
    for field in sheet.fields:
        label = f"{field.card} – {field.label}" if field.card else field.label
        yield Line(step, sheet.table.label, label, field.text or _("No answer."))
    for photo in sheet.photos:
        yield Line(step, sheet.table.label, _("Photo"), photo.alt)


def _ideas(step: str, group: IdeasOf) -> Iterator[Line]:
    for idea in group.ideas:
        field = _("Idea of %(name)s", name=idea.author) if idea.author else _("Idea")
        yield Line(step, group.table.label if group.table else "", field, idea.text)


def _result(step: str, result: Result) -> Iterator[Line]:
    yield Line(step, "", _("People who voted"), str(result.voted))
    yield Line(step, "", _("People who could vote"), str(result.eligible))
    if not result.rows:
        yield Line(step, "", _("Result"), result.silence)
        return
    yield Line(step, "", _("Blank ballots"), str(result.blank))
    yield Line(step, "", _("Method"), f"{result.rules.method} {result.rules.tie_rule}")
    for row in result.rows:
        yield Line(step, _numbers(row.tables), row.label, row.headline, row.place)


def _numbers(tables: Sequence[TableName]) -> str:
    return ", ".join(table.label for table in tables)
