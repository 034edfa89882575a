"""The plug-in point: one folder per kind of activity, holding its rules and its fragments.

A kind is pure: it knows neither the web, nor the database, nor another kind.
"""

from abc import ABC, abstractmethod
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from importlib import import_module
from pkgutil import iter_modules
from typing import Annotated, Any, ClassVar, Self

from pydantic import BaseModel, Field

from toolkit.activities.links import Link, Spellings, links_of
from toolkit.activities.settings import STRICT, Label, Refusal, refusal
from toolkit.decks.models import Deck
from toolkit.language import gettext as _
from toolkit.language import lazy

Content = dict[str, Any]
Tally = dict[str, Any]
Words = dict[str, str]
MOST = 1000
SORTS: Mapping[str, Any] = {  # what a step is for, in the order in which a workshop mostly has them
    "opening": lazy("Opening"),
    "gathering": lazy("Gathering"),
    "making": lazy("Making"),
    "sharing": lazy("Sharing"),
    "deciding": lazy("Deciding"),
    "break": lazy("Break"),
}
SOURCE = Spellings(
    {"deal:STEP:KIND": "moves", "sheet:STEP:FIELD": "entries", "ideas:STEP": "ideas", "cards:KIND": "", "": ""}
)


class InvalidAnswer(ValueError):
    """An answer that breaks the rules; the message says which."""


@dataclass(frozen=True)
class Choice:
    """One option of a vote: what it is called, and the tables it comes from."""

    code: str
    label: Words
    tables: tuple[int, ...] = ()


class Kind(BaseModel, ABC):
    """The rules of an activity. Fields of a subclass are the facilitator's settings: their types say what they may be.

    `shape` names the way in which people give something: a folder of toolkit/activities/shapes/; `manner` a folder
    within it, where a shape is drawn in more ways than one. Whoever writes an agenda chooses among kinds by their
    `sort` (one of SORTS), a `sentence` on what people do, and an `icon` of Lucide.
    """

    model_config = STRICT

    label: ClassVar[Any]
    sentence: ClassVar[Any] = ""
    sort: ClassVar[str] = "sharing"
    icon: ClassVar[str] = "shapes"
    sample: ClassVar[Content] = {}  # settings of a new step that could not be without any
    shape: ClassVar[str] = "listening"
    manner: ClassVar[str] = ""

    def objections(self, deck: Deck | None, tables: int) -> Iterator[Refusal]:  # noqa: ARG002 - for those that care
        """Say what an agenda may not have though each setting is right by itself: with this deck, if it is known."""
        yield from ()

    def links(self) -> Iterator[tuple[str, Link]]:
        """Yield the settings that name other steps or cards, with their names."""
        yield from links_of(self)

    def parts(self) -> list[str]:
        """List what links may take from this step."""
        return []

    def part_words(self, part: str) -> Words:  # noqa: ARG002 - for those with parts
        """Return what people call a part; nothing where it is a kind of card, which the deck names."""
        return {}

    @property
    def looks_at(self) -> str:
        """The code of the step whose contents are shown: usually its own, which needs no name."""
        return ""

    @property
    def joins(self) -> bool:
        """Whether the wall invites people to join."""
        return False

    def card_kinds(self) -> set[str]:
        """Return the kinds of cards that a deck must have for this; "*" is every kind it has."""
        return {link.kind for _setting, link in self.links()} - {""}


class Answers(Kind):
    """The rules of what each person answers once: how an answer is read, and what all of them come to.

    It is a `Vote`, or a survey (surveys.py).
    """

    shape: ClassVar[str] = "answers"

    @property
    def private(self) -> bool:
        """Whether an answer is kept without the person who gives it."""
        return True

    @abstractmethod
    def read(self, form: Mapping[str, str], choices: Sequence[Choice]) -> Content:
        """Turn a submitted form into what is stored, and is lawful, or raise InvalidAnswer."""

    @abstractmethod
    def lawful(self, content: Content, choices: Sequence[Choice]) -> Content:
        """Return an answer as it is stored if it keeps the rules, whoever wrote it, or raise InvalidAnswer.

        `choices` are those offered to the person, if any. Nothing is known of the content but that it came as JSON.
        """

    def marks(self, form: Mapping[str, str], choices: Sequence[Choice]) -> Content:  # noqa: ARG002 - those of votes
        """Return what a form says as `ballot.html` shows it again, lawful or not; empty when it says nothing."""
        return {name: typed for name, typed in form.items() if typed}

    @abstractmethod
    def tally(self, contents: Iterable[Content], choices: Sequence[Choice]) -> Tally:
        """Turn the answers into the variables of tally.html."""


class Vote(Answers):
    """The rules of a vote: what people choose between, and how ballots are counted.

    `source` says where the options come from (see docs/formats.md); `own_table` whether one may vote for what
    one's own table proposed; a `secret` vote is stored without the voter. A file of ballots calls the method `name`,
    and whatever it does not set is `unset`.
    """

    sort: ClassVar[str] = "deciding"
    icon: ClassVar[str] = "vote"
    name: ClassVar[str]
    sample: ClassVar[Content] = {"choices": [{"fr": "Oui", "en": "Yes"}, {"fr": "Non", "en": "No"}]}
    method: ClassVar[Any]
    tie_rule: ClassVar[Any]
    unset: ClassVar[Mapping[str, Any]] = {}

    source: Annotated[Link, SOURCE, Label(lazy("Where the proposals come from"), desk=False)] = Link()
    choices: Annotated[tuple[Words, ...], Field(strict=False), Label(lazy("Proposals written here"), desk=False)] = ()
    own_table: Annotated[bool, Label(lazy("People may vote for what their own table proposed"))] = True
    secret: Annotated[bool, Label(lazy("The vote is secret"))] = True

    def objections(self, deck: Deck | None, tables: int) -> Iterator[Refusal]:
        """Refuse a vote on nothing."""
        yield from super().objections(deck, tables)
        if not (self.source or self.choices):
            yield refusal("source", self.source, SOURCE.accepted())

    @property
    def private(self) -> bool:
        """Whether the vote is secret."""
        return self.secret

    def marks(self, form: Mapping[str, str], choices: Sequence[Choice]) -> Content:
        """Return what a form chooses as `ballot.html` shows it again, lawful or not; empty when it chooses nothing."""
        return {one.code: form[one.code] for one in choices if form.get(one.code, "") not in {"", "0"}}

    @abstractmethod
    def tally(self, contents: Iterable[Content], choices: Sequence[Choice]) -> Tally:
        """Turn every ballot that is not blank into the variables of tally.html.

        The tally holds `rows`, best first; each row has a `choice` and a `rank`, equal where there is a tie.
        """

    @abstractmethod
    def headline(self, row: Mapping[str, Any]) -> str:
        """Say in a few words how one row of the tally came out."""

    def findings(self, tally: Tally) -> Mapping[str, Any]:  # noqa: ARG002 - for those that have some
        """Return what a tally says beside its rows, by name, as JSON holds it."""
        return {}

    @classmethod
    def of_file(cls, settings: Mapping[str, Any]) -> Self:
        """Return the rules of a file of ballots; pydantic refuses settings that cannot be."""
        rules = cls.model_validate(settings)
        return rules.model_copy(update={name: value for name, value in cls.unset.items() if name not in settings})

    def file_settings(self) -> dict[str, Any]:
        """Return the settings of a file with the ballots of this vote."""
        return self.model_dump(mode="json", exclude=set(Vote.model_fields))

    @abstractmethod
    def opinion(self, value: Any, choices: Sequence[Choice]) -> Any:
        """Return what a file's value for one choice means, None if nothing; InvalidAnswer says what it must be."""

    def from_file(self, opinions: Content, choices: Sequence[Choice]) -> Content:
        """Return the ballot that holds these opinions, by choice; raise InvalidAnswer if it cannot be."""
        return self.lawful(opinions, choices)

    def to_file(self, content: Content) -> Content:
        """Return what a ballot gives each choice, as a file holds it."""
        return content


def whole(typed: str | None) -> int:
    """Return the whole number in a form's field, 0 when it is empty; nonsense raises InvalidAnswer."""
    text = (typed or "0").strip()
    if not (text.isascii() and text.isdigit() and len(text) <= len(str(MOST))):
        raise InvalidAnswer(_("Please give a whole number, not “%(typed)s”.", typed=text[:20]))
    return int(text)


def amount(value: Any, most: int, least: int = 0) -> int | None:
    """Return the whole number that a file gives, None for 0; anything but `least` to `most` raises InvalidAnswer."""
    if type(value) is not int or not least <= value <= most:
        raise InvalidAnswer(_("a whole number from %(least)s to %(most)s", least=least, most=most))
    return value or None


def check_known(named: Iterable[Any], choices: Sequence[Choice]) -> None:
    """Raise InvalidAnswer when a ballot names what is no choice."""
    known = [choice.code for choice in choices]
    if any(one not in known for one in named):
        raise InvalidAnswer(_("This is not one of the proposals."))


def discover() -> dict[str, type[Any]]:
    """Import every sub-package and return its kind under the folder's name."""
    names = [module.name for module in iter_modules(__path__) if module.ispkg]
    return {name: import_module(f"{__name__}.{name}").KIND for name in names}


KINDS = discover()
