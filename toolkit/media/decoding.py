"""Decoding: a picture from outside is written anew in a process of its own, which can do no harm if it is hostile."""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from threading import BoundedSemaphore

from toolkit.language import gettext as _
from toolkit.media.errands import ask, message
from toolkit.media.pictures import LARGE, LARGEST, READER, SMALL, PictureRefused
from toolkit.media.readers import Files

AT_ONCE = 2  # photos
WAITING = 2
_working = BoundedSemaphore(AT_ONCE)
_places = BoundedSemaphore(AT_ONCE + WAITING)


class TooManyPhotos(RuntimeError):
    """Others send photos, and others still wait for them."""

    seconds = 3

    def __init__(self) -> None:
        super().__init__(_("Several photos are arriving at once. Please send yours again in a few seconds."))


@dataclass(frozen=True)
class Photo:
    """A photo written anew, as it is shown large and in small, and the measures of the large one in pixels."""

    large: bytes
    small: bytes
    width: int
    height: int


def reencoded(pictures: Mapping[str, bytes]) -> tuple[Files, dict[str, str]]:
    """Write images anew, by their names; and say, by the names of the others, why they cannot be read."""
    asked = [message("image", content, name) for name, content in pictures.items()]
    made: Files = {}
    refused = {}
    for name, (answer, files) in zip(pictures, ask(READER, asked), strict=True):
        made |= files
        if name not in files:
            refused[name] = answer["refused"][0].rstrip(".")
    return made, refused


def photo(data: bytes) -> Photo:
    """Write a photo anew, large and small.

    Raises PictureRefused, with a sentence, for what is no photo or is too large; TooManyPhotos rather than let too
    many wait: they would keep votes waiting.
    """
    if len(data) > LARGEST:
        raise PictureRefused(_("This photo is larger than %(most)s MB.", most=LARGEST // 1_000_000))
    with _turn():
        ((answer, files),) = ask(READER, [message("photo", data)])
    if "refused" in answer:
        raise PictureRefused(_("This photo cannot be used: %(why)s.", why=answer["refused"][0].rstrip(".")))
    width, height = answer["size"]
    return Photo(files[LARGE], files[SMALL], width, height)


@contextmanager
def _turn() -> Iterator[None]:
    if not _places.acquire(blocking=False):
        raise TooManyPhotos
    try:
        with _working:
            yield
    finally:
        _places.release()
