from datetime import UTC, date, datetime

from toolkit import dates
from toolkit.language import use


def test_days_and_hours_are_said_in_the_language():
    moment = datetime(2026, 11, 23, 12, 5, tzinfo=UTC)

    with use("fr"):
        assert dates.day(moment) == "23 novembre 2026"
        assert dates.date_only(date(2026, 2, 1)) == "1er février 2026"
    with use("en"):
        assert dates.date_only(date(2026, 2, 1)) == "1 February 2026"
        assert dates.clock_time(moment) == moment.astimezone().strftime("%H:%M")
    with use("fr"):
        assert dates.clock_time(moment) == moment.astimezone().strftime("%-H\u202fh\u202f%M")
