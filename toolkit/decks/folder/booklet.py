"""The booklet of a deck: what its facilitator reads, in the file booklet.toml of its folder."""

from pathlib import Path

from pydantic import Field

from toolkit.decks.folder.folder import load, part
from toolkit.decks.models import Record, Words

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
    return part(Booklet, load(FILE, file.read_bytes()), FILE) if file.is_file() else None
