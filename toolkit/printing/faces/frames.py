"""The measures of a card, told to its stylesheets: what is 63 × 88 units of --mm on a screen fits any size on paper."""

import re
from dataclasses import dataclass
from math import sqrt

from toolkit.printing.sheet.sheets import BLEED, CARD, Size

# In card.css and printing/cards.css: a number of units, a share of the card, the page around it.
_UNITS = re.compile(rb"calc\((-?[\d.]+) \* var\(--mm\)\)")
_SHARE = re.compile(rb"calc\(\(?var\(--([wh])\)(?: ([+-]) ([\d.]+)\))? \* var\(--mm\)\)")
_WIDE, _NARROW = 72, 60
_FOR_TWO = 1.5  # poker cards: less has no room for what two languages say
_LARGE = 2


@dataclass(frozen=True)
class Frame:
    """A card of some size in millimetres, and how its face is drawn on it.

    One that is `split` says everything in two languages, in letters as much smaller as 9 points allow.
    """

    card: Size = CARD
    split: bool = False

    @property
    def unit(self) -> float:
        """Millimetres to a unit: never less than one, so that no text is below 9 points."""
        width, height = self.card[0] / CARD[0], self.card[1] / CARD[1]
        return max(1.0, min(width, sqrt(width * height)) / (sqrt(2) if self.split else 1))

    @property
    def units(self) -> Size:
        """The card's width and height in units."""
        return self.card[0] / self.unit, self.card[1] / self.unit

    @property
    def room(self) -> float:
        """How many times as much text as a poker card it has room for, about."""
        width, height = self.units
        return width * height / (CARD[0] * CARD[1])

    @property
    def splits(self) -> bool:
        """Tell whether two languages have room on one side."""
        halved = Frame(self.card, split=True)
        return halved.room >= _FOR_TWO and self.card[0] <= self.card[1]

    @property
    def page(self) -> Size:
        """The page that a face is laid out on, in mm: taller than the card, so that too long a text can be measured."""
        return self.card[0] + 2 * BLEED, 4 * self.card[1] + 48

    @property
    def layout(self) -> str:
        """Name what the stylesheet should do differently: "wide" on a card too low for one text above another."""
        if self.units[1] < _WIDE and self.units[0] > self.units[1]:
            return "wide"
        return "narrow" if self.units[0] < _NARROW else "tall"

    @property
    def large(self) -> bool:
        """Tell whether the card is meant for large print, where even the licence is 16 points."""
        return self.unit >= _LARGE

    def measured(self, css: bytes) -> bytes:
        """Write millimetres into a stylesheet; to compute them anew for each box would take a third of the time."""
        sides = dict(zip((b"w", b"h"), self.units, strict=True))

        def share(match: re.Match[bytes]) -> bytes:
            more = float((match[2] or b"") + (match[3] or b"0"))
            return self._length(sides[match[1]] + more)

        css = _UNITS.sub(lambda match: self._length(float(match[1])), css)
        css = _SHARE.sub(share, css)
        for name, length in zip((b"width", b"height"), self.page, strict=True):
            css = css.replace(b"var(--page-%s)" % name, b"%gmm" % length)
        return css.replace(b"--mm: 1mm", b"--mm: %gmm" % self.unit)

    def _length(self, units: float) -> bytes:
        return b"%gmm" % round(units * self.unit, 4)


POKER = Frame()
