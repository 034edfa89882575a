"""Does every text fit its box? A renderer lets it run over without a word, so the boxes are walked.

A box to check is an element with a `data-box` attribute, whose height the print stylesheet fixes.
"""

from collections.abc import Collection, Iterator
from dataclasses import asdict, dataclass, replace
from typing import Any

from toolkit.language import decimal
from toolkit.language import gettext as _

STEPS = (1.0, 0.94, 0.91, 0.88)  # as static/css/printing/cards.css makes them; a test compares
_SMALL = {"licence": 2, "name": 3}  # boxes of small print, and the shortest of their forms
_MM = 25.4 / 96
_BODY = 3.62  # what card.css gives the text of a card, in units of a Frame
_SLACK = 0.1


@dataclass(frozen=True)
class Overflow:
    """A text that is too long for its box even at the smallest size, by `excess` millimetres."""

    card: str
    face: str
    box: str
    excess: float

    @property
    def words(self) -> dict[str, str]:
        """The side and the millimetres, in words."""
        face = _("front") if self.face == "front" else _("back")
        return {"face": face, "excess": decimal(round(self.excess, 1))}


@dataclass(frozen=True)
class Setting:
    """How a face is set: the step of its type, and which form of each small print, 0 being the longest."""

    fit: int = 0
    licence: int = 0
    name: int = 0
    credit: int = 0

    def __str__(self) -> str:
        return " ".join(f'data-{name}="{value}"' for name, value in asdict(self).items())

    def tighter(self, over: Collection[str]) -> "Setting | None":
        """Return the next setting for a face where these boxes run over; none when there is nothing left to try.

        Small print gives way without the text: a deck with many authors is as easily read as one with few.
        """
        forms = asdict(self)
        changes = {name: forms[name] + 1 for name, last in _SMALL.items() if name in over and forms[name] < last}
        if set(over) - _SMALL.keys():
            if self.fit + 1 < len(STEPS):
                changes["fit"] = self.fit + 1
            elif not self.credit:
                changes["credit"] = 1
        return replace(self, **changes) if changes else None


def excesses(page: Any) -> dict[str, float]:
    """Measure in millimetres by how much the text of each `data-box` runs over it, below or sideways."""
    over = {name: _beyond(box) * _MM for name, box in _named(page, "data-box")}
    return {name: round(excess, 2) for name, excess in over.items() if excess > _SLACK}


def places(page: Any) -> dict[str, list[float]]:
    """Measure left, top, width and height in millimetres of each element with a `data-place`."""
    return {
        name: [length * _MM for length in (box.content_box_x(), box.content_box_y(), box.width, box.height)]
        for name, box in _named(page, "data-place")
    }


def picture(page: Any) -> list[Any] | None:
    """Measure the picture of a card, if there is one: its frame in millimetres, and the picture itself in pixels."""
    shown = (box for box in _boxes(page) if (getattr(box, "element", None) is not None) and box.element_tag == "img")
    box = next((box for box in shown if hasattr(box, "replacement")), None)
    if box is None:
        return None
    return [[box.width * _MM, box.height * _MM], [box.replacement.width, box.replacement.height]]


def points(step: int, unit: float = 1) -> float:
    """Return the size in points of the text of a card set at a step, on a card whose unit is so many mm."""
    return round(_BODY * STEPS[step] * unit * 72 / 25.4, 1)


def _named(page: Any, attribute: str) -> Iterator[tuple[str, Any]]:
    """List the outermost box of every element that has the attribute; its lines name the same element."""
    seen = set()
    for box in _boxes(page):
        element = getattr(box, "element", None)
        if element is not None and element not in seen and element.get(attribute) is not None:
            seen.add(element)
            yield element.get(attribute), box


def _beyond(frame: Any) -> float:
    """How far the lines in `frame` go past its lower edge, or their words past its right, in CSS pixels."""
    bottom = frame.content_box_y() + frame.height
    right = frame.content_box_x() + frame.width
    inside = list(_boxes(frame))
    below = (box.position_y + box.height - bottom for box in inside if type(box).__name__ == "LineBox")
    aside = (box.position_x + box.width - right for box in inside if hasattr(box, "text"))
    return float(max((0, *below, *aside)))


def _boxes(box: Any) -> Iterator[Any]:
    yield box
    for child in getattr(box, "children", ()):
        yield from _boxes(child)
