"""A limit on failures, whoever they come from: only they count, but while it is reached nobody is heard."""

from collections import deque
from threading import Lock
from time import monotonic


class Throttle:
    """Counts failures over the last `seconds`, whoever they come from."""

    def __init__(self, most: int, seconds: float) -> None:
        self._most = most
        self._seconds = seconds
        self._failures: deque[float] = deque()
        self._lock = Lock()

    def count(self) -> None:
        """Note one more failure."""
        with self._lock:
            self._failures.append(monotonic())

    def full(self) -> bool:
        """Say whether there have been too many failures lately."""
        with self._lock:
            while self._failures and self._failures[0] < monotonic() - self._seconds:
                self._failures.popleft()
            return len(self._failures) >= self._most
