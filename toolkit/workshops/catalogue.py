"""The templates of this machine: those that come with decks or go with any deck, and one's own.

Those of one's own lie beside one's own decks, as those for any deck lie beside the decks of the toolkit.
"""

from collections.abc import Mapping
from contextlib import suppress
from functools import lru_cache
from pathlib import Path

from toolkit.decks import library
from toolkit.decks.folder.folder import DeckUnreadable, load
from toolkit.language import gettext as _
from toolkit.paths import CARDS
from toolkit.workshops.templates import Template, mistakes, read


def of_deck(deck: str) -> dict[str, Template]:
    """Return the templates of a deck by code, the shortest first; or raise KeyError."""
    return _inside(library.location(deck))


def of_any_deck() -> dict[str, Template]:
    """Return the templates that go with every deck by code, the shortest first."""
    return _inside(CARDS)


def own() -> dict[str, Template]:
    """Return the templates of one's own by code, the shortest first."""
    return {} if library.home() == CARDS else _inside(library.home())


def find(code: str) -> tuple[str, Template]:
    """Return the deck a template belongs to ("" for any) and the template, or raise KeyError."""
    if code in of_any_deck():
        return "", of_any_deck()[code]
    for deck in library.known():
        if code in of_deck(deck):
            return deck, of_deck(deck)[code]
    return own()[code].deck, own()[code]


def known() -> list[str]:
    """List the codes of all templates: of decks, for any deck, one's own."""
    return [*(code for deck in library.known() for code in of_deck(deck)), *of_any_deck(), *own()]


def problems(agendas: Mapping[str, str], deck: str) -> list[str]:
    """Say what is wrong with the agendas that come with a deck, given as TOML by file name."""
    taken = {code: other for other in library.known() if other != deck for code in of_deck(other)}
    taken |= dict.fromkeys(of_any_deck(), "")
    found: list[str] = []
    for name, toml in agendas.items():
        wrong = mistakes(name, toml)
        code = "" if wrong else read(toml).code
        found += wrong or ([_taken(name, taken[code])] if code in taken else [])
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


def _taken(file: str, deck: str) -> str:
    """Say that a code is that of another agenda."""
    if deck:
        return _("%(file)s: the deck %(deck)s has an agenda of this code.", file=file, deck=deck)
    return _("%(file)s: there is an agenda of this code for any deck. Choose another code.", file=file)


def _inside(folder: Path) -> dict[str, Template]:
    """Read the agendas in a folder, without those that somebody has spoilt: the console and `check` say how."""
    read = [_read(path, library.stamp(path)) for path in (folder / "agendas").glob("*.toml")]
    found = sorted(filter(None, read), key=lambda template: (template.minutes, template.code))
    return {template.code: template for template in found}


@lru_cache(maxsize=500)
def _read(path: Path, _stamp: tuple[int, int]) -> Template | None:
    with suppress(ValueError):
        return read(path.read_text("utf-8-sig"))
    return None
