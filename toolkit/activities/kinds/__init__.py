"""The plug-in point: one folder per kind of activity, holding its rules and its fragments.

A kind is pure: it knows neither the web, nor the database, nor another kind.
"""

from abc import ABC, abstractmethod
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from importlib import import_module
from pkgutil import iter_modules
from typing import Any, ClassVar

from pydantic import BaseModel

from toolkit.activities.links import Link, Spellings, links_of
from toolkit.activities.settings import STRICT, Refusal
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
    {"deal:STEP:KIND": "moves", "sheet:STEP:FIELD": "entries", "ideas:STEP": "ideas", "ideas:STEP:FIELD": "ideas"}
    | {"vote:STEP": "answers", "cards:KIND": "", "": ""}
)


class InvalidAnswer(ValueError):
    """An answer that breaks the rules; the message says which."""


@dataclass(frozen=True)
class Choice:
    """One option of a vote: what it is called, and the tables it comes from.

    Its label names them when it is the `twin` of another that has the same words.
    """

    code: str
    label: Words
    tables: tuple[int, ...] = ()
    twin: bool = False


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


def whole(typed: str | None) -> int:
    """Return the whole number in a form's field, 0 when it is empty; nonsense raises InvalidAnswer."""
    text = (typed or "0").strip()
    if not (text.isascii() and text.isdigit() and len(text) <= len(str(MOST))):
        raise InvalidAnswer(_("Please give a whole number, not “%(typed)s”.", typed=text[:20]))
    return int(text)


def discover() -> dict[str, type[Any]]:
    """Import every sub-package and return its kind under the folder's name."""
    names = [module.name for module in iter_modules(__path__) if module.ispkg]
    return {name: import_module(f"{__name__}.{name}").KIND for name in names}


KINDS = discover()
