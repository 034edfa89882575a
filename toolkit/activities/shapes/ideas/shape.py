"""The shape of a round of ideas: each person adds what they think of, one after the other."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any, ClassVar

from sqlalchemy.orm import Session

from toolkit.activities.kinds import Choice
from toolkit.activities.kinds.rounds import HEADINGS
from toolkit.activities.late import Offer
from toolkit.activities.models import Activity
from toolkit.activities.shapes import Seen, Shape
from toolkit.activities.shapes.changes import Change
from toolkit.activities.shapes.ideas import (
    export,
    headings,
    ideas,
    imports,
    merging,
    personal,
    phases,
    report,
    showing,
    supports,
)
from toolkit.activities.shapes.ideas.changes import CHANGES
from toolkit.activities.shapes.ideas.models import Idea, Support
from toolkit.activities.shapes.ideas.rules import rules_of
from toolkit.activities.shapes.primary_action import Outlook, PrimaryAction
from toolkit.language import LANGUAGES, pick
from toolkit.language import gettext as _
from toolkit.workshops.models import Participant, Workshop


class Ideas(Shape):
    """Ideas of the people: their authors may take them back, the facilitator moderates them."""

    opens_with_step: ClassVar[bool] = True
    shown_at_first: ClassVar[bool] = True
    by_table: ClassVar[bool] = True
    paper: ClassVar[bool] = True
    changes: ClassVar[Mapping[str, Change]] = CHANGES
    holds: ClassVar[Sequence[str]] = ("ideas", "offers")
    follows: ClassVar[Sequence[Any]] = (Idea.participant_id, Idea.owner_id, Support.participant_id)

    opening = staticmethod(ideas.begin)
    seen = staticmethod(showing.seen)
    standings = staticmethod(showing.standings)
    belongings = staticmethod(personal.belongings)
    forget = staticmethod(personal.forget)
    account = staticmethod(report.account)
    check = staticmethod(imports.check)
    bring_in = staticmethod(imports.bring_in)

    def anonymous(self, activity: Activity) -> bool:
        """Say whether its kind promises it."""
        return getattr(activity.rules, "anonymous", False)

    def action(self, activity: Activity, about: Activity, seen: Seen, outlook: Outlook) -> PrimaryAction | None:  # noqa: ARG002
        """Want the stage that comes next, or what everybody has written alone to be seen."""
        if ahead := phases.next_stage(activity):
            return PrimaryAction(
                pick(ahead.heading), "arrow-right", "ideas/all/phase", activity.id, {"phase": ahead.code}
            )
        if not phases.alone(activity):
            return None
        return PrimaryAction(_("Reveal"), "eye", "ideas/all/phase", activity.id, {"phase": phases.DISCUSSING})

    def choices(self, session: Session, workshop: Workshop, activity: Activity, part: str) -> Iterator[Choice]:  # noqa: ARG002
        """Offer the headings, or each idea that is not hidden; the same words, and what was merged, once."""
        if phases.alone(activity):
            return
        if part == HEADINGS:
            yield from headings.choices(rules_of(activity), ideas.given(session, activity))
            return
        same: dict[str, list[Idea]] = {}
        merged = merging.alike(session, activity)
        for idea in sorted(ideas.given(session, activity), key=lambda one: one.number):
            same.setdefault(idea.text.casefold(), []).extend([idea, *merged.get(idea.number, ())])
        for alike in same.values():
            tables = dict.fromkeys(idea.table_id for idea in alike if idea.table_id)
            yield Choice(f"i{alike[0].number}", dict.fromkeys(LANGUAGES, alike[0].text), tuple(tables))

    def take_in(self, session: Session, offer: Offer) -> None:
        """Add a late idea, last of all."""
        ideas.add(session, offer.activity, offer.participant_id, offer.table, offer.text, **offer.details)

    def hand_over(self, session: Session, participant: Participant, other: Participant) -> None:
        """Make one author of two, who supports an idea once, and none of their own."""
        supports.let_go(session, participant, other)
        super().hand_over(session, participant, other)

    def export(self, session: Session, workshop: Workshop, activity: Activity, *, names: bool, hidden: bool) -> Any:
        """Return every idea."""
        return {"ideas": export.ideas(session, workshop, activity, names=names, hidden=hidden)}


SHAPE = Ideas()
