"""Radars: values on axes around a centre, as points of a drawing. Pure arithmetic: templates know no sine."""

from collections.abc import Sequence
from dataclasses import dataclass
from math import cos, pi, sin

WIDE, HIGH = 320, 300
_MIDDLE = (WIDE / 2, HIGH / 2)
_RADIUS = 118
_OUTSIDE = 136  # where the number of an axis stands


@dataclass(frozen=True)
class Axis:
    """One axis: its number and name, its value if there is one, and where it ends and is called by its number."""

    number: int
    label: str
    value: float | None
    end: str
    place: tuple[float, float]


@dataclass(frozen=True)
class Radar:
    """Axes in a circle, the rings of the scale, and the outline of the values, broken where one is missing."""

    axes: Sequence[Axis]
    rings: Sequence[str]
    outline: str
    dots: Sequence[tuple[float, float]]
    whole: bool
    most: int


def radar(values: Sequence[tuple[str, float | None]], most: int) -> Radar:
    """Return the radar of named values from 0 to `most`."""
    turns = [2 * pi * place / max(len(values), 1) for place in range(len(values))]
    axes = [
        Axis(number, label, value, _text(_at(turn, _RADIUS)), _at(turn, _OUTSIDE))
        for number, ((label, value), turn) in enumerate(zip(values, turns, strict=True), 1)
    ]
    points = [
        _at(turn, _RADIUS * value / most)
        for (_label, value), turn in zip(values, turns, strict=True)
        if value is not None
    ]
    return Radar(
        axes=axes,
        rings=[" ".join(_text(_at(turn, _RADIUS * ring / most)) for turn in turns) for ring in range(1, most + 1)],
        outline=" ".join(map(_text, points)),
        dots=points,
        whole=len(points) == len(values),
        most=most,
    )


def _at(turn: float, far: float) -> tuple[float, float]:
    """Return a point at a distance from the centre, the first axis upwards and the others clockwise."""
    return round(_MIDDLE[0] + far * sin(turn), 1), round(_MIDDLE[1] - far * cos(turn), 1)


def _text(point: tuple[float, float]) -> str:
    return f"{point[0]},{point[1]}"
