"""The primary action: what a step wants now from whoever leads it; the large button of the desk does it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:  # as in the package
    from toolkit.activities.models import Activity


@dataclass(frozen=True)
class PrimaryAction:
    """What one press does: "switch", "timer", "wall" or "finish" on the desk itself, or the change of a step.

    `unmet` says what has not happened, when the room is about to leave the step without it.
    """

    words: Any
    icon: str
    do: str
    step: int
    values: Mapping[str, str] = field(default_factory=dict)
    unmet: Any = ""


@dataclass(frozen=True)
class Outlook:
    """What of the room that depends on: its tables by number, the one in focus, what later steps look at."""

    tables: Sequence[int] = ()
    focus: int | None = None
    later: frozenset[str] = frozenset()

    @property
    def next_table(self) -> int | None:
        """The number of the table whose turn comes next on the wall; None when all have had theirs."""
        if self.focus not in self.tables:
            return next(iter(self.tables), None)
        return next((number for number in self.tables if number > (self.focus or 0)), None)


def switch(step: "Activity", name: str, words: Any, icon: str, *, on: bool = True, unmet: Any = "") -> PrimaryAction:
    """Return the turning of a switch of a step."""
    return PrimaryAction(words, icon, "switch", step.id, {"name": name, "on": "yes" if on else "no"}, unmet)
