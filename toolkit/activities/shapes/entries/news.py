"""What is new on a table's sheet for a phone that shows an earlier state of it."""

from collections.abc import Sequence
from itertools import count
from typing import Protocol

from toolkit.activities.kinds.sheet.forms import Field
from toolkit.activities.models import Entry

Line = tuple[int, Field, Entry | None]


class Versioned(Protocol):
    """A sheet with its versions."""

    @property
    def fields(self) -> Sequence[tuple[Field, Entry | None]]: ...  # noqa: D102 - with what stands there
    @property
    def versions(self) -> str: ...  # noqa: D102 - of the table, then of each field


def written_since(sheet: Versioned, known: str) -> list[Line] | None:
    """Return the fields written since a phone had the versions `known`, with the number of each frame, 0 for others.

    None when more has moved than fields: each version of a field is one version of its table, and nothing is left over.
    """
    before, now = _numbers(known), _numbers(sheet.versions)
    moved = [new - old for old, new in zip(before, now, strict=False)]
    if len(before) != len(now) or min(moved) < 0 or moved[0] != sum(moved[1:]):
        return None
    frames = count(1)
    lines = [(next(frames) if field.kind == "frame" else 0, field, entry) for field, entry in sheet.fields]
    return [line for line, steps in zip(lines, moved[1:], strict=True) if steps]


def _numbers(versions: str) -> list[int]:
    return [int(number) for number in versions.split(".") if number.isdecimal()]
