"""The graph of an ecosystem: who is in it, who is linked to whom and how, and where each is drawn."""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from math import atan2, cos, sin
from textwrap import wrap

from toolkit.activities.kinds.ecosystem.placing import Point, place
from toolkit.activities.kinds.ecosystem.sizes import EDGE, HEAD, LETTERS, LINE, LINES, MARGIN, READABLE, WIDTH, WORDS
from toolkit.text import folded

MOST = 60  # actors that are drawn: the list has all

Link = tuple[str, str, str]  # who, what, to whom
Pair = tuple[str | None, str, str | None]  # the same, of those that are drawn


@dataclass(frozen=True)
class Box:
    """One actor as it is drawn: its lines of text around a middle."""

    name: str
    x: float
    y: float
    height: int
    lines: Sequence[tuple[float, str]]


@dataclass(frozen=True)
class Arrow:
    """One link as it is drawn: its path and the head at its end, and its words in their place."""

    path: str
    head: str
    x: float
    y: float
    words: str


@dataclass(frozen=True)
class Map:
    """A drawing of all of it; `left_out` are the actors for which it has no room."""

    width: int
    height: int
    boxes: Sequence[Box]
    arrows: Sequence[Arrow]
    left_out: int

    @property
    def pixels(self) -> int:
        """How wide it is on a page, where nothing may be too small to be read."""
        return round(self.width * READABLE)


def actors(links: Iterable[Link]) -> list[str]:
    """List who is named, each once whatever its capitals, in the order in which they came."""
    known: dict[str, str] = {}
    for who, _what, whom in links:
        for name in filter(None, (who, whom)):
            known.setdefault(folded(name), name)
    return list(known.values())


@lru_cache(maxsize=50)
def draw(links: tuple[Link, ...]) -> Map:
    """Place the actors and their links; who is linked to nobody stands there too."""
    names = actors(links)
    shown = {folded(name): name for name in names[:MOST]}
    heights = {name: EDGE + LINE * len(_lines(name)) for name in shown.values()}
    known = [(shown.get(folded(who)), what, shown.get(folded(whom))) for who, what, whom in links]
    pairs = list(dict.fromkeys((who, what, whom) for who, what, whom in known if who and whom and who != whom))
    places, ways = place(heights, [(who, whom) for who, _what, whom in pairs if who and whom])
    boxes = [_box(name, places[name], heights[name]) for name in shown.values()]
    arrows = [_arrow(ways[who, whom], what, level) for (who, what, whom), level in _levels(pairs) if who and whom]
    return Map(
        width=int(max((box.x for box in boxes), default=0) + WIDTH / 2 + MARGIN),
        height=int(max((box.y + box.height / 2 for box in boxes), default=0) + MARGIN),
        boxes=boxes,
        arrows=arrows,
        left_out=len(names) - len(shown),
    )


def _lines(name: str) -> list[str]:
    lines = wrap(name, LETTERS, break_long_words=True) or [name]
    return [*lines[: LINES - 1], lines[LINES - 1] + "…"] if len(lines) > LINES else lines


def _box(name: str, middle: Point, height: int) -> Box:
    x, y = middle
    lines = _lines(name)
    first = y - LINE * (len(lines) - 1) / 2
    return Box(
        name, round(x, 1), round(y, 1), height, [(round(first + LINE * i, 1), one) for i, one in enumerate(lines)]
    )


def _levels(pairs: Iterable[Pair]) -> Iterator[tuple[Pair, int]]:
    """Say of each link how many before it join the same two: its words stand below theirs."""
    before: Counter[frozenset[str | None]] = Counter()
    for pair in pairs:
        both = frozenset((pair[0], pair[2]))
        yield pair, before[both]
        before[both] += 1


def _arrow(way: Sequence[Point], words: str, level: int) -> Arrow:
    path = "M" + " L".join(f"{x:.1f},{y:.1f}" for x, y in way)
    (x, y), (to_x, to_y) = way[len(way) // 2 - 1], way[len(way) // 2]
    return Arrow(path, _head(*way[-2:]), round((x + to_x) / 2, 1), round((y + to_y) / 2 + WORDS * level, 1), words)


def _head(before: Point, end: Point) -> str:
    """Return a triangle whose point is the end of a way."""
    angle = atan2(end[1] - before[1], end[0] - before[0])
    sides = [(end[0] - HEAD * cos(angle + turn), end[1] - HEAD * sin(angle + turn)) for turn in (0.4, -0.4)]
    return "M" + " L".join(f"{x:.1f},{y:.1f}" for x, y in (end, *sides)) + " Z"
