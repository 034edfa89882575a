"""Pens: who is writing in which field right now. A hint for the others, never a lock; kept in memory only."""

import time
from collections import defaultdict
from threading import Lock

LASTS = 12.0  # seconds; whoever goes on writing says so again before


class Pens:
    """The field each person writes in, by workshop; read and written from any thread."""

    def __init__(self) -> None:
        self._lock = Lock()
        self._held: defaultdict[str, dict[str, tuple[str, float]]] = defaultdict(dict)

    def take(self, workshop: str, who: str, field: str) -> bool:
        """Note that somebody writes in a field; tell whether that is news."""
        with self._lock:
            before, _until = self._held[workshop].get(who, ("", 0.0))
            self._held[workshop][who] = (field, time.monotonic() + LASTS)
            return before != field

    def put_down(self, workshop: str, who: str) -> bool:
        """Note that somebody has stopped; tell whether that is news."""
        with self._lock:
            return self._held[workshop].pop(who, None) is not None

    def of(self, workshop: str) -> list[str]:
        """List who writes where, as "person:field", in an order that does not change by itself."""
        with self._lock:
            return sorted(f"{who}:{field}" for who, (field, _until) in self._held.get(workshop, {}).items())

    def lapsed(self) -> set[str]:
        """Forget those of whom nothing was heard for a while; name the workshops where that changes something."""
        now, changed = time.monotonic(), set()
        with self._lock:
            for workshop, held in list(self._held.items()):
                for who in [who for who, (_field, until) in held.items() if until < now]:
                    del held[who]
                    changed.add(workshop)
                if not held:
                    del self._held[workshop]
        return changed
