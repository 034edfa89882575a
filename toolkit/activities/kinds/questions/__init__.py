"""Questions and answers: anybody asks, others support what they want to know too, the facilitator answers."""

from typing import Annotated, Any, ClassVar

from pydantic import Field

from toolkit.activities.kinds import MOST
from toolkit.activities.kinds.rounds import Round
from toolkit.activities.settings import Label
from toolkit.language import lazy, ngettext


class Questions(Round):
    """Questions of the whole room, `most` for each person at most, without a name unless the step asks for `names`."""

    label: ClassVar[Any] = lazy("Questions and answers")
    sentence: ClassVar[Any] = lazy("Anybody asks, others support what they want to know too, and you answer.")
    icon: ClassVar[str] = "message-circle-question-mark"
    supports: ClassVar[bool] = True
    everyone: ClassVar[bool] = True
    nouns: ClassVar[Any] = (lazy("Question"), lazy("Questions"))
    asks: ClassVar[Any] = lazy("Your question")
    hint: ClassVar[Any] = lazy("Is it below already? Support it instead: it moves up.")
    sends: ClassVar[Any] = lazy("Ask")
    first: ClassVar[Any] = lazy("Write your question first.")

    limit: Annotated[int, Field(ge=1, le=MOST), Label(lazy("Characters of a question"), desk=False)] = 280
    most: Annotated[int, Field(ge=1, le=99), Label(lazy("Questions of one person"))] = 10
    names: Annotated[bool, Label(lazy("Questions bear the name of who asks"))] = False

    def counted(self, number: int) -> str:
        """Say how many questions there are."""
        return ngettext("%(num)s question", "%(num)s questions", number)

    def enough(self, number: int) -> str:
        """Say to somebody who has written as many as they may that this is all."""
        return ngettext(
            "You have asked %(num)s question: support those of others.",
            "You have asked %(num)s questions: support those of others.",
            number,
        )


KIND = Questions
