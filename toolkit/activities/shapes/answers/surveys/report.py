"""What a report says of a survey: how many answered, what it comes to, and what is promised of the answers."""

from collections.abc import Iterator

from sqlalchemy.orm import Session

from toolkit.activities.blocks import Account, Block, Count, Group, Paragraph
from toolkit.activities.charts import Drawing
from toolkit.activities.models import Activity
from toolkit.activities.shapes.answers import votes
from toolkit.activities.shapes.answers.surveys import outcomes
from toolkit.language import gettext as _
from toolkit.language import pick


def account(session: Session, activity: Activity) -> Account:
    """Return what the answers come to, once that is shown and there are enough."""
    given, eligible = votes.turnout(session, activity)
    return Account(
        groups=[Group(None, list(_blocks(session, activity, given, eligible)))],
        counts=[Count(_("Answers"), frozenset((activity.id, number) for number in range(given)))],
        empty=not given,
        place="alone",
    )


def _blocks(session: Session, activity: Activity, given: int, eligible: int) -> Iterator[Block]:
    if words := pick(activity.instruction):
        yield Paragraph(words)
    facts = [(_("People who answered"), str(given)), (_("People who could answer"), str(eligible))]
    lead = _("%(given)s of %(eligible)s people answered.", given=given, eligible=eligible)
    yield Paragraph(_("Their answers are kept without their names."), lead, "turnout", facts)
    outcome = outcomes.outcome(session, activity) if activity.is_shown and given else None
    if outcome:
        yield Drawing(f"kinds/{activity.kind}/tally.html", {"result": outcome, "activity": activity}, outcome.facts)
        return
    silence = _silence(activity, given)
    yield Paragraph(silence, tone="empty", facts=[(_("Result"), silence)])


def _silence(activity: Activity, given: int) -> str:
    if not given:
        return _("No answer.")
    return outcomes.too_few(activity, given) if activity.is_shown else _("The result is not shown yet.")
