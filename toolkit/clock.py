"""The time, as the workshop sees it: it never jumps while the program runs."""

from datetime import UTC, datetime, timedelta
from time import monotonic

_STARTED = datetime.now(UTC)
_ANCHOR = monotonic()


def now() -> datetime:
    """Tell the time in UTC.

    The wall clock is read once, at start; what has passed since is monotonic time. A laptop that sets its
    clock in the middle of a workshop changes neither timers nor the order of what was written.
    """
    return _STARTED + timedelta(seconds=monotonic() - _ANCHOR)
