"""Sheets of paper as data: how many cards go on one, and where. A file in sheets/ is a sheet."""

import tomllib
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any

from toolkit.language import gettext as _
from toolkit.printing.render.pool import RenderRefused

Size = tuple[float, float]

CARD: Size = (63, 88)
BLEED = 3.0
_FOLDER = files("toolkit.printing.sheet") / "sheets"


class NoSuchSheet(RenderRefused):
    """A sheet that nobody has described."""


@dataclass(frozen=True)
class Sheet:
    """One way to lay cards on paper. Every length is in millimetres, width before height.

    `bleed` is how far the outer cards run over their edge, `printable` the margin a printer leaves white; on a
    `folded` sheet the back of a card is at the right of its front; `smaller` is the card for paper on which fewer of
    its own would go.
    """

    code: str
    name: dict[str, str]
    paper: Size
    columns: int
    rows: int
    gutter: Size
    scale: float
    bleed: float
    marks: bool
    order: int = 0
    printable: float = 5
    trimmed: bool = False
    folded: bool = False
    card: Size = CARD
    smaller: Size | None = None

    @property
    def cell(self) -> Size:
        """The size of one card as printed."""
        return self.card[0] * self.scale, self.card[1] * self.scale

    @property
    def block(self) -> Size:
        """The size of all the cards of a page together, gutters included."""
        width, height = self.cell
        return (
            self.columns * width + (self.columns - 1) * self.gutter[0],
            self.rows * height + (self.rows - 1) * self.gutter[1],
        )

    @property
    def margin(self) -> Size:
        """The white on the left and at the top; the block of cards is centred."""
        return (self.paper[0] - self.block[0]) / 2, (self.paper[1] - self.block[1]) / 2


def find(code: str) -> Sheet:
    """Return the sheet with this code, or raise NoSuchSheet."""
    if code not in known():
        known_codes = ", ".join(known())
        raise NoSuchSheet(_("No sheet is called %(code)s: choose one of %(known)s.", code=code, known=known_codes))
    return known()[code]


@cache
def known() -> dict[str, Sheet]:
    """Read every sheet, in the order in which they are proposed."""
    sheets = [_read(file.name, file.read_text("utf-8")) for file in _FOLDER.iterdir()]
    return {sheet.code: sheet for sheet in sorted(sheets, key=lambda sheet: sheet.order)}


def _read(file: str, text: str) -> Sheet:
    data: dict[str, Any] = tomllib.loads(text)
    for size in {"paper", "gutter", "card", "smaller"} & data.keys():
        data[size] = tuple(data[size])
    return Sheet(code=file.removesuffix(".toml"), **data)
