"""Templates: the agenda of a workshop before anyone is in the room, as TOML beside its deck, or beside all decks."""

import tomllib
from collections.abc import Mapping
from contextlib import suppress
from functools import lru_cache
from pathlib import Path
from typing import Any

from pydantic import BaseModel, ConfigDict, ValidationError

from toolkit.decks import library
from toolkit.decks.folder import why
from toolkit.language import gettext as _
from toolkit.language import typeset_table
from toolkit.paths import CARDS

Words = dict[str, str]


class Step(BaseModel):
    """One step of the agenda: what it is, how long, and what is said to whom."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    code: str
    kind: str
    minutes: int
    title: Words
    instruction: Words = {}
    script: Words = {}
    settings: dict[str, Any] = {}


class Template(BaseModel):
    """The agenda of a kind of workshop, with its planned minutes."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    code: str
    minutes: int
    title: Words
    description: Words = {}
    seats: str = ""
    activities: tuple[Step, ...]


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
    taken |= dict.fromkeys(of_any_deck(), "*")
    found = []
    for name, toml in agendas.items():
        try:
            code = _read(toml).code
        except ValidationError as error:
            first = error.errors()[0]
            field = ".".join(map(str, first["loc"]))
            found.append(_("%(file)s, field %(field)s: %(why)s.", file=name, field=field, why=why(first)))
            continue
        if code in taken:
            found.append(_("%(file)s: the deck %(deck)s has an agenda of this code.", file=name, deck=taken[code]))
        taken.setdefault(code, deck)
    return found


@lru_cache(maxsize=100)
def _of_folder(folder: Path, _stamp: tuple[int, int]) -> dict[str, Template]:
    """Read the agendas in a folder, without those that somebody has spoilt: `musette decks check` says how."""
    found = []
    for path in (folder / "agendas").glob("*.toml"):
        with suppress(ValueError):
            found.append(_read(path.read_text("utf-8")))
    return {template.code: template for template in sorted(found, key=lambda template: template.minutes)}


def _read(toml: str) -> Template:
    return Template.model_validate(typeset_table(tomllib.loads(toml)))
