"""Ecosystem map: who is in it and who is linked to whom, entered as a list by anyone and drawn as a graph."""

from collections.abc import Iterable, Sequence
from typing import Annotated, Any, ClassVar

from pydantic import Field as Bounds

from toolkit.activities.kinds import Words
from toolkit.activities.kinds.ecosystem.graph import Link, Map, actors, draw
from toolkit.activities.kinds.rounds import Beginning, Field, Round, Thing
from toolkit.activities.settings import Label
from toolkit.language import LANGUAGES, lazy, ngettext, pick
from toolkit.language import gettext as _

LINKS: tuple[Words, ...] = (
    {"fr": "travaille avec", "en": "works with"},
    {"fr": "informe", "en": "informs"},
    {"fr": "décide pour", "en": "decides for"},
    {"fr": "finance", "en": "pays"},
    {"fr": "aide", "en": "helps"},
    {"fr": "ignore", "en": "ignores"},
)
BETWEEN = "|"  # in a line that names a link: who | what | to whom


class Ecosystem(Round):
    """Actors and their links, a line each, `most` for each person at most; it begins with those that are `known`."""

    label: ClassVar[Any] = lazy("Ecosystem map")
    sentence: ClassVar[Any] = lazy(
        "Anyone names who is involved and who is linked to whom; the room sees the map grow."
    )
    sort: ClassVar[str] = "making"
    icon: ClassVar[str] = "waypoints"
    everyone: ClassVar[bool] = True
    names: ClassVar[bool] = False
    headings: ClassVar[tuple[Words, ...]] = ()  # type: ignore[misc]
    together: ClassVar[bool] = False  # type: ignore[misc]
    silent: ClassVar[bool] = False  # type: ignore[misc]
    details: ClassVar[Sequence[Field]] = (Field("link", lazy("Link"), 40), Field("whom", lazy("To whom"), 60))
    nouns: ClassVar[Any] = (lazy("Line of the map"), lazy("Lines of the map"))
    asks: ClassVar[Any] = lazy("Who, or what?")
    hint: ClassVar[Any] = lazy("A person, a service, a place, a tool. The map may stay incomplete.")
    sends: ClassVar[Any] = lazy("Put it on the map")
    first: ClassVar[Any] = lazy("Write who or what it is first.")

    links_known: Annotated[
        tuple[Words, ...], Bounds(strict=False, max_length=20), Label(lazy("The links to choose from"), desk=False)
    ] = LINKS
    known: Annotated[
        tuple[Annotated[str, Bounds(max_length=200)], ...],
        Bounds(strict=False, max_length=200),
        Label(lazy("What is known from before: who | link | to whom"), desk=False),
    ] = ()
    limit: Annotated[int, Bounds(ge=1, le=60), Label(lazy("Characters of a name"), desk=False)] = 60
    most: Annotated[int, Bounds(ge=1, le=100), Label(lazy("Lines of one person"))] = 30

    @property
    def beginnings(self) -> Sequence[Beginning]:
        """The lines that are known from before."""
        return [self._known(line) for line in self.known if line.strip(f" {BETWEEN}")]

    def _known(self, line: str) -> Beginning:
        who, what, whom = (*(part.strip() for part in line.split(BETWEEN, 2)), "", "")[:3]
        details = {name: text for name, text in (("link", what), ("whom", whom)) if text}
        return Beginning(dict.fromkeys(LANGUAGES, who or whom), details=details if who else {})

    def links_of(self, things: Iterable[Thing]) -> tuple[Link, ...]:
        """Return the lines as links; one that names nobody else has only its actor."""
        listed = sorted(things, key=lambda one: one.number)
        return tuple((one.text, one.details.get("link", ""), one.details.get("whom", "")) for one in listed)

    def map(self, things: Iterable[Thing]) -> Map:
        """Return the drawing."""
        return draw(self.links_of(things))

    def actors(self, things: Iterable[Thing]) -> list[str]:
        """List who is on the map."""
        return actors(self.links_of(things))

    def words(self) -> list[str]:
        """List the links to choose from, in the current language."""
        return [pick(words) for words in self.links_known]

    def lines(self, things: Iterable[Thing]) -> str:
        """Write the map as lines that a later workshop can begin with."""
        return "\n".join(f" {BETWEEN} ".join(filter(None, link)) for link in self.links_of(things))

    def counted(self, number: int) -> str:
        """Say how many lines there are."""
        return ngettext("%(num)s line", "%(num)s lines", number)

    def enough(self, number: int) -> str:
        """Say to somebody who has written as many as they may that this is all."""
        return ngettext(
            "You have written %(num)s line: that is all here.",
            "You have written %(num)s lines: that is all here.",
            number,
        )

    def conclusions(self, things: Sequence[Thing]) -> Iterable[str]:
        """Say how large the map is."""
        if names := self.actors(things):
            links = sum(bool(one.details.get("whom")) for one in things)
            yield _("The map has %(actors)s actors and %(links)s links.", actors=len(names), links=links)

    def drawn(self, things: Sequence[Thing]) -> Sequence[tuple[str, str]]:
        """Say of each actor what it is linked to."""
        return [(who, f"{what} {whom}".strip()) for who, what, whom in self.links_of(things)]


KIND = Ecosystem
