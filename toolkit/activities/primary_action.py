"""The primary action of the step the room is on, and what is asked before the room leaves it without that."""

from collections.abc import Mapping, Sequence

from sqlalchemy.orm import Session

from toolkit.activities import agenda
from toolkit.activities.models import Activity
from toolkit.activities.scene import Scene, scene
from toolkit.activities.shapes import Viewer
from toolkit.activities.shapes.primary_action import Outlook, PrimaryAction
from toolkit.activities.shapes.standings import Standing
from toolkit.language import gettext as _
from toolkit.mishaps import attempt
from toolkit.workshops.models import Workshop


def action(workshop: Workshop, steps: Sequence[Activity], shown: Scene) -> PrimaryAction | None:
    """Return what the step on the desk wants now; None when all that is left is to go on."""
    step = shown.activity
    if workshop.finished_at:
        return None
    if step.started_at is None:
        return PrimaryAction(_("Start the workshop"), "play", "timer", step.id, {"do": "start"})
    view = outlook(workshop, steps, step)
    wanted = None
    if not shown.broken:
        wanted = attempt(step, None, lambda: step.shape.action(step, shown.about, shown.seen, view))
    if wanted is None and step.id == steps[-1].id:
        return PrimaryAction(_("Finish the workshop"), "flag", "finish", step.id)
    return wanted


def standings(session: Session, workshop: Workshop, shown: Scene) -> Mapping[int, Standing]:
    """Return how far each table is in the step whose contents are on the desk, by its id."""
    if shown.broken:
        return {}
    return attempt(shown.activity, {}, lambda: shown.about.shape.standings(session, workshop, shown.about))


def outlook(workshop: Workshop, steps: Sequence[Activity], step: Activity) -> Outlook:
    """Return what of the room a primary action depends on."""
    later = (one.rules.looks_at for one in steps if one.position > step.position)
    return Outlook([table.number for table in workshop.tables], workshop.focus, frozenset(later))


def unmet(session: Session, workshop: Workshop, leaving: int, going: int) -> str:
    """Say what has not happened in the step that the room is about to pass; nothing on the way back."""
    if workshop.current_id != leaving:
        return ""
    left, entered = agenda.step(session, workshop, leaving), agenda.step(session, workshop, going)
    if entered.position <= left.position:
        return ""
    wanted = action(workshop, agenda.steps(session, workshop), scene(session, workshop, left, Viewer(desk=True)))
    return str(wanted.unmet) if wanted else ""
