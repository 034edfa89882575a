"""The plug-in point: one folder per kind of activity, holding its rules and its fragments.

A kind is pure: it knows neither the web, nor the database, nor another kind.
"""

import re
from abc import ABC, abstractmethod
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from importlib import import_module
from pkgutil import iter_modules
from typing import Any, ClassVar

from toolkit.activities.settings import Reference, SettingRefused, check_types, out_of_limits, refusal
from toolkit.language import gettext as _
from toolkit.language import lazy

Content = dict[str, Any]
Tally = dict[str, Any]
Words = dict[str, str]
MOST = 1000
EVERY = "*"  # every kind of card that the deck has
_SOURCES = {"deal": "moves", "sheet": "entries", "ideas": "ideas"}
_SOURCE = re.compile("(deal|sheet):[^:]+:[^:]+|(ideas|cards):[^:]+")


class InvalidAnswer(ValueError):
    """An answer that breaks the rules; the message says which."""


@dataclass(frozen=True)
class Choice:
    """One option of a vote: what it is called, and the tables it comes from."""

    code: str
    label: Words
    tables: tuple[int, ...] = ()


@dataclass(frozen=True)
class Rule:
    """One setting: yes or no, or a number from `least` to `most`; `about` is the kind of card it is for, if any."""

    name: str
    label: Any
    value: int
    least: int = 0
    most: int = 20
    about: str = ""

    @property
    def is_switch(self) -> bool:
        """Whether the answer is yes or no."""
        return isinstance(self.value, bool)

    def read(self, form: Mapping[str, str]) -> int:
        """Return the answer in a form, where a box that is not ticked is absent.

        Raises ValueError, with a sentence, for anything but a number within the limits.
        """
        typed = form.get(self.name, "")
        if self.is_switch:
            return typed == "yes"
        number = int(typed) if typed.isascii() and typed.isdigit() and len(typed) <= len(str(self.most)) else -1
        if not self.least <= number <= self.most:
            sentence = _(
                "%(rule)s: please give a number from %(least)s to %(most)s.",
                rule=self.label,
                least=self.least,
                most=self.most,
            )
            raise ValueError(sentence)
        return number


class Kind(ABC):
    """The rules of an activity. Fields of a subclass are the facilitator's settings.

    `gives` says what people give: "nothing", "entries" (fields of a sheet), "ideas", "moves" (of a deal) or "answers".
    """

    label: ClassVar[Any]
    gives: ClassVar[str] = "nothing"

    def __post_init__(self) -> None:
        """Raise SettingRefused for a setting with which the step could not even be drawn."""
        check_types(self)

    def objections(self) -> Iterator[SettingRefused]:
        """Say what an agenda may not have: numbers out of their limits, settings that do not go together."""
        yield from out_of_limits(self.adjustable())

    def references(self) -> list[Reference]:
        """List the other steps that the settings name."""
        return []

    def parts(self) -> list[str]:
        """List what references may take from this step."""
        return []

    def card_kinds(self) -> set[str]:
        """Return the kinds of cards that a deck must have for this; "*" is every kind it has."""
        return set()

    def adjustable(self) -> list[Rule]:
        """List the settings that the facilitator may change before the step opens."""
        return []

    def adjusted(self, given: Mapping[str, int]) -> Content:
        """Return the settings that the answers to `adjustable` make, or raise InvalidAnswer."""
        return dict(given)


@dataclass(frozen=True)
class Vote(Kind):
    """The rules of a vote: how a ballot is read and how ballots are counted.

    `source` says where the options come from (see docs/formats.md); `own_table` whether one may vote for what
    one's own table proposed; a `secret` vote is stored without the voter.
    """

    gives: ClassVar[str] = "answers"
    method: ClassVar[Any]
    tie_rule: ClassVar[Any]
    source: str = ""
    own_table: bool = True
    secret: bool = True
    choices: list[Words] = field(default_factory=list)

    def card_kinds(self) -> set[str]:
        """Return the kind of the cards that are voted on."""
        what, _colon, rest = self.source.partition(":")
        return {rest.rpartition(":")[2]} if what in {"deal", "cards"} else set()

    def objections(self) -> Iterator[SettingRefused]:
        """Refuse a vote on nothing too."""
        yield from super().objections()
        if not (_SOURCE.fullmatch(self.source) or (self.choices and not self.source)):
            sources = '"deal:STEP:KIND", "sheet:STEP:FIELD", "ideas:STEP", "cards:KIND"'
            yield refusal("source", self.source, _("one of %(known)s", known=sources))

    def references(self) -> list[Reference]:
        """Name the step that the options come from."""
        what, _colon, rest = self.source.partition(":")
        step, _colon, part = rest.partition(":")
        return [Reference("source", self.source, step, _SOURCES[what], part)] if what in _SOURCES else []

    def adjustable(self) -> list[Rule]:
        """List what every vote has: whether people vote for their own table, and whether in secret."""
        return [
            Rule("own_table", lazy("People may vote for what their own table proposed"), self.own_table),
            Rule("secret", lazy("The vote is secret"), self.secret),
        ]

    @abstractmethod
    def read(self, form: Mapping[str, str], choices: Sequence[Choice]) -> Content:
        """Turn a submitted ballot into what is stored, or raise InvalidAnswer."""

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


def whole(typed: str | None) -> int:
    """Return the whole number in a form's field, 0 when it is empty; nonsense raises InvalidAnswer."""
    text = (typed or "0").strip()
    if not (text.isascii() and text.isdigit() and len(text) <= len(str(MOST))):
        raise InvalidAnswer(_("Please give a whole number, not “%(typed)s”.", typed=text[:20]))
    return int(text)


def ranks(scores: Sequence[Any]) -> list[int]:
    """Return the rank of each score of a list sorted best first: equal scores share a rank."""
    places: list[int] = []
    for index, score in enumerate(scores):
        same = index > 0 and score == scores[index - 1]
        places.append(places[-1] if same else index + 1)
    return places


def discover() -> dict[str, type[Any]]:
    """Import every sub-package and return its kind under the folder's name."""
    names = [module.name for module in iter_modules(__path__) if module.ispkg]
    return {name: import_module(f"{__name__}.{name}").KIND for name in names}


KINDS = discover()
