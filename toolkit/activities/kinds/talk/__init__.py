"""A step where the room listens, talks or looks: nothing to fill in."""

from dataclasses import dataclass
from typing import Any, ClassVar

from toolkit.activities.kinds import Kind
from toolkit.language import lazy


@dataclass(frozen=True)
class Talk(Kind):
    """Show an instruction, and if wished the join code, a gallery of sheets or ideas, or the results of a vote.

    `show` is "", "join", "sheets:CODE", "ideas:CODE" or "results:CODE", where CODE is that of another activity.
    """

    label: ClassVar[Any] = lazy("Talk")

    show: str = ""


KIND = Talk
