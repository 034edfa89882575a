"""The sheets as one document of WeasyPrint, in flexible boxes inside flexible boxes: what one writes first."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from toolkit.bench.yardsticks import document
from toolkit.decks.models import Deck


@contextmanager
def opened(deck: Deck, file: Path) -> Iterator[Callable[[], None]]:
    """Load the renderer; what is given prints."""
    with document.opened(deck, file, nested=True) as draw:
        yield draw
