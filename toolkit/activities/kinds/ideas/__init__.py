"""Ideas: each person sends short ideas, one after the other."""

from typing import Annotated, Any, ClassVar

from pydantic import Field

from toolkit.activities.kinds import MOST, InvalidAnswer, Kind
from toolkit.activities.rounds import Round
from toolkit.activities.settings import Label
from toolkit.language import gettext as _
from toolkit.language import lazy, ngettext
from toolkit.text import line


class Ideas(Round, Kind):
    """Short ideas, `most` for each person at most; phones list those of the table, or with `everyone` all of them.

    With `names`, each idea bears the name of its author, on the wall and in the report too.
    """

    label: ClassVar[Any] = lazy("Ideas")
    sentence: ClassVar[Any] = lazy("Everybody sends short ideas, one after the other.")
    sort: ClassVar[str] = "gathering"
    icon: ClassVar[str] = "lightbulb"

    limit: Annotated[int, Field(ge=1, le=MOST), Label(lazy("Characters of an idea"), desk=False)] = 280
    most: Annotated[int, Field(ge=1, le=MOST), Label(lazy("Ideas of one person"), desk=False)] = 100
    everyone: Annotated[bool, Label(lazy("Phones list the ideas of every table"), desk=False)] = False
    names: Annotated[bool, Label(lazy("Ideas bear the name of their author"), desk=False)] = False

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
