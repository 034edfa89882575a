"""A limit on failures: only they count, but while it is reached nobody is heard. Several processes may share it."""

from collections import defaultdict, deque
from collections.abc import Callable
from functools import partial
from ipaddress import IPv6Address, ip_address, ip_network
from threading import Lock
from time import monotonic

from toolkit.live.relay import Relay

MOST_KEYS = 10_000
_NAMED: "dict[str, Throttle]" = {}


class Throttle:
    """Counts failures over the last `seconds`, those of each key apart: an account, a device, or none in particular."""

    def __init__(self, most: int, seconds: float, name: str = "") -> None:
        """One with a `name` can be shared with other processes."""
        if name:
            _NAMED[name] = self
        self._most = most
        self._seconds = seconds
        self._failures: defaultdict[str, deque[float]] = defaultdict(deque)
        self._lock = Lock()
        self.announce: Callable[[str], None] = lambda _key: None

    def count(self, key: str = "") -> None:
        """Note one more failure, and announce it to the other processes."""
        self.note(key)
        self.announce(key)

    def note(self, key: str) -> None:
        """Note one more failure, here."""
        with self._lock:
            if len(self._failures) >= MOST_KEYS:
                self._forget()
            self._failures[key].append(monotonic())

    def full(self, key: str = "") -> bool:
        """Say whether there have been too many failures lately."""
        with self._lock:
            failures = self._failures.get(key, deque())
            while failures and failures[0] < monotonic() - self._seconds:
                failures.popleft()
            return len(failures) >= self._most

    def _forget(self) -> None:
        """Let go of the keys that have not failed lately, or of all when that is not enough."""
        since = monotonic() - self._seconds
        lately = {key: failures for key, failures in self._failures.items() if failures and failures[-1] > since}
        self._failures = defaultdict(deque, lately if len(lately) < MOST_KEYS else {})


def network(address: str | None) -> str:
    """Return where a guess comes from: a household has one IPv4 address, but 2**64 of IPv6."""
    try:
        found = ip_address(address or "")
    except ValueError:
        return ""
    mapped = found.ipv4_mapped if isinstance(found, IPv6Address) else None
    return str(mapped or (ip_network((found, 64), strict=False) if isinstance(found, IPv6Address) else found))


def share(relay: Relay) -> None:
    """Count with the other processes whatever has a name."""
    for name, throttle in _NAMED.items():
        relay.on(f"failed {name}", throttle.note)
        throttle.announce = partial(relay.post, f"failed {name}")
