"""Frame: what the workshop is for, what becomes of what people give, the rules of the room, and when it ends."""

from typing import Annotated, Any, ClassVar

from pydantic import Field

from toolkit.activities.kinds import Kind, Words
from toolkit.activities.settings import Label
from toolkit.language import lazy

RULES: tuple[Words, ...] = (
    {"fr": "Une personne parle, les autres écoutent.", "en": "One person speaks, the others listen."},
    {"fr": "On peut ne pas être d’accord, et on le dit.", "en": "One may disagree, and says so."},
    {"fr": "Ce qui se dit ici n’est attribué à personne.", "en": "What is said here is put down to nobody."},
)


class Frame(Kind):
    """The frame of the day, in three short texts that stand side by side: purpose, use, rules."""

    label: ClassVar[Any] = lazy("Frame")
    sentence: ClassVar[Any] = lazy("What the workshop is for, what becomes of its results, and the rules of the room.")
    sort: ClassVar[str] = "opening"
    icon: ClassVar[str] = "frame"

    purpose: Annotated[Words, Label(lazy("What it is for"), desk=False)] = Field(default_factory=dict)
    use: Annotated[Words, Label(lazy("What becomes of what people give"), desk=False)] = Field(default_factory=dict)
    rules: Annotated[
        tuple[Words, ...], Field(strict=False, max_length=8), Label(lazy("Rules of the room"), desk=False)
    ] = RULES


KIND = Frame
