"""What a vote, or a survey, wants from whoever leads it, from before it opens to its result; who has voted by then."""

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from toolkit.activities.kinds.surveys import Survey
from toolkit.activities.models import Activity
from toolkit.activities.shapes.answers.votes import voters
from toolkit.activities.shapes.primary_action import Outlook, PrimaryAction, switch
from toolkit.activities.shapes.standings import Standing
from toolkit.language import gettext as _
from toolkit.workshops.models import Participant, Workshop


def action(
    activity: Activity, outlook: Outlook, progress: tuple[int, int, str], *, veiled: bool
) -> PrimaryAction | None:
    """Return what comes next: opening it, then closing it, then showing its result unless a later step does.

    Once everybody has voted, one press closes it and shows what it came to. What is not `veiled` may be seen while it
    is open, and is closed when the room goes on.
    """
    voted, eligible, _words = progress
    later = activity.code in outlook.later
    if activity.opened_at is None:
        words = _("Open it to answers") if isinstance(activity.rules, Survey) else _("Open the vote")
        return switch(activity, "open", words, "vote", unmet=_("It was never opened: nobody could take part."))
    if activity.is_shown or (later and not activity.is_open):
        return None
    if activity.is_open and veiled and (later or voted < eligible):
        return switch(
            activity, "open", _("Close it: %(voted)s of %(eligible)s", voted=voted, eligible=eligible), "lock", on=False
        )
    return switch(activity, "shown", _("Show the result"), "eye")


def standings(session: Session, workshop: Workshop, activity: Activity) -> dict[int, Standing]:
    """Return how many of each table have voted, once they could."""
    if activity.opened_at is None:
        return {}
    at = select(Participant.table_id, func.count()).where(Participant.id.in_(voters(activity)))
    voted = {row[0]: row[1] for row in session.execute(at.group_by(Participant.table_id))}
    amounts = {table.id: _("voted: %(num)s", num=voted.get(table.id, 0)) for table in workshop.tables}
    return {table: Standing(amount=amount) for table, amount in amounts.items()}
