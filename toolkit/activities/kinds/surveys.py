"""Surveys: what each person says once of the room, the day or themselves. No kind, but what such kinds are."""

from abc import abstractmethod
from typing import Annotated, ClassVar

from pydantic import Field

from toolkit.activities.kinds import Answers, Tally
from toolkit.activities.settings import Label
from toolkit.language import lazy


class Survey(Answers):
    """What people say of the room, the day or themselves: nothing is chosen between, and nobody's name is kept.

    What the answers come to is shown from `least` of them on.
    """

    manner: ClassVar[str] = "surveys"

    least: Annotated[int, Field(ge=1, le=50), Label(lazy("Shown from so many answers on"))] = 5

    @property
    def live(self) -> bool:
        """Whether the room may see what comes in while people answer."""
        return False

    @abstractmethod
    def facts(self, tally: Tally) -> list[tuple[str, str]]:
        """Say what the answers come to, line by line: what each is about, and how it came out."""
