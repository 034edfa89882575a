"""What comes out of a workshop, in a few sentences for somebody who was not there."""

from collections.abc import Iterator

from toolkit.language import gettext as _
from toolkit.language import lazy, ngettext, pick
from toolkit.reports.models import Report
from toolkit.reports.results import Result

NAMED = 3
# What became of the cards of a hand, in the order of a report.
FATES = {
    "kept": lazy("Cards kept"),
    "dealt": lazy("Cards neither kept nor set aside"),
    "discarded": lazy("Cards set aside"),
    "swapped": lazy("Cards swapped for others"),
}


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
    """Return the few numbers that describe a workshop, each with its name."""
    kept = {card.code for part in report.parts for hand in part.hands for card in hand.of("kept")}
    ballots = sum(result.voted for result in report.results)
    ideas = sum(len(group.ideas) for part in report.parts for group in part.ideas)
    return [
        (_("People"), report.frame.people),
        (_("Tables"), len(report.frame.tables)),
        (_("Cards kept"), len(kept)),
        *([(_("Ideas"), ideas)] if ideas else []),
        (_("Ballots"), ballots),
        (_("Next steps"), len(report.next_steps)),
    ]


def takeaways(report: Report) -> list[str]:
    """Say what the votes gave and how many tables go on; ties are announced as ties."""
    return [*_votes(report), *_plans(report)]


def _votes(report: Report) -> Iterator[str]:
    for result in report.results:
        if result.rows:
            yield _winner(result)
        elif not result.shown and result.voted:
            yield _("%(vote)s: the result is not shown yet.", vote=pick(result.activity.title))


def _winner(result: Result) -> str:
    vote, names = pick(result.activity.title), [_("“%(label)s”", label=row.label) for row in result.first]
    said = ", ".join(names[:NAMED])
    if len(names) > NAMED:
        more = len(names) - NAMED
        said = ngettext("%(names)s and %(num)s other", "%(names)s and %(num)s others", more, names=said)
    headline = result.first[0].headline
    if result.tied:
        return _(
            "%(vote)s: a tie for first place between %(names)s (%(headline)s each).",
            vote=vote,
            names=said,
            headline=headline,
        )
    return _("%(vote)s: %(name)s comes first (%(headline)s).", vote=vote, name=said, headline=headline)


def _plans(report: Report) -> Iterator[str]:
    count = len(report.next_steps)
    if count:
        yield ngettext(
            "%(num)s table has written down a next step.", "%(num)s tables have written down a next step.", count
        )
