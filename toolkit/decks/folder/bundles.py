"""A deck on its way in or out, with its agendas, as the files of its folder."""

import tomllib
from collections.abc import Collection, Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path

from toolkit.decks import images
from toolkit.decks.check import Problem, problems
from toolkit.decks.folder import booklet, reading, tables, writing
from toolkit.decks.models import Card, Deck
from toolkit.decks.refusals import DeckUnreadable
from toolkit.language import gettext as _
from toolkit.language import ngettext


@dataclass(frozen=True)
class Bundle:
    """A deck, the TOML of its agendas by file name, what was left out when it was read, and what is wrong with it.

    `booklet` is the TOML of its booklet, or nothing. Its images are here by name, unless it came `alone`, as a
    spreadsheet that names images and cannot hold them.
    """

    deck: Deck
    agendas: dict[str, str] = field(default_factory=dict)
    notes: list[str] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)
    images: dict[str, bytes] = field(default_factory=dict)
    alone: bool = False
    booklet: str = ""

    def files(self) -> dict[str, bytes]:
        """Return the files of the deck's folder, by their names in it."""
        pictures = {f"images/{name}": self.images[name] for name in images.used(self.deck) if name in self.images}
        agendas = {f"agendas/{name}": text.encode() for name, text in self.agendas.items()}
        beside = {booklet.FILE: self.booklet.encode()} if self.booklet else {}
        return writing.files(self.deck) | beside | agendas | pictures

    def renamed(self, code: str) -> "Bundle":
        """Return the deck under another code; agendas named after the deck follow it."""
        old = self.deck.code
        agendas = {_follow(name, old, code): _recoded(text, old, code) for name, text in self.agendas.items()}
        return replace(self, deck=self.deck.model_copy(update={"code": code}), agendas=agendas)

    def fitted(self, images_there: Collection[str] = ()) -> "Bundle":
        """Return the deck without the images that it names and that neither came with it nor are there already."""
        lost = images.used(self.deck) - {*self.images, *images_there}
        if not (self.alone and lost):
            return self
        note = ngettext(
            "%(num)s image is left out: it comes in a .zip with the spreadsheet.",
            "%(num)s images are left out: they come in a .zip with the spreadsheet.",
            len(lost),
        )
        bare = self.without(lost)
        return replace(bare, notes=[*self.notes, note])

    def without(self, lost: Collection[str]) -> "Bundle":
        """Return the deck with cards that no longer bear these images."""
        cards = [_bare(card) if card.image in lost else card for card in self.deck.cards]
        return replace(self, deck=self.deck.model_copy(update={"cards": tuple(cards)}))


def read(path: Path) -> Bundle:
    """Read the deck in a folder with its agendas; raises DeckUnreadable."""
    return build(reading.files(path) | {f"images/{name}": images.read(path, name) for name in images.names(path)})


def build(files: Mapping[str, bytes]) -> Bundle:
    """Make a bundle of the files of a deck's folder; raises DeckUnreadable."""
    agendas = {name: content for name, content in files.items() if name.startswith("agendas/")}
    deck = reading.build(files)
    toml = _agendas(agendas)
    pictures = {name.partition("/")[2]: files[name] for name in files if name.startswith("images/")}
    beside = booklet.rewritten(files[booklet.FILE]) if booklet.FILE in files else ""
    return Bundle(deck, toml, problems=problems(deck, pictures), images=pictures, booklet=beside)


def _bare(card: Card) -> Card:
    """Return a card without its image and what goes with it."""
    record = card.model_dump(exclude_unset=True, exclude={"image", "credit"})
    for texts in [record["texts"], *record.get("variants", {}).values()]:
        for text in texts.values():
            text.pop("alt", None)
    return Card.model_validate(record)


def _agendas(files: Mapping[str, bytes]) -> dict[str, str]:
    """Return the agendas by file name; raises DeckUnreadable, naming all those that are no TOML."""
    read: dict[str, str] = {}
    refused: list[str] = []
    for name, content in files.items():
        try:
            read[name.partition("/")[2]] = _agenda(name, content)
        except DeckUnreadable as error:
            refused += error.sentences
    if refused:
        raise DeckUnreadable(*refused)
    return read


def _agenda(name: str, content: bytes) -> str:
    """Return the agenda as we write it: what it says is checked by the room that knows agendas."""
    reading.load(name, content)
    try:
        return tables.written(tomllib.loads(content.decode("utf-8-sig")))
    except RecursionError as error:
        raise DeckUnreadable(_("%(file)s is not valid TOML: %(why)s.", file=name, why=error)) from error


def _follow(name: str, old: str, new: str) -> str:
    return new + name.removeprefix(old) if name.startswith(f"{old}-") else name


def _recoded(text: str, old: str, new: str) -> str:
    table = tomllib.loads(text)
    return tables.written(table | {"code": _follow(str(table.get("code", "")), old, new)})
