"""Images of cards: files of a deck's folder `images`, found by name and by nothing else.

An image that is there is never replaced by another of the same name: a workshop may be using it.
"""

from base64 import b64encode
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from hashlib import sha256
from pathlib import Path
from threading import Lock

from pydantic import TypeAdapter, ValidationError

from toolkit.decks import library
from toolkit.decks.models import Card, Deck
from toolkit.decks.pictures import ImageName

FOLDER = "images"
TYPES = {"jpg": "image/jpeg", "jpeg": "image/jpeg", "png": "image/png", "webp": "image/webp"}
_NAME = TypeAdapter(ImageName)

_carried: dict[str, Mapping[str, bytes]] = {}
_lending = Lock()


def is_name(text: str) -> bool:
    """Say whether an image may be called so."""
    try:
        _NAME.validate_python(text)
    except ValidationError:
        return False
    return True


def names(path: Path) -> set[str]:
    """Return the names of the images in the folder of a deck."""
    return {file.name for file in (path / FOLDER).glob("*.*") if is_name(file.name) and not file.is_symlink()}


def used(deck: Deck) -> set[str]:
    """Return the names of the images that the cards of a deck bear."""
    return {card.image for card in deck.cards if card.image}


def read(path: Path, name: str) -> bytes:
    """Return an image from the folder of a deck."""
    return (path / FOLDER / name).read_bytes()


def find(deck: str, name: str) -> bytes:
    """Return an image of the deck with this code, or raise KeyError."""
    if deck in _carried and name in _carried[deck]:
        return _carried[deck][name]
    path = library.location(deck)
    file = path / FOLDER / name
    if not is_name(name) or file.is_symlink() or not file.is_file():
        raise KeyError(name)
    return read(path, name)


def inline(deck: Deck, card: Card) -> str:
    """Return the image of a card as an address that holds the image itself, or nothing: paper has no other."""
    try:
        return address(card.image, {card.image: find(deck.code, card.image)}) if card.image else ""
    except KeyError:
        return ""


def digest(deck: Deck, card: Card) -> str:
    """Digest the image of a card, or say nothing where there is none."""
    try:
        return sha256(find(deck.code, card.image)).hexdigest() if card.image else ""
    except KeyError:
        return ""


def address(name: str | None, images: Mapping[str, bytes]) -> str:
    """Return an address that holds the image of this name itself, or nothing if it is not among them."""
    return f"data:{kind(name)};base64,{b64encode(images[name]).decode()}" if name and name in images else ""


def kind(name: str) -> str:
    """Return the media type of an image."""
    return TYPES[name.rpartition(".")[2]]


def known(deck: Deck) -> set[str]:
    """Return the names of the images that the cards of a deck bear and that are there."""
    carried = set(_carried.get(deck.code, {}))
    try:
        return used(deck) & (carried | names(library.location(deck.code)))
    except KeyError:
        return used(deck) & carried


def carry(deck: str, images: Mapping[str, bytes]) -> None:
    """Let the images of a deck be found that is printed without being kept on this machine."""
    _carried[deck] = dict(images)


@contextmanager
def lent(deck: Deck, images: Mapping[str, bytes]) -> Iterator[Deck]:
    """Let the images of a deck be found for a while, those that are kept too; it has a code then that no other has.

    So nobody who looks at a deck of the same name meanwhile sees images that have not been kept.
    """
    with _lending:
        lender = deck.model_copy(update={"code": f"lent-{sha256(deck.model_dump_json().encode()).hexdigest()[:20]}"})
        carry(lender.code, {name: find(deck.code, name) for name in known(deck)} | dict(images))
        try:
            yield lender
        finally:
            _carried.pop(lender.code, None)
