"""A deck on its way in or out, with its agendas, as the files of its folder."""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path

from toolkit.decks import folder, tables, writing
from toolkit.decks.check import Problem, problems
from toolkit.decks.folder import DeckUnreadable
from toolkit.decks.models import Deck
from toolkit.language import gettext as _


@dataclass(frozen=True)
class Bundle:
    """A deck, the TOML of its agendas by file name, what was left out when it was read, and what is wrong with it."""

    deck: Deck
    agendas: dict[str, str] = field(default_factory=dict)
    notes: list[str] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)

    def files(self) -> dict[str, bytes]:
        """Return the files of the deck's folder, by their names in it."""
        return writing.files(self.deck) | {f"agendas/{name}": text.encode() for name, text in self.agendas.items()}

    def renamed(self, code: str) -> "Bundle":
        """Return the deck under another code; agendas named after the deck follow it."""
        old = self.deck.code
        agendas = {_follow(name, old, code): _recoded(text, old, code) for name, text in self.agendas.items()}
        return replace(self, deck=self.deck.model_copy(update={"code": code}), agendas=agendas)


def read(path: Path) -> Bundle:
    """Read the deck in a folder with its agendas; raises DeckUnreadable."""
    return build(folder.files(path))


def build(files: Mapping[str, bytes]) -> Bundle:
    """Make a bundle of the files of a deck's folder; raises DeckUnreadable."""
    agendas = {name: content for name, content in files.items() if name.startswith("agendas/")}
    deck = folder.build(files)
    toml = {name.partition("/")[2]: _agenda(name, agendas[name]) for name in agendas}
    return Bundle(deck, toml, problems=problems(deck))


def _agenda(name: str, content: bytes) -> str:
    """Return the agenda as we write it: what it says is checked by the room that knows agendas."""
    folder.load(name, content)
    try:
        return tables.written(tomllib.loads(content.decode()))
    except RecursionError as error:
        raise DeckUnreadable(_("%(file)s is not valid TOML: %(why)s.", file=name, why=error)) from error


def _follow(name: str, old: str, new: str) -> str:
    return new + name.removeprefix(old) if name.startswith(f"{old}-") else name


def _recoded(text: str, old: str, new: str) -> str:
    table = tomllib.loads(text)
    return tables.written(table | {"code": _follow(str(table.get("code", "")), old, new)})
