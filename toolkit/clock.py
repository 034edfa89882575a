"""The time, as the workshop sees it: it never jumps while the program runs."""

import time
from datetime import UTC, datetime, timedelta

# Where there is a clock that goes on while the laptop sleeps, it is the better one.
_CLOCK = getattr(time, "CLOCK_BOOTTIME", None)


def _ticks() -> float:
    return time.monotonic() if _CLOCK is None else time.clock_gettime(_CLOCK)


_STARTED = datetime.now(UTC)
_ANCHOR = _ticks()


def now() -> datetime:
    """Tell the time in UTC.

    The wall clock is read once, at start; what has passed since is monotonic time. A laptop that sets its
    clock in the middle of a workshop changes neither timers nor the order of what was written.
    """
    return _STARTED + timedelta(seconds=_ticks() - _ANCHOR)
