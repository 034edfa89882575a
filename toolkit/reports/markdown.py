"""The report as Markdown (CommonMark with tables), for whoever goes on writing from it."""

from collections.abc import Iterator

from toolkit.activities.blocks import Fields, Group
from toolkit.activities.table_names import TableName
from toolkit.dates import clock_time, day
from toolkit.language import gettext as _
from toolkit.language import use
from toolkit.reports.escapes import markdown_line as line
from toolkit.reports.markup import block, grid
from toolkit.reports.models import Report
from toolkit.reports.takeaways import facts, lead


def markdown(report: Report) -> str:
    """Return the report as Markdown; nothing that people wrote can become markup."""
    with use(report.language):
        sections = (_cover, _results, _plans, _alone, _tables, _notes, _agenda, _about)
        return "\n\n".join(text for section in sections for text in section(report)) + "\n"


def _cover(report: Report) -> Iterator[str]:
    yield f"# {line(report.frame.title)}"
    yield day(report.frame.started)
    if report.frame.rehearsal:
        yield _("This is the report of a rehearsal: ghosts made up everything in it.")
    yield line(lead(report))
    yield grid([name for name, _number in facts(report)], [[str(number) for _name, number in facts(report)]])
    yield f"## {_('What comes out')}"
    lines = [f"{number}. {line(sentence)}" for number, sentence in enumerate(report.takeaways, 1)]
    yield "\n".join(lines) or _("No result has been shown yet.")


def _results(report: Report) -> Iterator[str]:
    parts = report.at("result")
    if parts:
        yield f"## {_('Results of the votes')}"
    for part in parts:
        yield f"### {line(part.step.title)}"
        for group in part.account.groups:
            yield from _group(group)


def _plans(report: Report) -> Iterator[str]:
    if report.plans:
        yield f"## {_('Next steps')}"
    for plan in report.plans:
        yield f"### {_table(plan.table)}"
        yield from block(Fields(plan.fields))


def _alone(report: Report) -> Iterator[str]:
    for part in (part for part in report.at("alone") if part.account.groups):
        yield f"## {line(part.step.title)}"
        for group in part.account.groups:
            if group.title or part.account.by_table:
                yield f"### {line(group.title) or _table(group.table)}"
            yield from _group(group)


def _table(table: TableName | None) -> str:
    return _("Table %(table)s", table=line(table.label)) if table else _("Without a table")


def _tables(report: Report) -> Iterator[str]:
    yield f"## {_('What each table made')}"
    for table in report.frame.tables:
        yield f"### {_table(table)}"
        for part in report.at("table"):
            for group in part.of(table):
                yield f"#### {line(part.step.title)}"
                yield from _group(group)


def _group(group: Group) -> Iterator[str]:
    telling = group.telling
    if not telling:
        yield _("No answer.")
    for one in telling:
        yield from block(one)


def _notes(report: Report) -> Iterator[str]:
    for part in report.parts:
        if part.note:
            yield f"## {line(part.step.title)}"
            yield part.note


def _agenda(report: Report) -> Iterator[str]:
    yield f"## {_('Agenda')}"
    rows = [[line(step.title), str(step.minutes), _minutes(step.real)] for step in report.agenda]
    yield grid([_("Step"), _("Planned"), _("Actual")], rows)


def _minutes(minutes: int | None) -> str:
    return _("not held") if minutes is None else str(minutes)


def _about(report: Report) -> Iterator[str]:
    deck = report.frame.deck
    yield f"## {_('About this report')}"
    cards = [
        deck.title,
        _("revision %(number)s", number=deck.revision),
        deck.variant,
        deck.credits,
        deck.licence,
        deck.source_url,
    ]
    facts = {
        _("Workshop"): f"{report.frame.title} ({report.frame.code})",
        _("Cards"): ", ".join(part for part in cards if part),
        _("Made on"): f"{day(report.moment)}, {clock_time(report.moment)}",
    }
    yield "\n".join("- " + _("%(name)s: %(value)s", name=name, value=line(value)) for name, value in facts.items())
