"""One drawing for all who see the same of a step: when a room moves on, five hundred phones ask within a second.

A drawing is good for one state of the database. What a page says of a person alone is never in it: the `Onlooker`
notes when anything is asked of them that the others at their table do not share.
"""

from collections.abc import Callable, Hashable
from typing import Any, cast

from toolkit import clock
from toolkit.activities.models import Activity
from toolkit.activities.shapes import Viewer
from toolkit.language import current
from toolkit.mishaps import attempt
from toolkit.web.access import current_participant, visitor
from toolkit.web.house import house, reading
from toolkit.workshops.models import Participant


class Onlooker:
    """Somebody at a table, who notes when they are asked for more than where they sit and whether they write."""

    _SHARED = frozenset({"table", "table_id", "role", "joined_at"})  # `joined_at` by what `_name` says of it

    def __init__(self, person: Participant) -> None:
        self._person = person
        self.alone = False

    def __getattr__(self, name: str) -> Any:
        """Answer as the person does."""
        self.alone |= name not in self._SHARED
        return getattr(self._person, name)

    def table_at(self, moment: Any) -> int | None:
        """Return the id of the table at which they sat at a moment."""
        table = self._person.table_at(moment)
        self.alone |= table != self._person.table_id
        return table


def drawn(activity: Activity, draw: Callable[[Viewer], str]) -> str:
    """Return what `draw` makes for the person asking, or made for somebody who sees the same."""
    person, session = current_participant(), reading()
    own = Viewer(person, visitor().token)
    if attempt(activity, True, lambda: activity.shape.sets_apart(session, activity, own)):  # noqa: FBT003 - what stands instead
        return draw(own)
    name, commons = _name(activity, person), house().commons
    if (page := commons.find(name)) is not None:
        return page
    onlooker = Onlooker(person)
    page = draw(Viewer(cast("Participant", onlooker), new=True))
    if not onlooker.alone:
        commons.keep(name, page)
    return page


def _name(activity: Activity, person: Participant) -> Hashable:
    """Name all that a drawing depends on: the state of the database, the time, and what several people share."""
    late = activity.started_at is not None and person.joined_at > activity.started_at
    state, second = house().database.state(reading()), int(clock.now().timestamp())
    return state, second, activity.id, current(), person.table_id, person.role, late
