"""Name badges: who wears one, and at which table. A list is typed or pasted, one person a line."""

import re
from collections.abc import Iterable
from dataclasses import dataclass

from toolkit.language import gettext as _
from toolkit.text import TextRefused, line

MOST = 400
LONGEST = 60
_GAP = re.compile(r"\s+")
_LINE = re.compile(r"(?P<name>.*?)(?:[;,\t]\s*(?P<table>\d{1,3})\s*)?", re.ASCII)


@dataclass(frozen=True)
class Badge:
    """A badge: a name, or none to write it by hand, and the number of a table, or none."""

    name: str = ""
    table: int | None = None


def listed(text: str, tables: Iterable[int]) -> list[Badge]:
    """Read a list such as "Amina; 2", the table being left out where it is open. Raises TextRefused.

    A table that the room does not have counts as none.
    """
    known, lines = set(tables), [_GAP.sub(_one_blank, one.strip()) for one in text.splitlines() if one.strip()]
    if len(lines) > MOST:
        raise TextRefused(_("There is room for %(most)s badges at a time.", most=MOST))
    matches = [match for match in map(_LINE.fullmatch, lines) if match]
    return [
        Badge(line(match["name"], LONGEST), int(match["table"]) if int(match["table"] or 0) in known else None)
        for match in matches
    ]


def _one_blank(gap: re.Match[str]) -> str:
    """Leave one blank of many, before the line is searched: that takes the square of their number."""
    return "\t" if "\t" in gap[0] else " "


def blank(tables: Iterable[int], each: int) -> list[Badge]:
    """Make so many badges without a name for each table."""
    return [Badge(table=table) for table in tables for _badge in range(each)]
