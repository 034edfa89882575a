"""Dates and times of the clock, as people write them in the language being spoken."""

from datetime import date, datetime, time

from babel.dates import format_date, format_time

from toolkit.language import current

_CLOCKS = {"fr": "H\u202f'h'\u202fmm", "en": "HH:mm"}
_FIRST_DAY = {"fr": "d'er' MMMM y", "en": "d MMMM y"}


def clock_time(moment: datetime) -> str:
    """Say the local hour and minute of `moment`."""
    return time_only(moment.astimezone().time())


def time_only(hour: time) -> str:
    """Say a time of the clock: 9 h 05 in French, 09:05 in English."""
    return format_time(hour, _CLOCKS[current()], locale=current())


def day(moment: datetime) -> str:
    """Say the local date of `moment`: 23 novembre 2026."""
    return date_only(moment.astimezone().date())


def date_only(day: date) -> str:
    """Say a date: 23 novembre 2026, 1er décembre 2026; 23 November 2026 in English."""
    form = _FIRST_DAY[current()] if day.day == 1 else "d MMMM y"  # Babel's own "long" is American in English
    return format_date(day, form, locale=current())
