"""The shape of a step in which nothing is given: perhaps the contents of another are shown."""

from typing import ClassVar

from sqlalchemy import select
from sqlalchemy.orm import Session

from toolkit.activities.models import Activity
from toolkit.activities.shapes import Seen, Shape, Viewer
from toolkit.activities.shapes.primary_action import Outlook, PrimaryAction, switch
from toolkit.language import gettext as _
from toolkit.workshops.models import Workshop


class Listening(Shape):
    """The room looks, sometimes at what it gave in another step."""

    gives: ClassVar[bool] = False
    closes_with_step: ClassVar[bool] = True  # a step, perhaps, that can no longer be shown

    def about(self, session: Session, activity: Activity) -> Activity:
        """Return the step that this one looks at, or itself."""
        code = activity.rules.looks_at
        other = select(Activity).filter_by(workshop_id=activity.workshop_id, code=code)
        return (session.scalar(other) if code else None) or activity

    def seen(self, session: Session, workshop: Workshop, activity: Activity, viewer: Viewer) -> Seen:
        """Return what everybody sees of the other step: here, nobody has anything of their own."""
        other = self.about(session, activity)
        return Seen() if other is activity else other.shape.seen(session, workshop, other, Viewer(desk=viewer.desk))

    def action(self, activity: Activity, about: Activity, seen: Seen, outlook: Outlook) -> PrimaryAction | None:  # noqa: ARG002
        """Want what the room looks at to be shown, then each table to have its turn."""
        if about is activity or (about.shape.gives and about.opened_at is None):
            return None
        if not about.is_shown:
            return switch(about, "shown", about.shape.show_words, "eye", unmet=_("The room has not seen this yet."))
        if not about.shape.by_table or outlook.next_table is None:
            return None
        words = _("Next table: %(number)s", number=outlook.next_table)
        return PrimaryAction(words, "chevron-right", "wall", activity.id, {"turn": "next"})


SHAPE = Listening()
