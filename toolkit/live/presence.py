"""Presence: who has the workshop open, known from the streams alone."""

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable
from threading import Lock

from toolkit.live.pens import Pens


class Presence:
    """How many streams each person holds in each workshop; read and written from any thread."""

    def __init__(self, elsewhere: Callable[[str], Iterable[str]] | None = None) -> None:
        """`elsewhere` names those whose streams other processes hold."""
        self._elsewhere = elsewhere or (lambda _workshop: ())
        self.pens = Pens()
        self._lock = Lock()
        self._streams: defaultdict[str, Counter[str]] = defaultdict(Counter)

    def of(self, workshop: str) -> frozenset[str]:
        """Name everybody who is present."""
        return frozenset({*self.here(workshop), *self._elsewhere(workshop)})

    def here(self, workshop: str) -> list[str]:
        """Name those whose streams this process holds."""
        with self._lock:
            return list(self._streams.get(workshop, ()))

    def everybody_here(self) -> dict[str, list[str]]:
        """Name them for every workshop."""
        with self._lock:
            return {workshop: list(streams) for workshop, streams in self._streams.items()}

    def arrive(self, workshop: str, who: str) -> bool:
        """Count one more stream; tell whether the person was absent until now."""
        with self._lock:
            self._streams[workshop][who] += 1
            return self._streams[workshop][who] == 1

    def leave(self, workshop: str, who: str) -> bool:
        """Count one stream less; tell whether it was the person's last."""
        with self._lock:
            streams = self._streams[workshop]
            streams[who] -= 1
            gone = streams[who] <= 0
            if gone:
                del streams[who]
            if not streams:
                del self._streams[workshop]
            return gone
