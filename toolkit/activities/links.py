"""Links: settings that name a step of the agenda, a part of one, a kind of card or a theme."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from fnmatch import fnmatchcase
from functools import cache
from typing import Any, Protocol, Self

from pydantic import BaseModel
from pydantic_core import CoreSchema, core_schema

from toolkit.activities.settings import Refusal, named, refusal
from toolkit.decks.models import Deck
from toolkit.language import gettext as _

EVERY = "*"  # every kind of card that the deck has
_EVERY = "[*]"  # the same, in a pattern
_ANY = "*"  # in a pattern: whatever it is, we cannot know


class Link(str):
    """A text that names something else, "deal:compose:feature" say: `what`, the `step`, and the `part` of it.

    `kind` is the kind of card that it names, if any.
    """

    __slots__ = ("kind", "part", "spelling", "step", "what")

    what: str
    step: str
    part: str
    kind: str
    spelling: "Spellings"

    def __new__(cls, text: str = "", spelling: "Spellings | None" = None, **parts: str) -> Self:
        """Make the text a link, with its parts."""
        link = super().__new__(cls, text)
        link.spelling = spelling or Spellings({"": ""})
        link.what = parts.get("WHAT", "")
        link.step = parts.get("STEP", "")
        link.part = parts.get("KIND", "") or parts.get("FIELD", "")
        link.kind = parts.get("KIND", "")
        return link

    @classmethod
    def __get_pydantic_core_schema__(cls, source: Any, handler: Any) -> CoreSchema:
        """Let a default be written in a JSON Schema."""
        return core_schema.str_schema()


class Rules(Protocol):
    """What a step offers to links: what people give there, and its parts."""

    @property
    def shape(self) -> str: ...  # noqa: D102 - see Kind
    def parts(self) -> list[str]: ...  # noqa: D102 - see Kind


@dataclass(frozen=True)
class Spellings:
    """How a link may be spelt, with what people must give in the step that it names.

    STEP is the code of an earlier step, FIELD or KIND after it one of its parts; KIND alone is a kind of card that the
    deck has, THEME a theme of it. An empty spelling lets it be left out.
    """

    spelt: Mapping[str, str]

    def __get_pydantic_core_schema__(self, source: Any, handler: Any) -> CoreSchema:
        """Read a text as a link."""
        return core_schema.no_info_after_validator_function(self.read, core_schema.str_schema(strict=True))

    def __get_pydantic_json_schema__(self, schema: CoreSchema, handler: Any) -> dict[str, Any]:
        """Say in the JSON Schema how it may be spelt."""
        patterns = dict.fromkeys(re.sub("[A-Z]+", "[^:]+", spelling) for spelling in self.spelt)
        return {**handler(schema), "pattern": f"^({'|'.join(patterns)})$"}

    def read(self, text: str) -> Link:
        """Return the link that a text is; raises ValueError, saying what is accepted."""
        for spelling in self.spelt:
            if match := _pattern(spelling).fullmatch(text):
                return Link(text, self, **match.groupdict())
        raise ValueError(self.accepted())

    def accepted(self) -> str:
        """Say how it may be spelt."""
        return _("one of %(known)s", known=", ".join(f'"{spelling}"' for spelling in self.spelt if spelling))

    def refuse(
        self, setting: str, link: Link, earlier: Mapping[str, Rules | None], deck: Deck | None
    ) -> Iterator[Refusal]:
        """Refuse a link to what is not there: `earlier` has the steps before its own, none for one that is unknown."""
        alike = [spelling for spelling in self.spelt if _pattern(spelling).fullmatch(link)]
        known = [one for spelling in alike for one in _known(spelling, self.spelt[spelling], earlier, deck)]
        if any(fnmatchcase(link, one) for one in known):
            return
        names = [one.replace(_EVERY, EVERY) for one in known]
        if names:
            yield refusal(setting, link, _("one of %(known)s", known=", ".join(names)))
        else:
            yield refusal(setting, link, _("left out: there is no earlier step that it could name"))

    def offered(self, earlier: Mapping[str, Rules | None], deck: Deck | None) -> list[Link]:
        """List all that a link may be here, in the order of the spellings; what cannot be known is left out."""
        known = [one for spelling, shape in self.spelt.items() for one in _known(spelling, shape, earlier, deck)]
        return [
            self.read(one.replace(_EVERY, EVERY)) for one in dict.fromkeys(known) if _ANY not in one.replace(_EVERY, "")
        ]


@cache
def _pattern(spelling: str) -> re.Pattern[str]:
    """Return what reads a spelling: its words in capitals are parts, the one before them says what it is."""
    parts = [f"(?P<{part}>[^:]+)" if part.isupper() else f"(?P<WHAT>{part})" for part in spelling.split(":")]
    return re.compile(":".join(parts) if spelling else "")


def _known(spelling: str, shape: str, earlier: Mapping[str, Rules | None], deck: Deck | None) -> Iterator[str]:
    """Yield, as patterns, all that a link spelt so may be."""
    before, step, part = spelling.partition("STEP")
    if step:
        for code, rules in earlier.items():
            if rules is None or rules.shape == shape:
                yield from (f"{before}{code}{one}" for one in _parts(part, rules))
    else:
        before, kind, _after = spelling.partition("KIND")
        named = _kinds(deck) if kind else _themes(deck) if spelling == "THEME" else [""]
        yield from (before.removesuffix("THEME") + one for one in named)


def _parts(part: str, rules: Rules | None) -> list[str]:
    """List what may stand after the code of a step."""
    if not part:
        return [""]
    if rules is None or EVERY in rules.parts():
        return [f":{_ANY}"]
    return [f":{one}" for one in (*rules.parts(), *([_EVERY] if part == ":KIND" else []))]


def _kinds(deck: Deck | None) -> list[str]:
    return [*(kind.code for kind in deck.kinds if deck.of_kind(kind.code)), _EVERY] if deck else [_ANY]


def _themes(deck: Deck | None) -> list[str]:
    return sorted({card.theme for card in deck.cards if card.theme}) if deck else [_ANY]


def links_of(model: BaseModel, *within: str | int) -> Iterator[tuple[str, Link]]:
    """Yield the links among the settings of a model, with the names of their settings."""
    for name, value in model:
        if isinstance(value, Link):
            yield named((*within, name)), value
        elif isinstance(value, tuple):
            for number, one in enumerate(value):
                if isinstance(one, BaseModel):
                    yield from links_of(one, *within, name, number)
