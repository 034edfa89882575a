"""Beginnings: what a new step of a kind is made of before anybody has said anything about it."""

from collections.abc import Iterator, Mapping
from typing import Any

from pydantic.fields import FieldInfo

from toolkit.activities.kinds import Content, Kind
from toolkit.activities.links import Spellings
from toolkit.activities.planning.plans import Plan
from toolkit.activities.rulesets import kind_of, make
from toolkit.activities.settings import OneOf, SettingRefused
from toolkit.decks.models import Deck
from toolkit.language import LANGUAGES, use
from toolkit.workshops.templates import Step

MINUTES = 10


def beginning(plan: Plan, name: str, code: str, after: str = "") -> Step:
    """Return a new step of a kind, with settings that it can run with where there are any."""
    kind = kind_of(name)
    follows = plan.codes.index(after) + 1 if after in plan.codes else len(plan.steps)
    earlier = Plan(plan.steps[:follows]).earlier("")
    settings = next(
        (one for one in _attempts(kind, earlier, plan.deck) if _runs(name, one, plan)),
        {**_needed(kind, earlier, plan.deck), **kind.sample},
    )
    return Step(code=code, kind=name, minutes=MINUTES, title=_label(kind), settings=settings)


def _label(kind: type[Kind]) -> dict[str, str]:
    words = {}
    for language in LANGUAGES:
        with use(language):
            words[language] = str(kind.label)
    return words


def _attempts(kind: type[Kind], earlier: Mapping[str, Any], deck: Deck | None) -> Iterator[Content]:
    """Yield settings to begin with: as few as possible, then what the latest step gives, then what the kind says."""
    needed = _needed(kind, earlier, deck)
    yield needed
    for name, info in kind.model_fields.items():
        latest = [one for one in _offered(info, earlier, deck) if one.step]
        if not info.is_required() and latest:
            yield needed | {name: str(latest[-1])}
    yield needed | kind.sample


def _runs(name: str, settings: Content, plan: Plan) -> bool:
    try:
        return not list(make(name, settings).objections(plan.deck, plan.tables))
    except SettingRefused:
        return False


def _needed(kind: type[Kind], earlier: Mapping[str, Any], deck: Deck | None) -> Content:
    """Fill in the settings that cannot be left out, with the first value that each may have."""
    settings: Content = {}
    for name, info in kind.model_fields.items():
        few = next((mark.values for mark in info.metadata if isinstance(mark, OneOf)), ())
        first = next(iter([*few, *map(str, _offered(info, earlier, deck))]), None)
        if info.is_required() and first is not None:
            settings[name] = first
    return settings


def _offered(info: FieldInfo, earlier: Mapping[str, Any], deck: Deck | None) -> list[Any]:
    spellings = next((mark for mark in info.metadata if isinstance(mark, Spellings)), None)
    return spellings.offered(earlier, deck) if spellings else []
