"""A print looked at before paper is spent: its sheets as pictures, what does not fit, and what it would take."""

import logging
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from threading import Event
from typing import Literal

from toolkit.decks.models import Deck
from toolkit.language import gettext as _
from toolkit.printing import decks, fit, letters, piles, stamp
from toolkit.printing.estimates import Estimate, estimate
from toolkit.printing.forms import Piece
from toolkit.printing.orders import FINISHES, Finish, Order
from toolkit.printing.pango import PangoMissing
from toolkit.printing.piles import Item
from toolkit.printing.pool import RenderRefused, RenderStopped, pool
from toolkit.printing.preflight import Check, Evidence, judge

log = logging.getLogger(__name__)
DPI = 72
_CHUNK = 27
State = Literal["drawing", "done", "cancelled", "refused"]


@dataclass(frozen=True)
class Shown:
    """One side of a sheet as a picture: a PNG, its size in pixels, the codes of its cards, and its share of inks."""

    picture: bytes
    size: tuple[int, int]
    face: str
    cards: tuple[str, ...]
    inks: tuple[float, ...]


@dataclass
class Preview:
    """A print that is being looked at. `work` does it all, once; what is ready can be read meanwhile."""

    deck: Deck
    order: Order
    shown: list[Shown] = field(default_factory=list)
    total: int = 0
    state: State = "drawing"
    why: str = ""
    smaller: dict[str, float] = field(default_factory=dict)
    evidence: Evidence = field(default_factory=Evidence)
    others: dict[Finish, float] = field(default_factory=dict)
    pdf: bytes = b""
    _stop: Event = field(default_factory=Event)
    _pieces: list[Piece] = field(default_factory=list)

    def cancel(self) -> None:
        """Have it stop at the next sheet."""
        self._stop.set()

    def work(self, *, compare: bool = True) -> None:
        """Draw every sheet, the first one alone so that it is there soon; then `compare` the ink of other finishes.

        Raises nothing: `state` and `why` say what became of it.
        """
        try:
            self.draw()
            if compare and self.shown:
                self._compare()
        except (RenderRefused, RenderStopped, PangoMissing) as refusal:
            self.state, self.why = "refused", str(refusal)
        except Exception:
            log.exception("A preview of %s broke", self.deck.code)
            self.state, self.why = "refused", _("Something broke on our side. Please try again.")
        else:
            self.state = "cancelled" if self._stop.is_set() else "done"

    @property
    def body(self) -> float:
        """The smallest size in points that the text of a card is set at."""
        scale = self.order.laid().scale
        steps = [face.step for piece in self._pieces for face in (piece.front, piece.back)]
        return fit.points(max(steps, default=0), piles.look(self.order).frame.unit * scale)

    def checks(self) -> list[Check]:
        """Decide, once everything is drawn, whether this may be printed."""
        return judge(self.order, self.evidence, self.body)

    def estimate(self) -> Estimate:
        """Say what paper and ink the sheets drawn so far take."""
        folded = self.order.laid().folded
        return estimate([one.inks for one in self.shown], two_sided=self.order.duplex != "none" and not folded)

    @property
    def sides(self) -> int:
        """How many sides of a sheet are printed."""
        return 1 if self.order.duplex == "none" or self.order.laid().folded else 2

    def draw(self, *, pictures: bool = True) -> None:
        """Draw every sheet and gather the evidence; without `pictures` only its codes are looked at.

        Raises RenderRefused, RenderStopped or PangoMissing.
        """
        items = piles.items(self.deck, self.order)
        per = _per_sheet(self.order)
        self.total = -(-len(items) // per) * self.sides
        for chunk in _chunks(items, per):
            if self._stop.is_set():
                return
            pieces = piles.draw(chunk, piles.look(self.order))
            self._note(chunk, pieces)
            pdf = decks.lay(self.deck, self.order, pieces)
            self._inspect(pdf, chunk)
            show = self._show if pictures else self._read
            show(pdf, chunk, per)
        if not self.evidence.overflows:
            self.pdf = decks.lay(self.deck, self.order, self._pieces)

    def _compare(self) -> None:
        """Measure the first sheet in the other finishes: all of them would take as much ink, in proportion."""
        per, sides = _per_sheet(self.order), self.sides
        own = sum(sum(one.inks) for one in self.shown[:sides])
        for finish in FINISHES:
            if finish == self.order.finish or self._stop.is_set() or not own:
                continue
            order = replace(self.order, finish=finish)
            pieces = piles.draw(piles.items(self.deck, order)[:per], piles.look(order))
            pdf, job = decks.lay(self.deck, order, pieces), {"dpi": DPI // 2, "codes": False}
            inks = [sum(pool().run({**job, "picture": side}, pdf)[0]["inks"]) for side in range(sides)]
            self.others[finish] = round(self.estimate().total * sum(inks) / own, 1)

    def _note(self, items: Sequence[Item], pieces: Sequence[Piece]) -> None:
        """Keep what does not fit, what was set smaller, and what the codes should say."""
        unit = piles.look(self.order).frame.unit * self.order.laid().scale
        self._pieces += pieces
        for item, piece in zip(items, pieces, strict=True):
            faces = (piece.front, piece.back)
            step = max(face.step for face in faces)
            self.evidence.overflows += [
                one for face in faces for one in face.overflows if one not in self.evidence.overflows
            ]
            missing = [one for face in faces for one in face.missing]
            self.evidence.lacking += letters.on(self.deck, item.front.card, missing, self.order)
            if step and not any(face.overflows for face in faces):
                self.smaller[item.front.card] = fit.points(step, unit)
            self._note_code(piece)

    def _note_code(self, piece: Piece) -> None:
        place = piece.back.qr or piece.front.qr
        if piece.qr and place and self.order.duplex != "none":
            width = place[2] * self.order.laid().scale
            module = width / (len(stamp.modules(piece.qr, place[2])) + 2 * stamp.QUIET)
            self.evidence.expected.append(piece.qr)
            self.evidence.module = min(self.evidence.module or module, module)

    def _inspect(self, pdf: bytes, items: Sequence[Item]) -> None:
        """Keep what a PDF of these cards holds, with the card that each picture is on."""
        told = pool().run({"inspect": True}, pdf)[0]
        told["images"] = [
            (*known, items[decks.card_at(self.order, len(items), *place)].front.card)
            for *known, page, x, y in told["images"]
            for place in [(page, x, y)]
        ]
        self.evidence.findings.append(told)

    def _read(self, pdf: bytes, items: Sequence[Item], per: int) -> None:
        """Read the codes on these sheets, of several sides at a time."""
        coded = [number for number in range(self._count(items, per)) if self._coded(number)]
        jobs = ({"picture": number, "dpi": DPI, "codes": True} for number in coded)
        for said, _picture in pool().map(lambda job: pool().run(job, pdf), jobs):
            self.evidence.read += said["codes"]

    def _count(self, items: Sequence[Item], per: int) -> int:
        return -(-len(items) // per) * self.sides

    def _coded(self, number: int) -> bool:
        """Tell whether a side has the codes of cards on it."""
        return self.order.laid().folded or number % self.sides == 1

    def _show(self, pdf: bytes, items: Sequence[Item], per: int) -> None:
        """Make a picture of each side of these sheets, and read the codes on its backs."""
        for number in range(self._count(items, per)):
            if self._stop.is_set():
                return
            face = "back" if number % self.sides else "front"
            cards = tuple(item.front.card for item in items[number // self.sides * per :][:per])
            job = {"picture": number, "dpi": DPI, "codes": self._coded(number)}
            said, picture = pool().run(job, pdf)
            self.evidence.read += said["codes"]
            self.shown.append(Shown(picture, tuple(said["size"]), face, cards, tuple(said["inks"])))


def _per_sheet(order: Order) -> int:
    sheet = order.laid()
    return sheet.columns * sheet.rows // (2 if sheet.folded else 1)


def _chunks(items: Sequence[Item], per: int) -> Iterator[Sequence[Item]]:
    """Part the cards into whole sheets: one, so that it is seen at once, then several at a time."""
    yield items[:per]
    step = max(1, _CHUNK // per) * per
    for start in range(per, len(items), step):
        yield items[start : start + step]
