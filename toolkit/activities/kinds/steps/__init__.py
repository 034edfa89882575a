"""Next steps: what will be done, by whom and by when; whoever takes one on says so on their own phone."""

from collections.abc import Sequence
from typing import Annotated, Any, ClassVar

from pydantic import Field as Bounds

from toolkit.activities.kinds.rounds import Field, Round
from toolkit.activities.settings import Label
from toolkit.language import lazy, ngettext


class Steps(Round):
    """Next steps of the whole room, `most` for each person at most, each with who and when."""

    label: ClassVar[Any] = lazy("Next steps")
    sentence: ClassVar[Any] = lazy("What will be done, by whom and by when; whoever takes a step on says so.")
    sort: ClassVar[str] = "deciding"
    icon: ClassVar[str] = "footprints"
    everyone: ClassVar[bool] = True
    names: ClassVar[bool] = False
    owners: ClassVar[bool] = True
    nouns: ClassVar[Any] = (lazy("Next step"), lazy("Next steps"))
    asks: ClassVar[Any] = lazy("What will be done?")
    hint: ClassVar[Any] = lazy("A small step that starts with a verb: call, try, ask, show…")
    sends: ClassVar[Any] = lazy("Send this step")
    first: ClassVar[Any] = lazy("Write what will be done first.")
    details: ClassVar[Sequence[Field]] = (
        Field(
            "who",
            lazy("Who"),
            120,
            asks=lazy("Who could take it on?"),
            hint=lazy("They say yes themselves, on their own phone."),
        ),
        Field(
            "when",
            lazy("When"),
            80,
            asks=lazy("By when?"),
            hint=lazy("A date, even a close one: “Friday 12th” rather than “soon”."),
        ),
    )

    limit: Annotated[int, Bounds(ge=1, le=600), Label(lazy("Characters of a step"), desk=False)] = 240
    most: Annotated[int, Bounds(ge=1, le=50), Label(lazy("Steps of one person"))] = 10

    def counted(self, number: int) -> str:
        """Say how many steps there are."""
        return ngettext("%(num)s next step", "%(num)s next steps", number)

    def enough(self, number: int) -> str:
        """Say to somebody who has written as many as they may that this is all."""
        return ngettext(
            "You have written %(num)s step: that is all here.",
            "You have written %(num)s steps: that is all here.",
            number,
        )


KIND = Steps
