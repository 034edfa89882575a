"""Who may print now: a few at once, two who wait, and nobody after them, so that the room keeps its threads."""

from collections.abc import Iterator
from contextlib import contextmanager
from threading import BoundedSemaphore

from toolkit.language import gettext as _
from toolkit.printing.render.pool import SIZE

WAITING = 2
_places = BoundedSemaphore(SIZE + WAITING)


class TooManyPrints(RuntimeError):
    """Others print, and others still wait for them."""

    seconds = 10

    def __init__(self) -> None:
        super().__init__(_("Several prints are being made already. Please try again in a few seconds."))


@contextmanager
def turn() -> Iterator[None]:
    """Print within this; raises TooManyPrints rather than let a third one wait."""
    if not _places.acquire(blocking=False):
        raise TooManyPrints
    try:
        yield
    finally:
        _places.release()
