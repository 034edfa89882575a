"""A deck that a command is told: one of this machine, a folder, or a file."""

from pathlib import Path

from toolkit.decks import images, library
from toolkit.decks.folder import bundles
from toolkit.decks.folder.bundles import Bundle


def bundle_of(deck: str) -> Bundle:
    """Read a deck, with its images."""
    if deck in library.known():
        return bundles.read(library.location(deck))
    from toolkit.decks.files import decoding  # noqa: PLC0415  for files only, and it loads much

    opened = decoding.open_file(Path(deck)).fitted()
    images.carry(opened.deck.code, opened.images)
    return opened
