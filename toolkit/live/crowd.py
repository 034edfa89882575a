"""All who are connected: when the house is full, the address that holds the most connections gives one up."""

from collections import defaultdict
from typing import Protocol

MOST = 14_000  # ten thousand streams, and who asks for something meanwhile; a system that grants fewer says its own


class Connection(Protocol):
    """One that can be ended."""

    def leave(self) -> None:
        """End at once."""


class Crowd:
    """The connections of each address, the oldest first."""

    def __init__(self, most: int) -> None:
        self.most = most
        self._count = 0
        self._from: defaultdict[str, dict[Connection, None]] = defaultdict(dict)

    def add(self, address: str, connection: Connection) -> None:
        """Take one more; if that is one too many, one of those that hold the most has to leave."""
        self._from[address][connection] = None
        self._count += 1
        if self._count > self.most:
            fullest = max(self._from.values(), key=len)
            next(iter(fullest)).leave()

    def remove(self, address: str, connection: Connection) -> None:
        """Let one go."""
        if self._from[address].pop(connection, self) is None:
            self._count -= 1
        if not self._from[address]:
            del self._from[address]


CROWD = Crowd(MOST)
