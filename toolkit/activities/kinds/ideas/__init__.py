"""Ideas: each person sends short ideas, one after the other."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, ClassVar

from toolkit.activities.kinds import MOST, InvalidAnswer, Kind, Rule
from toolkit.activities.settings import SettingRefused, out_of_limits
from toolkit.language import gettext as _
from toolkit.language import lazy, ngettext
from toolkit.text import line


@dataclass(frozen=True)
class Ideas(Kind):
    """Short ideas, `most` for each person at most; phones list those of the table, or with `everyone` all of them.

    With `names`, each idea bears the name of its author, on the wall and in the report too.
    """

    label: ClassVar[Any] = lazy("Ideas")
    gives: ClassVar[str] = "ideas"

    limit: int = 280
    most: int = 100
    everyone: bool = False
    names: bool = False

    def objections(self) -> Iterator[SettingRefused]:
        """Refuse a step that takes no idea, or none that can be read from afar."""
        yield from out_of_limits(
            [Rule("limit", "", self.limit, least=1, most=MOST), Rule("most", "", self.most, least=1, most=MOST)]
        )

    def read(self, text: str, given: int) -> str:
        """Return an idea as it is kept, on one line, from somebody who has given some already.

        Raises InvalidAnswer for an empty idea and for one too many, and TextRefused for one too long.
        """
        kept = line(text, self.limit)
        if not kept:
            raise InvalidAnswer(_("Write your idea first."))
        if given >= self.most:
            raise InvalidAnswer(
                ngettext(
                    "You have given %(num)s idea: that is all for this step.",
                    "You have given %(num)s ideas: that is all for this step.",
                    given,
                )
            )
        return kept


KIND = Ideas
