"""The scene: what a step shows to somebody now, and the fragments that draw it on each surface."""

from dataclasses import dataclass

from sqlalchemy.orm import Session

from toolkit.activities.models import Activity
from toolkit.activities.rulesets import Unplayable
from toolkit.activities.shapes import Seen, Viewer
from toolkit.activities.shapes.fragments import fragment
from toolkit.mishaps import attempt
from toolkit.workshops.models import Workshop


@dataclass(frozen=True)
class Scene:
    """What a step shows: `about` is the step whose contents are `seen`, mostly itself; `broken` if it cannot be."""

    activity: Activity
    about: Activity
    seen: Seen = Seen()  # noqa: RUF009 - it holds nothing
    broken: bool = False

    @property
    def hidden(self) -> bool:
        """Whether what is given is kept from the room for now."""
        return self.seen.hidden

    @property
    def by_table(self) -> bool:
        """Whether one table can be in focus."""
        return self.about.shape.by_table

    def fragment(self, surface: str) -> str:
        """Return the template that draws it on a surface; on a phone, what the person does in the step itself."""
        step = self.activity if surface == "phone" else self.about
        return fragment(step.kind, step.rules, surface)


def scene(session: Session, workshop: Workshop, activity: Activity, viewer: Viewer | None = None) -> Scene:
    """Return what a step shows to somebody, or to everybody; when there can be nothing, a scene that says so."""
    broken = Scene(activity, activity, broken=True)

    def whole() -> Scene:
        about = activity.shape.about(session, activity)
        if isinstance(about.rules, Unplayable):
            return broken
        return Scene(activity, about, activity.shape.seen(session, workshop, activity, viewer or Viewer()))

    return attempt(activity, broken, whole)
