"""What is seen of ideas: those of all tables side by side, or those that a phone lists."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from sqlalchemy.orm import Session

from toolkit.activities.models import Activity
from toolkit.activities.shapes import Seen, Viewer
from toolkit.activities.shapes.ideas import supports
from toolkit.activities.shapes.ideas.ideas import TableIdeas, by_table, seen_by
from toolkit.activities.shapes.ideas.models import Idea
from toolkit.activities.shapes.ideas.rules import rules_of
from toolkit.workshops.models import Workshop


@dataclass(frozen=True)
class Given(Seen):
    """The ideas of each table, at the desk the hidden ones too; on a phone `listed`, the newest first.

    Where ideas are supported, `counts` says by how many people each, and `supported` which ones a person does.
    """

    groups: Sequence[TableIdeas] = ()
    listed: Sequence[Idea] = ()
    counts: Mapping[int, int] = field(default_factory=dict)
    supported: frozenset[int] = frozenset()

    @property
    def ranked(self) -> list[Idea]:
        """All that are seen: those still to be answered first, and of these what most people support."""
        ideas = self.listed or [idea for group in self.groups for idea in group.ideas]
        return ranked(ideas, self.counts)


def ranked(ideas: Sequence[Idea], counts: Mapping[int, int]) -> list[Idea]:
    """Put what is still to be answered first, and of these what most people support, then what came first."""
    return sorted(ideas, key=lambda idea: (idea.answered, -counts.get(idea.number, 0), idea.number))


def seen(session: Session, workshop: Workshop, activity: Activity, viewer: Viewer) -> Given:
    """Return the ideas that somebody sees."""
    hidden, person = not activity.is_shown, viewer.person
    if hidden and not viewer.behind:
        return Given(hidden=True)
    counts = supports.counts(session, activity) if rules_of(activity).supports else {}
    if person is None:
        groups = by_table(session, workshop, activity, hidden=viewer.desk)
        return Given(hidden=hidden, groups=groups, counts=counts)
    supported = supports.of(session, activity, person) if rules_of(activity).supports else frozenset()
    listed = seen_by(session, activity, person)
    return Given(hidden=hidden, listed=listed, counts=counts, supported=supported)
