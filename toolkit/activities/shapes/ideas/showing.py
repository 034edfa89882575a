"""What is seen of ideas: those of all tables side by side, or those that a phone lists."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from sqlalchemy.orm import Session

from toolkit.activities.kinds import Words
from toolkit.activities.kinds.rounds import Stage
from toolkit.activities.models import Activity
from toolkit.activities.shapes import Seen, Viewer
from toolkit.activities.shapes.ideas import headings, ideas, merging, phases, supports
from toolkit.activities.shapes.ideas.headings import Section
from toolkit.activities.shapes.ideas.ideas import TableIdeas, by_table, newest_first, seen_by
from toolkit.activities.shapes.ideas.models import Idea
from toolkit.activities.shapes.ideas.rules import rules_of
from toolkit.activities.shapes.standings import Standing
from toolkit.workshops.models import Workshop


@dataclass(frozen=True)
class Given(Seen):
    """The ideas of each table, at the desk the hidden ones too; on a phone `listed`, the newest first.

    Where ideas are supported, `counts` says by how many people each, and `supported` which ones a person does.
    `alike` are those for which another stands, by its number; `spotlight` the one that stands on every screen.
    `sections` are the same under their headings, if there are any, and `headings` all that there are.
    While everybody writes `alone`, it is how many there are: the room sees no more. `stage` is the one that it is in.
    """

    groups: Sequence[TableIdeas] = ()
    listed: Sequence[Idea] = ()
    counts: Mapping[int, int] = field(default_factory=dict)
    supported: frozenset[int] = frozenset()
    alike: Mapping[int, Sequence[Idea]] = field(default_factory=dict)
    spotlight: Idea | None = None
    sections: Sequence[Section] = ()
    headings: Sequence[Words] = ()
    alone: int | None = None
    stage: Stage | None = None

    @property
    def waiting(self) -> list[Idea]:
        """Those that the facilitator has not let in yet, the longest waiting first."""
        return sorted((one for group in self.groups for one in group.ideas if one.waiting), key=lambda one: one.number)

    def beside(self, direction: int) -> int | None:
        """Return the number of the idea after the one in the spotlight, or before it, as they stand on the desk."""
        groups = (group.ideas for group in self.groups)
        numbers = [idea.number for ideas in groups for idea in ideas if idea.shown and not idea.withdrawn]
        if self.spotlight is None or self.spotlight.number not in numbers:
            return numbers[min(direction, 0)] if numbers else None
        return numbers[(numbers.index(self.spotlight.number) + direction) % len(numbers)]

    @property
    def ranked(self) -> list[Idea]:
        """All that are seen: those still to be answered first, and of these what most people support."""
        listed = self.listed or [idea for group in self.groups for idea in group.ideas]
        return ranked(listed, self.counts)


def ranked(listed: Sequence[Idea], counts: Mapping[int, int]) -> list[Idea]:
    """Put what is still to be answered first, of these pinned ones, then what most people support, or came first."""
    return sorted(listed, key=lambda one: (one.answered, not one.pinned, -counts.get(one.number, 0), one.number))


def seen(session: Session, workshop: Workshop, activity: Activity, viewer: Viewer) -> Given:
    """Return the ideas that somebody sees."""
    hidden, person = not activity.is_shown, viewer.person
    if hidden and not viewer.behind:
        return Given(hidden=True)
    if phases.alone(activity) and not viewer.desk:
        listed = seen_by(session, activity, person) if person else []
        return Given(hidden=hidden, listed=listed, alone=len(ideas.given(session, activity)))
    common: dict[str, Any] = {
        "hidden": hidden,
        "counts": supports.counts(session, activity) if rules_of(activity).supports else {},
        "alike": merging.alike(session, activity),
        "stage": phases.stage(activity),
        "spotlight": _spotlight(session, workshop, activity),
    }
    if person is None:
        groups = by_table(session, workshop, activity, hidden=viewer.desk)
        everything = newest_first(one for group in groups for one in group.ideas)
        return Given(groups=groups, **common, **_headed(activity, everything))
    supported = supports.of(session, activity, person) if rules_of(activity).supports else frozenset()
    listed = seen_by(session, activity, person)
    return Given(listed=listed, supported=supported, **common, **_headed(activity, listed))


def standings(session: Session, workshop: Workshop, activity: Activity) -> dict[int, Standing]:
    """Return how many ideas each table has given, and when the last one came."""
    groups, counted = by_table(session, workshop, activity, hidden=True), rules_of(activity).counted
    ideas_of = {group.table.id: group.ideas for group in groups if group.table and group.ideas}
    return {
        table: Standing(last=max(idea.given_at for idea in ideas), amount=counted(len(ideas)))
        for table, ideas in ideas_of.items()
    }


def _headed(activity: Activity, listed: Sequence[Idea]) -> dict[str, Any]:
    rules = rules_of(activity)
    return {"sections": headings.sections(rules, listed), "headings": headings.every(rules, listed)}


def _spotlight(session: Session, workshop: Workshop, activity: Activity) -> Idea | None:
    """Return the idea that stands on every screen, while the room may see it."""
    idea = session.get(Idea, (activity.id, workshop.spotlight)) if workshop.spotlight and activity.is_shown else None
    return idea if idea and idea.shown and not idea.withdrawn else None
