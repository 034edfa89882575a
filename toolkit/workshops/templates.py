"""Templates: the agenda of a workshop before anyone is in the room, read from TOML; which there are: catalogue.py."""

import tomllib
from collections import Counter
from collections.abc import Mapping
from typing import Annotated, Any

from pydantic import AfterValidator, BaseModel, ConfigDict, Field, ValidationError

from toolkit.decks.folder.tables import shown
from toolkit.language import gettext as _
from toolkit.language import lazy, typeset_table
from toolkit.text import harmful

LONGEST = 600  # minutes
MOST_STEPS = 200
_TITLE = 120  # characters
_ACCEPTED = {
    "code": lazy("small letters, digits and hyphens, 60 at most"),
    "minutes": lazy("a whole number from 1 to 600"),
    "title": lazy("words in one language at least, of 120 characters at most: { fr = …, en = … }"),
    "activities": lazy("one step or more, each as [[activities]]"),
    "settings": lazy("a table: [activities.settings]"),
    "kind": lazy("a text between quotes"),
    "seats": lazy("a text between quotes"),
    "memo": lazy("a text between quotes"),
    "at": lazy("a time of the clock between quotes, such as 12:30"),
    "deck": lazy("the code of a deck, between quotes"),
    "licence": lazy("a text between quotes"),
    "credits": lazy("a text between quotes"),
}
_WORDS = lazy("words: { fr = …, en = … }")


def _said(words: dict[str, str]) -> dict[str, str]:
    """Refuse words that say nothing in any language."""
    if not any(text.strip() for text in words.values()):
        raise ValueError(_("it says nothing in any language"))
    return words


def _seen(value: Any) -> Any:
    """Refuse what holds a sign that no text may hold, wherever in it."""
    if isinstance(value, dict):
        for name, part in value.items():
            _seen([name, part])
    elif isinstance(value, list):
        for part in value:
            _seen(part)
    elif isinstance(value, str) and harmful(value):
        raise ValueError(_("it holds a sign that no text may hold"))
    return value


Code = Annotated[str, Field(pattern=r"^[a-z0-9]+(-[a-z0-9]+)*$", max_length=60)]
Text = Annotated[str, AfterValidator(_seen)]
Words = Annotated[dict[str, str], AfterValidator(_seen)]
Title = Annotated[dict[str, Annotated[str, Field(max_length=_TITLE)]], AfterValidator(_said), AfterValidator(_seen)]
At = Annotated[str, Field(pattern=r"^(([01][0-9]|2[0-3]):[0-5][0-9])?$")]  # by the clock; empty: when its turn comes
Minutes = Annotated[int, Field(strict=True, ge=1, le=LONGEST)]


class Step(BaseModel):
    """One step of the agenda: what it is, how long, and what is said to whom; the memo is the facilitator's alone."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    code: Code
    kind: str
    minutes: Minutes
    title: Title
    instruction: Words = {}
    script: Words = {}
    settings: Annotated[dict[str, Any], AfterValidator(_seen)] = {}
    memo: Text = ""
    deliverable: Words = {}
    at: At = ""


def _told_apart(steps: tuple[Step, ...]) -> tuple[Step, ...]:
    """Refuse an agenda without a step, and two steps with one code: others could not say which one they mean."""
    if not steps:
        raise ValueError(_("there is no step; write one as [[activities]]"))
    if len(steps) > MOST_STEPS:
        raise ValueError(_("there are %(count)s steps, and %(most)s at most", count=len(steps), most=MOST_STEPS))
    for code, times in Counter(step.code for step in steps).items():
        if times > 1:
            raise ValueError(_("%(times)s steps have the code %(code)s; give each its own", times=times, code=code))
    return steps


class Template(BaseModel):
    """The agenda of a kind of workshop, with its planned minutes; in no deck's folder, `deck` says which it is for."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    code: Code
    minutes: Minutes
    title: Title
    description: Words = {}
    preparation: Words = {}
    seats: Text = ""
    deck: Text = ""
    licence: Text = ""
    credits: Text = ""
    activities: Annotated[tuple[Step, ...], AfterValidator(_told_apart)]


def mistakes(file: str, toml: str) -> list[str]:
    """Say what keeps the TOML of a file from being a template."""
    try:
        read(toml)
    except ValidationError as error:
        table = tomllib.loads(toml)
        return [_sentence(file, table, each) for each in error.errors()]
    return []


def _sentence(file: str, table: Mapping[str, Any], error: Any) -> str:
    """Say where in an agenda something is wrong, what stands there and what is accepted."""
    loc = error["loc"]
    in_step = loc[0] == "activities" and len(loc) > 1
    names = [name for name in loc if isinstance(name, str)]
    where: dict[str, Any] = {"file": file, "field": ".".join(names[1:] if in_step and names[1:] else names)}
    if in_step:
        step = table["activities"][loc[1]]
        code = step.get("code") if isinstance(step, dict) else None
        where["file"] = _("%(file)s, step %(step)s", file=file, step=code or loc[1] + 1)
    if error["type"] == "extra_forbidden":
        return _("%(file)s, field %(field)s: an agenda has no such field.", **where)
    if error["type"] == "value_error":
        return _("%(file)s, field %(field)s: %(why)s.", why=error["ctx"]["error"], **where)
    where["accepted"] = _ACCEPTED.get(where["field"].partition(".")[0], _WORDS)
    if error["type"] == "missing":
        return _("%(file)s, field %(field)s: it is missing, and must be %(accepted)s.", **where)
    where["value"] = shown(error["input"])
    return _("%(file)s, field %(field)s: it is %(value)s, and must be %(accepted)s.", **where)


def drafts(toml: str) -> list[Step]:
    """Read the steps of an agenda as far as they can be read: one that says no kind, or nonsense, has none."""
    listed = tomllib.loads(toml).get("activities")
    return [_draft(number, table) for number, table in enumerate(listed if isinstance(listed, list) else [], 1)]


def _draft(number: int, table: Any) -> Step:
    step = table if isinstance(table, dict) else {}
    kind, settings = step.get("kind", ""), step.get("settings", {})
    sound = isinstance(kind, str) and isinstance(settings, dict)
    return Step.model_construct(code=str(step.get("code", number)), kind=kind if sound else "", settings=settings)


def read(toml: str) -> Template:
    """Read an agenda, its texts typeset; raises ValueError."""
    return Template.model_validate(typeset_table(tomllib.loads(toml)))
