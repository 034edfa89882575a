"""Placing: where the boxes of a graph lie and how their links run, so that few of them cross; a library does it."""

from collections.abc import Mapping, Sequence
from importlib import import_module
from typing import Any

from toolkit.activities.kinds.ecosystem.sizes import APART, BETWEEN, MARGIN, WIDTH

PASSES = 6  # by which links cross less often

Point = tuple[float, float]
Pair = tuple[str, str]


class _View:
    """What the library places: a box lying on its side, for its layers go down and ours to the right."""

    def __init__(self, height: int) -> None:
        self.w, self.h = height, WIDTH
        self.xy = (0.0, 0.0)

    @property
    def middle(self) -> Point:
        """Where the box lies in our drawing."""
        return self.xy[1], self.xy[0]


class _Way:
    """How the library leads a link."""

    points: Sequence[Point] = ()

    def setpath(self, points: Sequence[Point]) -> None:
        """Keep the way as it runs in our drawing."""
        self.points = [(y, x) for x, y in points]


def place(heights: Mapping[str, int], pairs: Sequence[Pair]) -> tuple[dict[str, Point], dict[Pair, list[Point]]]:
    """Return the middle of each box, and the way of each link; what hangs together lies together, largest first."""
    places: dict[str, Point] = {}
    ways: dict[Pair, list[Point]] = {}
    top = float(MARGIN)
    for part in sorted(_parts(heights, pairs), key=lambda one: -int(one.order())):
        _lay_out(part)
        views: dict[str, _View] = {vertex.data: vertex.view for vertex in part.sV}
        right = MARGIN + WIDTH / 2 - min(view.middle[0] for view in views.values())
        down = top - min(view.middle[1] - view.w / 2 for view in views.values())
        places |= {name: (view.middle[0] + right, view.middle[1] + down) for name, view in views.items()}
        for edge in part.sE:
            ways[edge.v[0].data, edge.v[1].data] = [(x + right, y + down) for x, y in edge.view.points]
        top = APART + max(places[name][1] + view.w / 2 for name, view in views.items())
    return places, {pair: _ends(way, *(places[name] for name in pair)) for pair, way in ways.items()}


def _parts(heights: Mapping[str, int], pairs: Sequence[Pair]) -> Sequence[Any]:
    """Return what hangs together, each as a graph of the library; it is loaded for the first map only."""
    graphs = import_module("grandalf.graphs")
    vertices = {name: graphs.Vertex(name) for name in heights}
    for name, vertex in vertices.items():
        vertex.view = _View(heights[name])
    edges = [graphs.Edge(vertices[who], vertices[whom]) for who, whom in dict.fromkeys(pairs)]
    for edge in edges:
        edge.view = _Way()
    parts: Sequence[Any] = graphs.Graph(list(vertices.values()), edges).C
    return parts


def _lay_out(part: Any) -> None:
    layout = import_module("grandalf.layouts").SugiyamaLayout(part)
    layout.xspace, layout.yspace = APART, BETWEEN
    layout.init_all(optimize=True)
    layout.draw(PASSES)
    layout.draw_edges()


def _ends(way: Sequence[Point], start: Point, end: Point) -> list[Point]:
    """Return a way from the side of one box to the side of another; the library turns some around, and we back."""
    inner = sorted(way[1:-1], reverse=start[0] > end[0])
    side = WIDTH / 2 if end[0] > start[0] else -WIDTH / 2 if end[0] < start[0] else 0
    return [(start[0] + side, start[1]), *inner, (end[0] - side, end[1])]
