"""The wall, as the facilitator leads it: one table in focus or all, its pages, the join layer, the size of the text."""

from collections.abc import Mapping

from toolkit.workshops.models import Workshop

ZOOMS = (100, 115, 130)  # per cent


def lead(workshop: Workshop, wish: Mapping[str, str]) -> None:
    """Show on the wall what a form asks for: a `table`, a `turn` to the next or the previous, `join`, a `zoom`.

    A `leaf` turns the page of whatever takes more than one, and `turning` says whether pages turn by themselves.
    """
    numbers = [table.number for table in workshop.tables]
    if "table" in wish:
        workshop.focus = next((number for number in numbers if str(number) == wish["table"]), None)
    if "turn" in wish and numbers:
        workshop.focus = _beside(workshop.focus, numbers, -1 if wish["turn"] == "previous" else 1)
    if "leaf" in wish:
        workshop.leaf += -1 if wish["leaf"] == "previous" else 1
    if "turning" in wish:
        workshop.turning = wish["turning"] == "yes"
    if "join" in wish:
        workshop.join_layer = wish["join"] == "yes"
    workshop.zoom = next((zoom for zoom in ZOOMS if str(zoom) == wish.get("zoom")), workshop.zoom)


def _beside(focus: int | None, numbers: list[int], step: int) -> int:
    """Return the number of the table after, or before, the one in focus; the first, or the last, of all."""
    start = numbers.index(focus) if focus in numbers else min(-step, 0)
    return numbers[(start + step) % len(numbers)]


def give_back(workshop: Workshop) -> None:
    """Show every table on the wall again, and no join layer."""
    workshop.focus, workshop.spotlight, workshop.join_layer = None, None, False
