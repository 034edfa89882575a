"""Pause: the room takes a break, and every screen says when it goes on."""

from typing import Annotated, Any, ClassVar

from pydantic import Field

from toolkit.activities.kinds import Kind, Words
from toolkit.activities.settings import Label
from toolkit.language import lazy


class Pause(Kind):
    """A break: the time that is left stands large on the wall, with what people need to know."""

    label: ClassVar[Any] = lazy("Break")
    sentence: ClassVar[Any] = lazy("The room takes a break; the wall counts the minutes until it goes on.")
    sort: ClassVar[str] = "break"
    icon: ClassVar[str] = "coffee"

    where: Annotated[Words, Label(lazy("Where there is coffee, water, fresh air"), desk=False)] = Field(
        default_factory=dict
    )


KIND = Pause
