"""Rounds: people add one thing after the other. No kind, but what such kinds are."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Annotated, Any, ClassVar, Protocol

from pydantic import Field as Bounds

from toolkit.activities.kinds import MOST, InvalidAnswer, Kind, Words
from toolkit.activities.settings import Label
from toolkit.language import lazy, ngettext
from toolkit.text import line

HEADINGS = "headings"


@dataclass(frozen=True)
class Field:
    """Something that people say beside the text of an idea, who or when say: `asks` is the question in the form."""

    code: str
    label: Any
    limit: int = 120
    asks: Any = ""
    hint: Any = ""


@dataclass(frozen=True)
class Stage:
    """One part of a round that comes before the next: its heading, and what is asked then; nothing, where none adds."""

    code: str
    heading: Words
    asks: Any = ""
    hint: Any = ""


@dataclass(frozen=True)
class Beginning:
    """What stands there when a round begins: words that nobody in the room wrote."""

    text: Words
    heading: int = 0  # the number of the heading that it stands under, if it stands under one
    details: Mapping[str, str] = field(default_factory=dict)


class Thing(Protocol):
    """One of those that were added, as a kind reads it: what it says, and where it stands."""

    @property
    def number(self) -> int: ...  # noqa: D102
    @property
    def text(self) -> str: ...  # noqa: D102
    @property
    def details(self) -> Mapping[str, str]: ...  # noqa: D102
    @property
    def heading(self) -> Words: ...  # noqa: D102
    @property
    def answered(self) -> bool: ...  # noqa: D102


class Round(Kind):
    """Beside the text of each idea people fill in its `details`; they may support those of others, or take one on.

    Where they are `choosing`, whoever writes one puts it under one of the headings; elsewhere others do so afterwards.
    `nouns` are what one of them, and many, are called; `asks`, `hint` and `sends` stand around the form, and `first` is
    said of one that is empty. One person adds `most` at most. What is `anonymous` is kept without its table, and no
    file says whose it is. Where there are `stages`, each has the heading of what is added in it.
    """

    shape: ClassVar[str] = "ideas"
    details: ClassVar[Sequence[Field]] = ()
    supports: ClassVar[bool] = False
    owners: ClassVar[bool] = False
    choosing: ClassVar[bool] = False
    anonymous: ClassVar[bool] = False
    stages: ClassVar[Sequence[Stage]] = ()
    nouns: ClassVar[tuple[Any, Any]] = (lazy("Idea"), lazy("Ideas"))
    asks: ClassVar[Any] = lazy("Your idea")
    hint: ClassVar[Any] = lazy("One idea at a time: send it, then write the next.")
    sends: ClassVar[Any] = lazy("Send this idea")
    first: ClassVar[Any] = lazy("Write your idea first.")

    limit: Annotated[int, Bounds(ge=1, le=MOST), Label(lazy("Characters of an idea"), desk=False)] = 280
    most: Annotated[int, Bounds(ge=1, le=MOST), Label(lazy("Ideas of one person"), desk=False)] = 100
    headings: Annotated[
        tuple[Words, ...], Bounds(strict=False, max_length=40), Label(lazy("Headings to put them under"), desk=False)
    ] = ()
    together: Annotated[bool, Label(lazy("Everybody puts them under headings, on their phones"))] = False
    silent: Annotated[bool, Label(lazy("Everybody writes alone until you reveal all of it"))] = False
    approve: Annotated[bool, Label(lazy("Nobody sees what is given before you let it in"))] = False

    def counted(self, number: int) -> str:
        """Say how many of them there are."""
        return ngettext("%(num)s idea", "%(num)s ideas", number)

    def supported(self, number: int) -> str:
        """Say how many people support one of them."""
        return ngettext("%(num)s support", "%(num)s supports", number)

    def enough(self, number: int) -> str:
        """Say to somebody who has added as many as they may that this is all."""
        return ngettext(
            "You have given %(num)s idea: that is all for this step.",
            "You have given %(num)s ideas: that is all for this step.",
            number,
        )

    def read(self, text: str, count: int) -> str:
        """Return a text as it is kept, on one line, from somebody who has added so many already.

        Raises InvalidAnswer for an empty one and for one too many, and TextRefused for one too long.
        """
        kept = line(text, self.limit)
        if not kept:
            raise InvalidAnswer(str(self.first))
        if count >= self.most:
            raise InvalidAnswer(self.enough(count))
        return kept

    @property
    def beginnings(self) -> Sequence[Beginning]:
        """What stands there when the round begins."""
        return ()

    def conclusions(self, things: Sequence[Thing]) -> Iterable[str]:  # noqa: ARG002 - for those that conclude
        """Say what comes out, for the first page of a report; `things` are in their order."""
        return ()

    def drawn(self, things: Sequence[Thing]) -> Sequence[tuple[str, str]]:  # noqa: ARG002 - for those that are drawn
        """Say in words, each with its name, what `drawing.html` draws of them in a report; nothing, without one."""
        return ()

    def parts(self) -> list[str]:
        """Offer a vote the headings in the place of what stands under them."""
        return [HEADINGS]


class Staged(Round):
    """A round in stages: its headings are theirs, after those that it has `before`; nothing is sorted afterwards."""

    before: ClassVar[tuple[Words, ...]] = ()
    headings: ClassVar[tuple[Words, ...]] = ()  # type: ignore[misc]
    together: ClassVar[bool] = False  # type: ignore[misc]
    silent: ClassVar[bool] = False  # type: ignore[misc]

    def __init_subclass__(cls, **more: Any) -> None:
        """Take the headings of the stages."""
        super().__init_subclass__(**more)
        cls.headings = (*cls.before, *(stage.heading for stage in cls.stages))
