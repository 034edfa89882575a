"""The printers of this machine's owner: how each turns a sheet, and how far it places backs from their fronts."""

import json
from collections.abc import Sequence
from dataclasses import asdict, dataclass, replace
from pathlib import Path
from typing import get_args

from toolkit import files
from toolkit.language import gettext as _
from toolkit.printing.order.orders import Order
from toolkit.printing.render.pool import RenderRefused
from toolkit.printing.sheet.imposition import Duplex
from toolkit.text import line

FURTHEST = 20.0
_LONGEST_NAME = 40
_MOST = 50


class NoSuchPrinter(RenderRefused):
    """A printer that nobody has calibrated here."""


class NotMeasured(RenderRefused):
    """A name or an offset that cannot be kept."""


@dataclass(frozen=True)
class Printer:
    """A calibrated printer. `upright` and `lying` are the offsets of backs in mm, by how sheets lie."""

    name: str
    duplex: Duplex = "long-edge"
    upright: tuple[float, float] | None = None
    lying: tuple[float, float] | None = None

    def apply(self, order: Order) -> Order:
        """Return the order with this printer's way to turn sheets, and its offset where it was measured."""
        width, height = order.laid().paper
        offset = self.lying if width > height else self.upright
        return replace(order, duplex=self.duplex, back_offset=offset or (0, 0))


@dataclass(frozen=True)
class Printers:
    """What is kept in `file`, printer by printer."""

    file: Path

    def known(self) -> list[Printer]:
        """List the printers by name; a file that cannot be read counts as none."""
        try:
            return [_printer(one) for one in json.loads(self.file.read_text("utf-8"))]
        except (OSError, ValueError, TypeError):
            return []

    def find(self, name: str) -> Printer:
        """Return the printer of this name, or raise NoSuchPrinter."""
        for printer in self.known():
            if printer.name.casefold() == name.strip().casefold():
                return printer
        raise NoSuchPrinter(_("No printer called “%(name)s” has been calibrated here.", name=name[:_LONGEST_NAME]))

    def keep(self, name: str, duplex: Duplex, offset: tuple[float, float], *, lying: bool = False) -> Printer:
        """Remember an offset; what is known of this printer for sheets the other way up stays. Raises NotMeasured."""
        name = line(name, _LONGEST_NAME)
        if not name or duplex not in get_args(Duplex) or max(abs(one) for one in offset) > FURTHEST:
            raise NotMeasured(_("Please give the printer a name, and two numbers from -20 to 20."))
        others = [one for one in self.known() if one.name.casefold() != name.casefold()]
        before = next((one for one in self.known() if one.name.casefold() == name.casefold()), Printer(name))
        same = before if before.duplex == duplex else Printer(name)
        measured = {"lying": offset} if lying else {"upright": offset}
        printer = replace(same, name=name, duplex=duplex, **measured)
        self._write(sorted([*others[-_MOST:], printer], key=lambda one: one.name.casefold()))
        return printer

    def forget(self, name: str) -> None:
        """Forget a printer, if it is known."""
        self._write([one for one in self.known() if one.name != name])

    def _write(self, printers: Sequence[Printer]) -> None:
        files.write(self.file, json.dumps([asdict(one) for one in printers], ensure_ascii=False).encode())


def millimetres(typed: str) -> float:
    """Read a length that somebody typed, with a point or a comma; nothing is zero. Raises NotMeasured."""
    try:
        length = float(typed.strip().replace(",", ".").replace("\u2212", "-") or 0)
    except ValueError:
        length = FURTHEST + 1
    if not -FURTHEST <= length <= FURTHEST:
        raise NotMeasured(_("“%(typed)s” is no length from -20 to 20 mm.", typed=typed[:20]))
    return length


def _printer(one: dict[str, object]) -> Printer:
    printer = Printer(**one)  # type: ignore[arg-type]  # a file of ours
    return replace(printer, upright=_pair(printer.upright), lying=_pair(printer.lying))


def _pair(offset: Sequence[float] | None) -> tuple[float, float] | None:
    return (float(offset[0]), float(offset[1])) if offset else None
