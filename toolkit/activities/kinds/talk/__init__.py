"""A step where the room listens, talks or looks: nothing to fill in."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, ClassVar

from toolkit.activities.kinds import Kind
from toolkit.activities.settings import Reference, SettingRefused, refusal
from toolkit.language import gettext as _
from toolkit.language import lazy

_SHOWN = {"sheets": "entries", "ideas": "ideas", "results": "answers"}


@dataclass(frozen=True)
class Talk(Kind):
    """Show an instruction, and if wished the join code, a gallery of sheets or ideas, or the results of a vote.

    `show` is "", "join", "sheets:CODE", "ideas:CODE" or "results:CODE", where CODE is that of another activity.
    """

    label: ClassVar[Any] = lazy("Talk")

    show: str = ""

    def objections(self) -> Iterator[SettingRefused]:
        """Refuse to show what cannot be shown."""
        if not re.fullmatch("(join|(sheets|ideas|results):[^:]+)?", self.show):
            accepted = '"", "join", "sheets:STEP", "ideas:STEP", "results:STEP"'
            yield refusal("show", self.show, _("one of %(known)s", known=accepted))

    def references(self) -> list[Reference]:
        """Name the step whose contents are shown."""
        what, _colon, step = self.show.partition(":")
        return [Reference("show", self.show, step, _SHOWN[what])] if what in _SHOWN else []


KIND = Talk
