"""The sizes of cards and of paper, by name or in millimetres."""

import re
import tomllib
from functools import cache
from importlib.resources import files

from toolkit.language import gettext as _
from toolkit.printing.render.pool import RenderRefused
from toolkit.printing.sheet.sheets import Size

SMALLEST, LARGEST = 40, 420
_MEASURES = re.compile(r"(\d{1,3}(?:\.\d{1,2})?)\s*[x×]\s*(\d{1,3}(?:\.\d{1,2})?)(?:\s*mm)?", re.ASCII)


class NoSuchSize(RenderRefused):
    """A size that has no name here and is not written as two lengths either."""


def card(text: str) -> Size:
    """Return the size of a card: "tarot", or "62x100" in mm. Raises NoSuchSize."""
    return _size(text, cards())


def paper(text: str) -> Size:
    """Return the size of a sheet of paper: "a3", or "320x450" in mm. Raises NoSuchSize."""
    return _size(text, papers())


def cards() -> dict[str, Size]:
    """List the sizes of cards that have a name."""
    return _sizes()["cards"]


def papers() -> dict[str, Size]:
    """List the sizes of paper that have a name."""
    return _sizes()["papers"]


def _size(text: str, named: dict[str, Size]) -> Size:
    if text.casefold() in named:
        return named[text.casefold()]
    measures = _MEASURES.fullmatch(text.strip().casefold())
    size = (float(measures[1]), float(measures[2])) if measures else (0, 0)
    if not all(SMALLEST <= length <= LARGEST for length in size):
        raise NoSuchSize(
            _(
                "%(asked)s is not a size: give one of %(known)s, or a width and a height in mm such as 62x100, "
                "each from %(smallest)s to %(largest)s.",
                asked=text[:40],
                known=", ".join(named),
                smallest=SMALLEST,
                largest=LARGEST,
            )
        )
    return size


@cache
def _sizes() -> dict[str, dict[str, Size]]:
    read = tomllib.loads((files("toolkit.printing.order") / "sizes.toml").read_text("utf-8"))
    return {group: {name: tuple(size) for name, size in sizes.items()} for group, sizes in read.items()}
