"""What may be asked of a print: which cards, on what, in which finish."""

from collections.abc import Collection
from dataclasses import dataclass
from typing import Literal, TypedDict, get_args

from toolkit.printing.order import sizes
from toolkit.printing.sheet import grids, sheets
from toolkit.printing.sheet.imposition import Duplex, Passes, Side, arrange, sequence
from toolkit.printing.sheet.sheets import Sheet

Finish = Literal["colour", "ink", "black"]
Guides = Literal["marks", "lines", "none"]
FINISHES: tuple[Finish, ...] = get_args(Finish)
DEFAULT = "a4-poker-9up"


class Wishes(TypedDict, total=False):
    """What may be asked of a print, besides its language; `Order` says what each is."""

    sheet: str
    card: str | None
    paper: str | None
    per_page: int | None
    variant: str | None
    second: str | None
    split: bool
    finish: Finish
    public_url: str | None
    duplex: Duplex
    passes: Passes
    kinds: Collection[str] | None
    tags: Collection[str] | None
    levels: Collection[str] | None
    only: Collection[str] | None
    tables: int
    blanks: int | None
    guides: Guides
    back_offset: tuple[float, float]


@dataclass(frozen=True)
class Order:
    """A print that was asked for; what is not said is as most people want it.

    `sheet` is a code of `sheets.known()`; `card` and `paper` sizes that `sizes` knows, to use that sheet for another
    card or paper, with at most `per_page` cards. `second` is the language of the backs, or, where
    they are to be `split`, that of the lower half of both sides; `kinds`, `tags`, `levels`
    and `only` (codes of cards) what to keep, `tables` how many piles to make, `blanks` how many blank cards, `passes`
    how often the paper goes through a printer that cannot turn it, and `back_offset` how far to move the backs right
    and down, in mm. The QR code of a card is the address of its page
    where there is a `public_url` that it can hold, and otherwise the words "deck code".
    """

    language: str
    sheet: str = DEFAULT
    card: str | None = None
    paper: str | None = None
    per_page: int | None = None
    variant: str | None = None
    second: str | None = None
    split: bool = False
    finish: Finish = "colour"
    public_url: str | None = None
    duplex: Duplex = "long-edge"
    passes: Passes = "one"
    kinds: Collection[str] | None = None
    tags: Collection[str] | None = None
    levels: Collection[str] | None = None
    only: Collection[str] | None = None
    tables: int = 0
    blanks: int | None = None
    guides: Guides = "marks"
    back_offset: tuple[float, float] = (0, 0)

    def laid(self) -> Sheet:
        """Return the sheet that the cards are laid on, or raise NoSuchSheet or NoSuchSize."""
        card = sizes.card(self.card) if self.card else None
        paper = sizes.paper(self.paper) if self.paper else None
        return grids.adapt(sheets.find(self.sheet), card, paper, self.per_page)

    def sides(self, cards: int) -> list[Side]:
        """Return the sides of so many cards, in the order in which a printer wants them."""
        sheet = self.laid()
        sides = arrange(sheet, cards, "none" if sheet.folded else self.duplex, self.back_offset)
        return sequence(sides, self.passes)
