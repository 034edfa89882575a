"""Ideas: each person sends short ideas, one after the other."""

from typing import Annotated, Any, ClassVar

from toolkit.activities.kinds.rounds import Round
from toolkit.activities.settings import Label
from toolkit.language import lazy


class Ideas(Round):
    """Short ideas, `most` for each person at most; phones list those of the table, or with `everyone` all of them.

    With `names`, each idea bears the name of its author, on the wall and in the report too.
    """

    label: ClassVar[Any] = lazy("Ideas")
    sentence: ClassVar[Any] = lazy("Everybody sends short ideas, one after the other.")
    sort: ClassVar[str] = "gathering"
    icon: ClassVar[str] = "lightbulb"

    everyone: Annotated[bool, Label(lazy("Phones list the ideas of every table"), desk=False)] = False
    names: Annotated[bool, Label(lazy("Ideas bear the name of their author"), desk=False)] = False


KIND = Ideas
