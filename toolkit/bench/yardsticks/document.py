"""The sheets as one document of WeasyPrint, in plain blocks, with the fonts loaded beforehand."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from toolkit.bench import pages
from toolkit.decks.models import Deck
from toolkit.printing.engine import Engine


@contextmanager
def opened(deck: Deck, file: Path, *, nested: bool = False) -> Iterator[Callable[[], None]]:
    """Load the renderer; what is given prints."""
    engine, html = Engine(), pages.sheets(deck, nested=nested)
    yield lambda: _keep(file, engine.sheets(html))


def _keep(file: Path, pdf: bytes) -> None:
    file.write_bytes(pdf)
