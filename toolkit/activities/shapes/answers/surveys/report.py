"""What a report says of a survey: how many answered, what it comes to, and what is promised of the answers."""

from collections.abc import Iterator

from sqlalchemy.orm import Session

from toolkit.activities.blocks import Account, Block, Count, Group, Paragraph
from toolkit.activities.charts import Drawing
from toolkit.activities.models import Activity
from toolkit.activities.shapes.answers import votes
from toolkit.activities.shapes.answers.surveys import outcomes
from toolkit.activities.shapes.answers.surveys.outcomes import Outcome
from toolkit.language import gettext as _
from toolkit.language import pick


def account(session: Session, activity: Activity) -> Account:
    """Return what the answers come to, once that is shown and there are enough."""
    count, eligible = votes.turnout(session, activity)
    outcome = outcomes.outcome(session, activity) if activity.is_shown and count else None
    return Account(
        groups=[Group(None, list(_blocks(activity, outcome, count, eligible)))],
        takeaways=[_takeaway(activity, outcome)] if outcome else [],
        counts=[Count(_("Answers"), frozenset((activity.id, number) for number in range(count)))],
        empty=not count,
        place="alone",
    )


def _takeaway(activity: Activity, outcome: Outcome) -> str:
    words = ", ".join(_("%(name)s: %(value)s", name=name, value=value) for name, value in outcome.first)
    return _("%(step)s – %(outcome)s.", step=pick(activity.title), outcome=words)


def _blocks(activity: Activity, outcome: Outcome | None, count: int, eligible: int) -> Iterator[Block]:
    if words := pick(activity.instruction):
        yield Paragraph(words)
    facts = [(_("People who answered"), str(count)), (_("People who could answer"), str(eligible))]
    lead = _("%(given)s of %(eligible)s people answered.", given=count, eligible=eligible)
    yield Paragraph(_("Their answers are kept without their names."), lead, "turnout", facts)
    if outcome:
        yield Drawing(f"kinds/{activity.kind}/tally.html", {"result": outcome, "activity": activity}, outcome.facts)
        return
    silence = _silence(activity, count)
    yield Paragraph(silence, tone="empty", facts=[(_("Result"), silence)])


def _silence(activity: Activity, count: int) -> str:
    if not count:
        return _("No answer.")
    return outcomes.too_few(activity, count) if activity.is_shown else _("The result is not shown yet.")
