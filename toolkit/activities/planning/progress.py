"""Progress: how far a workshop is along its agenda, by the clock on the wall."""

from collections.abc import Sequence
from datetime import datetime, timedelta

from toolkit.activities.models import Activity
from toolkit.activities.planning.times import DAY, Progress


def progress(activities: Sequence[Activity], current: int | None, now: datetime) -> Progress:
    """Say when the steps of a workshop began, and when the present one, whose id is `current`, will have ended."""
    here = next((one for one in activities if one.id == current), None)
    begun = [one for one in activities if one.started_at]
    midnight = min((one.started_at for one in begun if one.started_at), default=now).astimezone()
    midnight = midnight.replace(hour=0, minute=0, second=0, microsecond=0)
    ends = now + timedelta(seconds=max(here.remaining(now), 0)) if here and here.started_at else None
    return Progress(
        began={one.code: _minute(one.started_at, midnight) for one in begun if one.started_at},
        current=here.code if here else "",
        ends=_minute(ends, midnight) if ends else None,
        lengths={one.code: one.minutes + one.extra for one in activities if one.extra},
    )


def _minute(moment: datetime, midnight: datetime) -> int:
    return int((moment - midnight).total_seconds() // 60) % (2 * DAY)
