"""The previews that are being looked at on this server: a few, for a few minutes."""

from collections import OrderedDict
from contextvars import copy_context
from dataclasses import dataclass, field
from hashlib import sha256
from threading import Lock, Thread
from time import monotonic

from toolkit.decks.models import Deck
from toolkit.language import current
from toolkit.printing.checks.previews import Preview
from toolkit.printing.order.orders import Order

_MOST = 6
_SECONDS = 900.0


@dataclass
class Viewings:
    """Previews under a key made of what was asked: asked again, the same one is shown."""

    most: int = _MOST
    seconds: float = _SECONDS
    _known: OrderedDict[str, tuple[float, Preview]] = field(default_factory=OrderedDict)
    _lock: Lock = field(default_factory=Lock)

    def open(self, deck: Deck, order: Order) -> tuple[str, Preview]:
        """Return the preview of an order and its key; it is begun if nobody looks at it yet."""
        key = sha256(f"{current()} {order!r} {deck.model_dump_json()}".encode()).hexdigest()[:24]
        with self._lock:
            self._tidy()
            known = self._known.pop(key, None)
            preview = known[1] if known else Preview(deck, order)
            self._known[key] = (monotonic(), preview)
            while len(self._known) > self.most:
                self._known.popitem(last=False)[1][1].cancel()
        if known is None:
            Thread(target=copy_context().run, args=(preview.work,), name=f"preview {key}", daemon=True).start()
        return key, preview

    def find(self, key: str) -> Preview | None:
        """Return a preview that is remembered, which keeps it for some minutes more."""
        with self._lock:
            self._tidy()
            known = self._known.get(key)
            if known:
                self._known[key] = (monotonic(), known[1])
            return known[1] if known else None

    def drop(self, key: str) -> None:
        """Stop a preview and forget it."""
        with self._lock:
            known = self._known.pop(key, None)
        if known:
            known[1].cancel()

    def _tidy(self) -> None:
        old = [key for key, (at, _preview) in self._known.items() if monotonic() - at > self.seconds]
        for key in old:
            self._known.pop(key)[1].cancel()
