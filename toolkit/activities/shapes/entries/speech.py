"""Speech on a sheet: what is said aloud, passage by passage, and how long each takes."""

from collections.abc import Iterable
from dataclasses import dataclass

from toolkit.activities.kinds.sheet.forms import Field
from toolkit.activities.models import Entry

PACE = 2.5  # words a second, as the hint of the sheet says: two to three


@dataclass(frozen=True)
class Passage:
    """What a field has somebody say, and in how many seconds; no text is a silence."""

    field: Field
    text: str
    seconds: int


def passages(fields: Iterable[tuple[Field, Entry | None]]) -> list[Passage]:
    """List the passages of a sheet: what is said, in the seconds of the number below it, or else at PACE."""
    speeches: list[tuple[Field, str, int]] = []
    for field, entry in fields:
        text = entry.text if entry else ""
        if field.kind == "speech":
            speeches.append((field, text, 0))
        elif field.kind == "number" and speeches and not speeches[-1][2] and text.isascii() and text.isdecimal():
            speeches[-1] = (*speeches[-1][:2], int(text))
    return [Passage(field, text, seconds or _at_pace(text)) for field, text, seconds in speeches if text or seconds]


def _at_pace(text: str) -> int:
    return max(1, round(len(text.split()) / PACE))
