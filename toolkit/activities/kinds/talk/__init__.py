"""A step where the room listens, talks or looks: nothing to fill in."""

from typing import Annotated, Any, ClassVar

from toolkit.activities.kinds import Kind
from toolkit.activities.links import Link, Spellings
from toolkit.activities.settings import Label
from toolkit.language import lazy

SHOWN = Spellings({"join": "", "sheets:STEP": "entries", "ideas:STEP": "ideas", "results:STEP": "answers", "": ""})


class Talk(Kind):
    """Show an instruction, and if wished the join code, a gallery of sheets or ideas, or the results of a vote.

    `show` is "", "join", "sheets:CODE", "ideas:CODE" or "results:CODE", where CODE is that of another activity.
    """

    label: ClassVar[Any] = lazy("Talk")
    sentence: ClassVar[Any] = lazy("The room listens, talks or looks at something; nothing is filled in.")
    icon: ClassVar[str] = "megaphone"

    show: Annotated[Link, SHOWN, Label(lazy("What the room sees beside the instruction"), desk=False)] = Link()

    @property
    def looks_at(self) -> str:
        """The code of the step whose contents are shown."""
        return self.show.step

    @property
    def joins(self) -> bool:
        """Whether the wall invites people to join."""
        return self.show == "join"


KIND = Talk
