"""The report as Markdown (CommonMark with tables), for whoever goes on writing from it."""

from collections.abc import Iterable, Iterator

from toolkit.language import clock_time, day, pick, use
from toolkit.language import gettext as _
from toolkit.reports.escapes import markdown as text
from toolkit.reports.escapes import markdown_line as line
from toolkit.reports.models import Filled, HandOf, HeldCard, Report, SheetOf
from toolkit.reports.results import Result
from toolkit.reports.takeaways import FATES, facts, lead, takeaways


def markdown(report: Report) -> str:
    """Return the report as Markdown; nothing that people wrote can become markup."""
    with use(report.language):
        sections = (_cover, _results, _next_steps, _ideas, _tables, _notes, _agenda, _about)
        return "\n\n".join(block for section in sections for block in section(report)) + "\n"


def _cover(report: Report) -> Iterator[str]:
    yield f"# {line(report.frame.title)}"
    yield day(report.frame.started)
    if report.frame.rehearsal:
        yield _("This is the report of a rehearsal: ghosts made up all that stands in it.")
    yield line(lead(report))
    yield _grid([name for name, _number in facts(report)], [[str(number) for _name, number in facts(report)]])
    yield f"## {_('What comes out')}"
    said = [f"{number}. {line(sentence)}" for number, sentence in enumerate(takeaways(report), 1)]
    yield "\n".join(said) or _("No result has been shown yet.")


def _grid(head: list[str], rows: Iterable[list[str]]) -> str:
    return "\n".join(f"| {' | '.join(cells)} |" for cells in [head, ["---"] * len(head), *rows])


def _results(report: Report) -> Iterator[str]:
    if report.results:
        yield f"## {_('Results of the votes')}"
    for result in report.results:
        yield f"### {line(pick(result.activity.title))}"
        yield _("%(voted)s of %(eligible)s people voted.", voted=result.voted, eligible=result.eligible)
        yield from _outcome(result)
        yield f"{result.rules.method} {result.rules.tie_rule}"


def _outcome(result: Result) -> Iterator[str]:
    if not result.rows:
        yield result.silence
        return
    if result.tied:
        yield f"**{_('There is a tie for first place.')}**"
    yield _grid(
        [_("Rank"), _("Proposal"), _("Result"), _("Tables")],
        [
            [row.place, line(row.label), line(row.headline), ", ".join(str(table.number) for table in row.tables)]
            for row in result.rows
        ],
    )
    yield _("Blank ballots: %(num)s", num=result.blank)


def _next_steps(report: Report) -> Iterator[str]:
    if report.next_steps:
        yield f"## {_('Next steps')}"
    for sheet in report.next_steps:
        yield f"### {_table(sheet)}"
        yield from _sheet(sheet)


def _ideas(report: Report) -> Iterator[str]:
    for part in (part for part in report.parts if part.ideas):
        yield f"## {line(part.step.title)}"
        for group in part.ideas:
            where = _("Table %(table)s", table=line(group.table.label)) if group.table else _("Without a table")
            yield f"### {where}"
            yield "\n".join(f"- {line(idea.text)}{_by(idea.author)}" for idea in group.ideas)


def _by(author: str) -> str:
    return f" ({line(author)})" if author else ""


def _table(given: SheetOf | HandOf) -> str:
    return _("Table %(table)s", table=line(given.table.label))


def _tables(report: Report) -> Iterator[str]:
    yield f"## {_('What each table made')}"
    for table in report.frame.tables:
        yield f"### {_('Table %(table)s', table=line(table.label))}"
        for part in report.parts:
            for hand in (hand for hand in part.hands if hand.table == table):
                yield f"#### {line(part.step.title)}"
                yield _hand(hand)
            for sheet in (sheet for sheet in part.sheets if sheet.table == table):
                yield f"#### {line(part.step.title)}"
                yield from _sheet(sheet)


def _hand(hand: HandOf) -> str:
    lists = [(words, hand.of(fate)) for fate, words in FATES.items()]
    said = [
        "- " + _("%(name)s: %(value)s", name=words, value="; ".join(map(_card, cards)))
        for words, cards in lists
        if cards
    ]
    return "\n".join(said) or _("No answer.")


def _card(card: HeldCard) -> str:
    return line(f"{card.code} {card.title} ({_('Invented by the table') if card.invented else card.kind_name})")


def _sheet(sheet: SheetOf) -> Iterator[str]:
    if sheet.empty:
        yield _("No answer.")
        return
    yield from (f"![{line(photo.alt)}]({photo.file.partition('/')[2]})" for photo in sheet.photos)
    for card, frames, fields in sheet.groups if sheet.written else ():
        if card:
            yield f"##### {line(card)}"
        for number, field in enumerate(fields, 1):
            yield _field(field, f"{number}. " if frames else "")


def _field(field: Filled, number: str) -> str:
    return f"**{number}{line(field.label)}**\n\n{text(field.text) or _('No answer.')}"


def _notes(report: Report) -> Iterator[str]:
    for part in report.parts:
        if part.note:
            yield f"## {line(part.step.title)}"
            yield part.note


def _agenda(report: Report) -> Iterator[str]:
    yield f"## {_('Agenda')}"
    rows = [[line(step.title), str(step.minutes), _taken(step.real)] for step in report.agenda]
    yield _grid([_("Step"), _("Planned"), _("Actual")], rows)


def _taken(minutes: int | None) -> str:
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
        _("Made on"): f"{day(report.made)}, {clock_time(report.made)}",
    }
    yield "\n".join("- " + _("%(name)s: %(value)s", name=name, value=line(value)) for name, value in facts.items())
