"""Locks: whoever changes a deck waits until the one before has finished, in this process and in the others."""

import sys
from collections import defaultdict
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from threading import Lock

_locks: defaultdict[Path, Lock] = defaultdict(Lock)


@contextmanager
def lock(home: Path) -> Iterator[None]:
    """Change decks of the folder `home` alone; the lock is a file that is free again however a process ends."""
    with _locks[home]:
        (home / ".history").mkdir(parents=True, exist_ok=True)
        with (home / ".history" / ".lock").open("w") as file:
            _wait(file.fileno())
            yield


if sys.platform == "win32":

    def _wait(_file: int) -> None:
        """Do nothing: on this system one process serves."""

else:
    import fcntl

    def _wait(file: int) -> None:
        """Wait for the other processes; closing the file lets the next one go on."""
        fcntl.flock(file, fcntl.LOCK_EX)
