"""A print looked at before paper is spent: its sheets as pictures, what was decided, and what it would take."""

import logging
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from threading import Event
from typing import Literal

from toolkit.decks.models import Deck
from toolkit.language import gettext as _
from toolkit.printing.checks.estimates import Estimate, estimate
from toolkit.printing.decks import Print, lay
from toolkit.printing.faces.form_objects import Piece
from toolkit.printing.order import piles
from toolkit.printing.order.orders import FINISHES, Finish, Order
from toolkit.printing.order.piles import Item
from toolkit.printing.render.pango import PangoMissing
from toolkit.printing.render.pool import RenderRefused, RenderStopped, pool

log = logging.getLogger(__name__)
DPI = 72
_CHUNK = 54
State = Literal["drawing", "done", "cancelled", "refused"]


class Cancelled(Exception):
    """Nobody wants to look at it any more."""


@dataclass(frozen=True)
class Proof:
    """One side of a sheet as a picture: a PNG, its size in pixels, the codes of its cards, and its share of inks."""

    picture: bytes
    size: tuple[int, int]
    face: str
    cards: tuple[str, ...]
    inks: tuple[float, ...]


@dataclass
class Preview:
    """A print that is being looked at. `work` does it all, once; what is ready can be read meanwhile.

    Of so many `cards` so many are `ready`; `print` is there once they all are.
    """

    deck: Deck
    order: Order
    proofs: list[Proof] = field(default_factory=list)
    total: int = 0
    cards: int = 0
    ready: int = 0
    state: State = "drawing"
    why: str = ""
    others: dict[Finish, float] = field(default_factory=dict)
    print: Print | None = None
    _stop: Event = field(default_factory=Event)

    def cancel(self) -> None:
        """Have it stop at the next sheet."""
        self._stop.set()

    def work(self, *, compare: bool = True) -> None:
        """Draw every sheet, the first one alone so that it is there soon; then `compare` the ink of other finishes.

        Raises nothing: `state` and `why` say what became of it.
        """
        try:
            self.draw()
            if compare and self.proofs:
                self._compare()
        except Cancelled:
            self.state = "cancelled"
        except (RenderRefused, RenderStopped, PangoMissing) as refusal:
            self.state, self.why = "refused", str(refusal)
        except Exception:
            log.exception("A preview of %s broke", self.deck.code)
            self.state, self.why = "refused", _("Something broke on our side. Please try again.")
        else:
            self.state = "done"

    def estimate(self) -> Estimate:
        """Say what paper and ink the sheets drawn so far take."""
        folded = self.order.laid().folded
        return estimate([one.inks for one in self.proofs], two_sided=self.order.duplex != "none" and not folded)

    @property
    def sides(self) -> int:
        """How many sides of a sheet are printed."""
        return 1 if self.order.duplex == "none" or self.order.laid().folded else 2

    @property
    def _sheets(self) -> Order:
        """The order with each back behind its front, as sheets are looked at."""
        return replace(self.order, passes="one")

    def draw(self) -> Print:
        """Draw and show every sheet: the first one of a file of its own, all others of the file that is printed.

        Raises Cancelled, RenderRefused, RenderStopped or PangoMissing.
        """
        items, per, look = piles.items(self.deck, self.order), _per_sheet(self.order), piles.look(self.order)
        self.cards, self.total = len(items), -(-len(items) // per) * self.sides
        pieces: list[Piece] = []
        for chunk in _chunks(items, per):
            self._heed()
            pieces += piles.draw(chunk, look)
            self.ready = len(pieces)
            if self.ready < self.cards and not self.proofs:
                self._show(lay(self.deck, self._sheets, chunk, pieces).pdf, range(self.sides), items)
        pieces, alone = piles.draw(items, look, piles.kin(self.deck, items, look)), pieces[: per * bool(self.proofs)]
        if pieces[: len(alone)] != alone:  # other cards of a kind want a smaller type
            self.proofs.clear()
        self.print = lay(self.deck, self.order, items, pieces)
        seen = self.print if self.order.passes == "one" else lay(self.deck, self._sheets, items, pieces)
        self._show(seen.pdf, range(len(self.proofs), self.total), items)
        return self.print

    def _compare(self) -> None:
        """Measure the first sheet in the other finishes: all of them would take as much ink, in proportion."""
        per, sides = _per_sheet(self.order), self.sides
        own = sum(sum(one.inks) for one in self.proofs[:sides])
        for finish in FINISHES:
            if finish == self.order.finish or not own:
                continue
            self._heed()
            order = replace(self._sheets, finish=finish)
            items = piles.items(self.deck, order)[:per]
            pdf = lay(self.deck, order, items, piles.draw(items, piles.look(order))).pdf
            inks = [sum(pool().run({"picture": side, "dpi": DPI // 2}, pdf)[0]["inks"]) for side in range(sides)]
            self.others[finish] = round(self.estimate().total * sum(inks) / own, 1)

    def _show(self, pdf: bytes, sides: Iterable[int], items: Sequence[Item]) -> None:
        """Make a picture of each of these sides."""
        per = _per_sheet(self.order)
        for number in sides:
            self._heed()
            face = "back" if number % self.sides else "front"
            cards = tuple(item.front.card for item in items[number // self.sides * per :][:per])
            head, picture = pool().run({"picture": number, "dpi": DPI}, pdf)
            self.proofs.append(Proof(picture, tuple(head["size"]), face, cards, tuple(head["inks"])))

    def _heed(self) -> None:
        """Raise Cancelled when it was."""
        if self._stop.is_set():
            raise Cancelled


def _per_sheet(order: Order) -> int:
    sheet = order.laid()
    return sheet.columns * sheet.rows // (2 if sheet.folded else 1)


def _chunks(items: Sequence[Item], per: int) -> Iterator[Sequence[Item]]:
    """Part the cards: those of one sheet, so that it is seen at once, then many at a time."""
    yield items[:per]
    for start in range(per, len(items), _CHUNK):
        yield items[start : start + _CHUNK]
