"""Sweeping: a server that runs for months erases by itself the workshops whose day has come."""

import logging
from collections.abc import Callable
from threading import Event, Thread
from typing import Self

log = logging.getLogger(__name__)

EVERY = 6 * 3600.0  # seconds


class Sweeper:
    """Calls `sweep` every six hours, from entering the context to leaving it."""

    def __init__(self, sweep: Callable[[], None], every: float = EVERY) -> None:
        self._sweep = sweep
        self._every = every
        self._over = Event()
        self._thread = Thread(target=self._go_on, name="sweeper", daemon=True)

    def __enter__(self) -> Self:
        self._thread.start()
        return self

    def __exit__(self, *_error: object) -> None:
        """Finish the sweep that is under way."""
        self._over.set()
        self._thread.join()

    def _go_on(self) -> None:
        while not self._over.wait(self._every):
            try:
                self._sweep()
            except Exception:
                log.exception("What should have been erased is still there; trying again in %s s.", self._every)
