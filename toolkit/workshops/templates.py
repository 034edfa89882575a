"""Templates: the agenda of a workshop before anyone is in the room, as TOML beside its deck, or beside all decks."""

import tomllib
from collections import Counter
from collections.abc import Mapping
from contextlib import suppress
from functools import lru_cache
from pathlib import Path
from typing import Annotated, Any

from pydantic import AfterValidator, BaseModel, ConfigDict, Field, ValidationError

from toolkit.decks import library
from toolkit.decks.folder.folder import DeckUnreadable, load
from toolkit.decks.folder.tables import shown
from toolkit.language import gettext as _
from toolkit.language import lazy, typeset_table
from toolkit.paths import CARDS

LONGEST = 600  # minutes
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
}
_WORDS = lazy("words: { fr = …, en = … }")


def _said(words: dict[str, str]) -> dict[str, str]:
    """Refuse words that say nothing in any language."""
    if not any(text.strip() for text in words.values()):
        raise ValueError(_("it says nothing in any language"))
    return words


Code = Annotated[str, Field(pattern=r"^[a-z0-9]+(-[a-z0-9]+)*$", max_length=60)]
Words = dict[str, str]
Title = Annotated[dict[str, Annotated[str, Field(max_length=_TITLE)]], AfterValidator(_said)]
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
    settings: dict[str, Any] = {}
    memo: str = ""
    deliverable: Words = {}
    at: At = ""


def _told_apart(steps: tuple[Step, ...]) -> tuple[Step, ...]:
    """Refuse an agenda without a step, and two steps with one code: others could not say which one they mean."""
    if not steps:
        raise ValueError(_("there is no step; write one as [[activities]]"))
    for code, times in Counter(step.code for step in steps).items():
        if times > 1:
            raise ValueError(_("%(times)s steps have the code %(code)s; give each its own", times=times, code=code))
    return steps


class Template(BaseModel):
    """The agenda of a kind of workshop, with its planned minutes."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    code: Code
    minutes: Minutes
    title: Title
    description: Words = {}
    seats: str = ""
    activities: Annotated[tuple[Step, ...], AfterValidator(_told_apart)]


def of_deck(deck: str) -> dict[str, Template]:
    """Return the templates of a deck by code, the shortest first; or raise KeyError."""
    folder = library.location(deck)
    return _of_folder(folder, library.stamp(folder))


def of_any_deck() -> dict[str, Template]:
    """Return the templates that go with every deck by code, the shortest first."""
    return _of_folder(CARDS, library.stamp(CARDS / "agendas"))


def find(code: str) -> tuple[str, Template]:
    """Return the deck a template belongs to ("" for any) and the template, or raise KeyError."""
    if code in of_any_deck():
        return "", of_any_deck()[code]
    for deck in library.known():
        if code in of_deck(deck):
            return deck, of_deck(deck)[code]
    raise KeyError(code)


def problems(agendas: Mapping[str, str], deck: str) -> list[str]:
    """Say what is wrong with the agendas that come with a deck, given as TOML by file name."""
    taken = {code: other for other in library.known() if other != deck for code in of_deck(other)}
    taken |= dict.fromkeys(of_any_deck(), "")
    found: list[str] = []
    for name, toml in agendas.items():
        try:
            code = read(toml).code
        except ValidationError as error:
            table = tomllib.loads(toml)
            found += [_sentence(name, table, each) for each in error.errors()]
            continue
        if code in taken:
            found.append(
                _("%(file)s: the deck %(deck)s has an agenda of this code.", file=name, deck=taken[code])
                if taken[code]
                else _("%(file)s: there is an agenda of this code for any deck. Choose another code.", file=name)
            )
        taken.setdefault(code, deck)
    return found


def unreadable() -> list[str]:
    """Say why the agendas that no deck here can offer are none."""
    sentences: list[str] = []
    for deck in library.known():
        for path in sorted((library.location(deck) / "agendas").glob("*.toml")):
            try:
                load(path.name, path.read_bytes())
                sentences += problems({path.name: path.read_text("utf-8-sig")}, deck)
            except DeckUnreadable as error:
                sentences += error.sentences
    return sentences


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


@lru_cache(maxsize=100)
def _of_folder(folder: Path, _stamp: tuple[int, int]) -> dict[str, Template]:
    """Read the agendas in a folder, without those that somebody has spoilt: `musette decks check` says how."""
    found = []
    for path in (folder / "agendas").glob("*.toml"):
        with suppress(ValueError):
            found.append(read(path.read_text("utf-8-sig")))
    return {template.code: template for template in sorted(found, key=lambda template: template.minutes)}


def read(toml: str) -> Template:
    """Read an agenda, its texts typeset; raises ValueError."""
    return Template.model_validate(typeset_table(tomllib.loads(toml)))
