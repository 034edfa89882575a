"""What stands on the first page of a report: who worked with what, and the few numbers that describe it."""

from typing import Any

from toolkit.language import gettext as _
from toolkit.language import ngettext
from toolkit.reports.models import Report


def lead(report: Report) -> str:
    """Say in one sentence who worked with what."""
    people = ngettext("%(num)s person", "%(num)s people", report.frame.people)
    tables = ngettext("%(num)s table", "%(num)s tables", len(report.frame.tables))
    return _(
        "%(people)s, at %(tables)s, worked with the cards of “%(deck)s”.",
        people=people,
        tables=tables,
        deck=report.frame.deck.title,
    )


def facts(report: Report) -> list[tuple[str, int]]:
    """Return the few numbers that describe a workshop, each with its name; what came up in two steps counts once."""
    counted: dict[str, frozenset[Any]] = {}
    for part in report.parts:
        for count in part.account.counts:
            counted[count.label] = counted.get(count.label, frozenset()) | count.things
    numbers = [(label, len(things)) for label, things in counted.items()]
    return [(_("People"), report.frame.people), (_("Tables"), len(report.frame.tables)), *numbers]
