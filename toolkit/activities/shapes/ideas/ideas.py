"""Ideas: appended one after the other; their author may take one back."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from sqlalchemy import func, select, update
from sqlalchemy.orm import Session

from toolkit import numbering
from toolkit.activities import late
from toolkit.activities.kinds import InvalidAnswer
from toolkit.activities.models import Activity, ActivityClosed
from toolkit.activities.shapes.ideas import phases
from toolkit.activities.shapes.ideas.models import SHOWN, WAITING, Idea
from toolkit.activities.shapes.ideas.rules import rules_of
from toolkit.language import gettext as _
from toolkit.language import pick
from toolkit.workshops.models import Participant, Table, Workshop


@dataclass(frozen=True)
class TableIdeas:
    """The ideas of one table, the newest first; those of people without a table have none."""

    table: Table | None
    ideas: Sequence[Idea]


def give(session: Session, activity: Activity, participant: Participant, text: str, **details: str) -> Idea:
    """Add an idea to those of the step.

    Raises ActivityClosed when the step takes no more, InvalidAnswer or TextRefused for what cannot be kept.
    """
    if not phases.takes(activity):
        raise ActivityClosed(_("This step is closed. Your idea is still on your device."))
    return hand_in_late(session, activity, participant, text, **details)


def give_late(
    session: Session, activity: Activity, participant: Participant, text: str, ago: int, **details: str
) -> Idea | late.Offer:
    """Add an idea, or offer it to the facilitator; raises InvalidAnswer or TextRefused for one that cannot be kept."""
    if phases.takes(activity) or late.begun_in_time(activity, participant, ago):
        return hand_in_late(session, activity, participant, text, **details)
    kept = check(session, activity, participant, text, late.waiting_of(session, activity, participant))
    offer = late.offer(session, activity, participant, "", kept, **details)
    offer.table_id = None if rules_of(activity).anonymous else offer.table_id
    return offer


def hand_in_late(session: Session, activity: Activity, participant: Participant, text: str, **details: str) -> Idea:
    """Add an idea that was on its way when the step closed; where the facilitator lets each one in, it waits."""
    kept = check(session, activity, participant, text)
    idea = add(session, activity, participant.id, participant.table, kept, **details)
    idea.state = WAITING if rules_of(activity).approve else SHOWN
    return idea


def check(session: Session, activity: Activity, participant: Participant, text: str, waiting: int = 0) -> str:
    """Return the text of an idea as the step keeps it, beside those given and `waiting`; raises what `give` raises."""
    return rules_of(activity).read(text, _given(session, activity, participant) + waiting)


def add(
    session: Session, activity: Activity, author: int | None, table: Table | None, text: str, **details: str
) -> Idea:
    """Add an idea of a person and a table to the others."""
    rules, chosen = rules_of(activity), details.pop("heading", "")
    headings, table = rules.headings, None if rules.anonymous else table
    idea = Idea(
        activity_id=activity.id,
        number=numbering.next_number(session, Idea.number, activity_id=activity.id),
        participant_id=author,
        table_id=table.id if table else None,
        text=text,
        details=details,
        heading=headings[int(chosen) - 1] if chosen.isdecimal() and 0 < int(chosen) <= len(headings) else {},
    )
    session.add(idea)
    session.flush()
    touch(table)
    return idea


def begin(session: Session, workshop: Workshop, activity: Activity) -> None:
    """Put there what a round begins with, unless there is something already."""
    if session.scalar(select(func.count()).select_from(Idea).filter_by(activity_id=activity.id)):
        return
    for one in rules_of(activity).beginnings:
        heading = {"heading": str(one.heading)} if one.heading else {}
        add(session, activity, None, None, pick(one.text, workshop.language), **one.details, **heading)


def withdraw(session: Session, activity: Activity, participant: Participant, number: int) -> Idea:
    """Take back an idea of one's own while the step is open: it is kept, and shown to nobody.

    Raises ActivityClosed when the step is closed, InvalidAnswer for an idea of somebody else.
    """
    idea = session.get(Idea, (activity.id, number))
    if idea is None or idea.participant_id != participant.id:
        raise InvalidAnswer(_("This is not an idea of yours."))
    if not activity.is_open:
        raise ActivityClosed(_("This step is closed: its ideas stay as they are."))
    idea.withdrawn = True
    set_apart(session, idea)
    touch(idea.table)
    return idea


def set_apart(session: Session, idea: Idea) -> None:
    """Have an idea stand alone: no other stands for it, and it stands for no other."""
    idea.under = None
    session.execute(update(Idea).filter_by(activity_id=idea.activity_id, under=idea.number).values(under=None))


def find(session: Session, activity: Activity, number: int) -> Idea:
    """Return an idea of a step; raises InvalidAnswer for one that is not there, or was taken back."""
    idea = session.get(Idea, (activity.id, number))
    if idea is None or idea.withdrawn:
        raise InvalidAnswer(_("There is no such idea."))
    return idea


def given(session: Session, activity: Activity, *, hidden: bool = False) -> list[Idea]:
    """List the ideas of a step that stand for themselves, pinned ones first, then in the order they came.

    Those taken back are left out, and unless asked for those `hidden` from the room.
    """
    return [idea for idea in whole(session, activity) if idea.under is None and (hidden or idea.shown)]


def whole(session: Session, activity: Activity) -> Sequence[Idea]:
    """List all ideas of a step but those taken back, pinned ones first, then in the order they came."""
    order = (Idea.pinned.desc(), Idea.number)
    return session.scalars(select(Idea).filter_by(activity_id=activity.id, withdrawn=False).order_by(*order)).all()


def by_table(session: Session, workshop: Workshop, activity: Activity, *, hidden: bool = False) -> list[TableIdeas]:
    """Return the ideas of each table in the order of the tables, and last those of people without one, if any."""
    ideas = given(session, activity, hidden=hidden)
    seated = [TableIdeas(table, _of(table.id, ideas)) for table in workshop.tables]
    standing = _of(None, ideas)
    return [*seated, TableIdeas(None, standing)] if standing else seated


def seen_by(session: Session, activity: Activity, participant: Participant) -> list[Idea]:
    """List the ideas that a phone shows, the newest first: a person's own, and those of the table or of everybody."""
    everyone, alone = rules_of(activity).everyone and activity.is_shown, phases.alone(activity)
    return [
        idea
        for idea in newest_first(whole(session, activity))
        if idea.participant_id == participant.id
        or (
            idea.shown
            and not alone
            and idea.under is None
            and (everyone or (idea.table_id and idea.table_id == participant.table_id))
        )
    ]


def in_order(ideas: Iterable[Idea]) -> list[Idea]:
    """Put pinned ideas first, then what came first."""
    return sorted(ideas, key=lambda idea: (not idea.pinned, idea.number))


def newest_first(ideas: Iterable[Idea]) -> list[Idea]:
    """Put pinned ideas first, then the newest."""
    return sorted(ideas, key=lambda idea: (not idea.pinned, -idea.number))


def _given(session: Session, activity: Activity, participant: Participant) -> int:
    mine = select(func.count()).select_from(Idea).filter_by(activity_id=activity.id, participant_id=participant.id)
    return session.scalar(mine) or 0


def touch(table: Table | None) -> None:
    """Have the phones of a table look again, if there is one."""
    if table:
        table.touch()


def _of(table_id: int | None, ideas: Iterable[Idea]) -> list[Idea]:
    return newest_first(idea for idea in ideas if idea.table_id == table_id)
