"""The templates of this machine: those that come with decks or go with any deck, and one's own.

Those of one's own lie beside one's own decks, as those for any deck lie beside the decks of the toolkit.
"""

from collections.abc import Iterable, Mapping
from contextlib import suppress
from functools import lru_cache
from pathlib import Path

from toolkit.decks import library
from toolkit.language import gettext as _
from toolkit.paths import CARDS
from toolkit.workshops.templates import Template, mistakes, read


def of_deck(deck: str) -> dict[str, Template]:
    """Return the templates of a deck by code, the shortest first; or raise KeyError."""
    return _by_code(files(library.location(deck)))


def of_any_deck() -> dict[str, Template]:
    """Return the templates that go with every deck by code, the shortest first."""
    return _by_code(files(CARDS))


def own() -> dict[str, Template]:
    """Return the templates of one's own by code, the shortest first."""
    return _by_code(own_files())


def own_files() -> list[Path]:
    """List the files of the templates of one's own, whatever is in them."""
    return [] if library.home() == CARDS else files(library.home())


def files(folder: Path) -> list[Path]:
    """List the files of the agendas in a folder of a deck, or beside those of decks."""
    return sorted((folder / "agendas").glob("*.toml"))


def at(file: Path) -> Template | None:
    """Return the template in a file, or None if what is there is none."""
    try:
        return _read(file, library.stamp(file))
    except OSError:
        return None


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


def problems(agendas: Mapping[str, str], place: str | None) -> list[str]:
    """Say what is wrong with agendas, given as TOML by file name; `place` is their deck, "" any, None one's own.

    The codes of one's own must differ from all others, those of decks from one another.
    """
    sentences: list[str] = []
    codes: set[str] = set()
    for name, toml in agendas.items():
        wrong = mistakes(name, toml)
        code = "" if wrong else read(toml).code
        clash = place if code in codes else taken(code, place)
        sentences += wrong or ([] if clash is None else [_taken(name, clash)])
        codes.add(code)
    return sentences


def taken(code: str, place: str | None) -> str | None:
    """Return where else than in this `place` there is an agenda of this code: a deck, or "" for any; or None."""
    for other in ("", *library.known()):
        if other != place and code in (of_deck(other) if other else of_any_deck()):
            return other
    return None


def _taken(file: str, deck: str) -> str:
    """Say that a code is that of another agenda."""
    if deck:
        return _("%(file)s: the deck %(deck)s has an agenda of this code.", file=file, deck=deck)
    return _("%(file)s: there is an agenda of this code for any deck. Choose another code.", file=file)


def _by_code(paths: Iterable[Path]) -> dict[str, Template]:
    """Return the templates in files, without those that somebody has spoilt: the console and `check` say how."""
    templates = sorted(filter(None, map(at, paths)), key=lambda template: (template.minutes, template.code))
    return {template.code: template for template in templates}


@lru_cache(maxsize=500)
def _read(file: Path, _stamp: tuple[int, int]) -> Template | None:
    with suppress(ValueError, RecursionError):
        return read(file.read_text("utf-8-sig"))
    return None
