"""What was printed of a deck and when, so that the next time only the cards that changed need paper."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass, replace
from datetime import date, datetime
from pathlib import Path

from toolkit import clock, files
from toolkit.decks.models import Deck
from toolkit.language import gettext as _
from toolkit.printing.order.orders import Order
from toolkit.printing.order.selection import select
from toolkit.printing.order.versions import Wording, fingerprints
from toolkit.printing.render.pool import RenderRefused

_MOST = 200
_LAST = "last"


class NoSuchPrint(RenderRefused):
    """A print that nobody remembers."""


@dataclass(frozen=True)
class PastPrint:
    """One print that was remembered: its number, when it was, the wording, and the fingerprint of every card on it."""

    number: int
    at: str
    language: str
    variant: str | None
    second: str | None
    cards: Mapping[str, str]

    @property
    def moment(self) -> datetime:
        """When it was."""
        return datetime.fromisoformat(self.at)

    def like(self, wording: Wording) -> bool:
        """Tell whether it was in the same wording: cards in another language are other cards."""
        return (self.language, self.variant, self.second) == (wording.language, wording.variant, wording.second)


@dataclass(frozen=True)
class Delta:
    """What has happened to a deck since a print: codes of cards that changed, that are new, and that are gone."""

    since: PastPrint
    changed: tuple[str, ...]
    new: tuple[str, ...]
    gone: tuple[str, ...]

    @property
    def codes(self) -> tuple[str, ...]:
        """The cards to print."""
        return (*self.changed, *self.new)


@dataclass(frozen=True)
class PastPrints:
    """The prints of the decks of this machine, each deck's in a file of `folder`."""

    folder: Path

    def of(self, deck: str) -> list[PastPrint]:
        """List the prints of a deck, the oldest first; a file that cannot be read counts as none."""
        try:
            return [PastPrint(**past) for past in json.loads(self._file(deck).read_text("utf-8"))]
        except (OSError, ValueError, TypeError):
            return []

    def add(self, deck: Deck, order: Order) -> PastPrint:
        """Remember that an order was printed. The same cards again, the same day, are the same print."""
        known = self.of(deck.code)
        ours = {card.code for card in deck.cards}  # blank cards made for this print are nobody's twice
        cards = fingerprints(deck, [card for card in select(deck, order) if card.code in ours], order)
        number = known[-1].number + 1 if known else 1
        past = PastPrint(number, clock.now().isoformat(), order.language, order.variant, order.second, cards)
        last = known[-1] if known else None
        if last and replace(last, at=past.at, number=past.number) == past and last.moment.date() == past.moment.date():
            past, known = replace(past, number=last.number), known[:-1]
        self._write(deck.code, [*known, past][-_MOST:])
        return past

    def _write(self, deck: str, prints: Sequence[PastPrint]) -> None:
        files.write(self._file(deck), json.dumps([asdict(past) for past in prints]).encode())

    def _file(self, deck: str) -> Path:
        return self.folder / f"{deck}.json"


def since(prints: Sequence[PastPrint], wording: Wording, which: str = _LAST) -> PastPrint:
    """Find the print that is meant by "last", a number or a day such as 2026-05-12, or raise NoSuchPrint."""
    alike = [past for past in prints if past.like(wording)]
    matches = [past for past in alike if which in {_LAST, str(past.number)} or _on(past, which)]
    if not matches:
        raise NoSuchPrint(_("No print of this deck in this wording is remembered as “%(asked)s”.", asked=which[:40]))
    return matches[-1]


def delta(deck: Deck, prints: Sequence[PastPrint], wording: Wording, which: str = _LAST) -> Delta:
    """Compare a deck with what is on paper since a print: the last copy of each card printed until then counts."""
    past = since(prints, wording, which)
    printed: dict[str, str] = {}
    for earlier in prints:
        if earlier.like(wording) and earlier.number <= past.number:
            printed.update(earlier.cards)
    today = fingerprints(deck, deck.cards, wording)
    return Delta(
        past,
        tuple(code for code in today if code in printed and printed[code] != today[code]),
        tuple(code for code in today if code not in printed),
        tuple(code for code in printed if code not in today),
    )


def only_changed(deck: Deck, prints: Sequence[PastPrint], order: Order, which: str = _LAST) -> Order:
    """Return the same order for the cards that changed since a print, or are new."""
    return replace(order, only=delta(deck, prints, order, which).codes)


def _on(past: PastPrint, day: str) -> bool:
    """Tell whether a print is of a day that is given."""
    try:
        return past.moment.astimezone().date() == date.fromisoformat(day)
    except ValueError:
        return False
