"""The booklet of a deck: what its facilitator reads, in the file booklet.toml of its folder."""

from pathlib import Path

from pydantic import Field

from toolkit.decks.folder import tables
from toolkit.decks.folder.reading import load
from toolkit.decks.models import Record, Words
from toolkit.decks.refusals import part
from toolkit.language import as_typed_table

FILE = "booklet.toml"
Paragraphs = dict[str, tuple[str, ...]]


class Page(Record):
    """One page: a title, paragraphs and points, in each language."""

    title: Words
    text: Paragraphs = Field(default_factory=dict)
    points: Paragraphs = Field(default_factory=dict)


class Booklet(Record):
    """What stands behind the cover, page by page."""

    pages: tuple[Page, ...]


def booklet(folder: Path) -> Booklet | None:
    """Read the booklet of the deck in a folder, if there is one; raises DeckUnreadable."""
    file = folder / FILE
    return _read(file.read_bytes()) if file.is_file() else None


def rewritten(content: bytes) -> str:
    """Return the TOML of a booklet as we write it; raises DeckUnreadable for what is none."""
    return tables.written(as_typed_table(_read(content).model_dump(mode="json", exclude_unset=True)))


def _read(content: bytes) -> Booklet:
    return part(Booklet, load(FILE, content), FILE)
