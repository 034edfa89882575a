"""What a report says of a vote: its method, its rule for ties, who voted and what came out."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from sqlalchemy.orm import Session

from toolkit.activities.blocks import Account, Block, Count, Group, Item, Listing, Paragraph
from toolkit.activities.charts import Chart, Row
from toolkit.activities.kinds import Tally, Words
from toolkit.activities.models import Activity
from toolkit.activities.shapes.answers import heads, ties, votes
from toolkit.activities.shapes.answers.shifts import Shift, shifts
from toolkit.activities.table_names import name
from toolkit.activities.weights import Weight
from toolkit.language import gettext as _
from toolkit.language import ngettext, pick
from toolkit.workshops.models import Workshop


@dataclass(frozen=True)
class Voted:
    """The vote itself, for the fragment of its kind."""

    id: int
    code: str
    title: Words


@dataclass(frozen=True)
class Outcome:
    """What the fragment of a kind draws."""

    activity: Voted
    rules: object
    voted: int
    blank: int
    counted: Weight
    tally: Tally


def account(session: Session, workshop: Workshop, activity: Activity) -> Account:
    """Return how a vote came out, counted again from its ballots; only the turnout while it is not shown."""
    voted, eligible = votes.turnout(session, activity)
    counted = votes.result(session, activity) if activity.is_shown else None
    rows = _rows(workshop, counted) if counted and counted.voted > counted.blank else []
    silence = _silence(activity, voted, rows)
    blocks = [
        *([Paragraph(words)] if (words := pick(activity.instruction)) else []),
        _turnout(voted, eligible, counted.blank if counted else None, heads.apart(session, activity)),
        *([Paragraph(silence, tone="empty", facts=[(_("Result"), silence)])] if silence else []),
        *(_outcome(counted, rows) if counted and rows else ()),
        *(_shifted(session, activity, counted) if counted and rows else ()),
        _rule(activity),
    ]
    return Account(
        groups=[Group(None, blocks)],
        takeaways=list(_takeaway(activity, voted, rows)),
        counts=[Count(_("Ballots"), frozenset((activity.id, number) for number in range(voted)))],
        empty=not voted,
    )


def _silence(activity: Activity, voted: int, rows: Sequence[Row]) -> str:
    """Say why there is no result to read, or nothing when there is one."""
    if not voted:
        return _("No answer.")
    if not activity.is_shown:
        return _("The result is not shown yet.")
    return "" if rows else _("Every ballot is blank.")


def _turnout(voted: int, eligible: int, blank: int | None, apart: Mapping[str, int]) -> Paragraph:
    facts = [(_("People who voted"), str(voted)), (_("People who could vote"), str(eligible))]
    facts += [(_("Voted %(how)s", how=how), str(number)) for how, number in heads.facts(voted, apart)]
    words = f"{origins}. " if (origins := heads.words(voted, apart)) else ""
    if blank is not None:
        facts.append((_("Blank ballots"), str(blank)))
        words += ngettext("%(num)s blank ballot.", "%(num)s blank ballots.", blank)
    lead = _("%(voted)s of %(eligible)s people voted.", voted=voted, eligible=eligible)
    return Paragraph(words, lead, "turnout", facts)


def _outcome(counted: votes.Result, rows: Sequence[Row]) -> Iterator[Block]:
    first = [row.label for row in rows if row.rank == 1]
    if len(first) > 1:
        yield Paragraph(" · ".join(first), _("There is a tie for first place."), "tie")
    for tie in ties.ties([row for row in counted.tally["rows"] if row["rank"] > 1]):
        yield Paragraph(tie, tone="tie")
    activity = counted.activity
    about = Voted(activity.id, activity.code, activity.title)
    outcome = Outcome(about, counted.rules, counted.voted, counted.blank, counted.counted, counted.tally)
    yield Chart(f"kinds/{activity.kind}/tally.html", {"result": outcome, "activity": about, "printed": True}, rows)


def _shifted(session: Session, activity: Activity, counted: votes.Result) -> Iterator[Block]:
    """Yield what a second round changed, if this is one."""
    moved = shifts(session, activity, counted)
    if moved:
        yield Paragraph("", _("What the second round changed"))
        yield Listing([Item(pick(one.label), "", _("Second round"), _moved(one)) for one in moved])


def _moved(one: Shift) -> str:
    return f"{one.was}. {one.before} → {one.now}. {one.after}"


def _rows(workshop: Workshop, counted: votes.Result) -> list[Row]:
    tables = {table.id: name(table) for table in workshop.tables}
    ranks = [row["rank"] for row in counted.tally["rows"]]
    return [
        Row(
            label=pick(row["choice"].label),
            tables=[tables[table] for table in row["choice"].tables if table in tables],
            rank=row["rank"],
            tied=ranks.count(row["rank"]) > 1,
            headline=counted.rules.headline(row),
        )
        for row in counted.tally["rows"]
    ]


def _rule(activity: Activity) -> Paragraph:
    rules = votes.vote_rules(activity)
    method = f"{rules.method} {rules.weighing} {rules.tie_rule}"
    secret = " " + _("The ballots are secret: no name is kept with them.") if rules.secret else ""
    return Paragraph(method + secret, tone="rule", facts=[(_("Method"), method)])


def _takeaway(activity: Activity, voted: int, rows: Sequence[Row]) -> Iterator[str]:
    """Say what came first; ties are announced as ties."""
    vote, first = pick(activity.title), [row for row in rows if row.rank == 1]
    if not activity.is_shown and voted:
        yield _("%(vote)s: the result is not shown yet.", vote=vote)
    if not first:
        return
    names, headline = ties.names([row.label for row in first]), first[0].headline
    if len(first) > 1:
        yield _(
            "%(vote)s: a tie for first place between %(names)s (%(headline)s each).",
            vote=vote,
            names=names,
            headline=headline,
        )
    else:
        yield _("%(vote)s: %(name)s comes first (%(headline)s).", vote=vote, name=names, headline=headline)
