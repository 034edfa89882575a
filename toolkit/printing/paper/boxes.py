"""A box to cut out and fold, as deep as the pile of cards that goes into it."""

from dataclasses import dataclass

from toolkit.decks.models import Deck
from toolkit.language import gettext as _
from toolkit.language import pick, use
from toolkit.printing.documents import print_document
from toolkit.printing.order import sizes
from toolkit.printing.render.pool import RenderRefused
from toolkit.printing.sheet.sheets import Size
from toolkit.templating import environment

THICKNESS = 0.32  # mm of a card of 300 g/m²
_SPARE, _EDGE, _FLAP, _TUCK = 1.5, 8, 11, 14
Line = tuple[float, float, float, float]


class BoxTooLarge(RenderRefused):
    """A pile of cards for which no box can be cut out of one sheet of A4."""


@dataclass(frozen=True)
class Panel:
    """One side of the box: its place on the sheet in mm, from the left and from the top."""

    x: float
    y: float
    width: float
    height: float


@dataclass(frozen=True)
class Box:
    """A box for so many cards of one size, laid flat: a flap to glue, back, side, front, side, with lids and ears."""

    card: Size
    cards: int

    @property
    def depth(self) -> float:
        """How deep it is, in mm."""
        return round(self.cards * THICKNESS + _SPARE, 1)

    @property
    def panels(self) -> dict[str, Panel]:
        """The four sides around the cards, by name."""
        wide, high, deep = self.card[0] + _SPARE, self.card[1] + _SPARE, self.depth
        placed: dict[str, Panel] = {}
        x, top = float(_EDGE + _FLAP), _EDGE + _TUCK + deep
        for name, width in (("back", wide), ("left", deep), ("front", wide), ("right", deep)):
            placed[name] = Panel(x, top, width, high)
            x += width
        return placed

    @property
    def size(self) -> Size:
        """The paper that it takes, with its margins."""
        last = self.panels["right"]
        return last.x + last.width + _EDGE, last.y + last.height + self.depth + _TUCK + _EDGE

    @property
    def outlines(self) -> list[str]:
        """What is cut, as paths: the flaps are narrower at their ends, so that they slip in."""
        panels, deep = self.panels, self.depth
        back, front = panels["back"], panels["front"]
        top, low, slip = back.y, back.y + back.height, 2.5
        glue = f"M{back.x} {top}l{-_FLAP} {slip}V{low - slip}L{back.x} {low}"
        ears = [
            f"M{one.x} {edge}l{slip} {way * deep * 0.8:g}h{one.width - 2 * slip:g}L{one.x + one.width} {edge}"
            for one in (panels["left"], panels["right"])
            for edge, way in ((top, -1), (low, 1))
        ]
        lids = [
            f"M{back.x} {edge}v{way * deep:g}l{slip} {way * _TUCK}h{back.width - 2 * slip:g}"
            f"l{slip} {-way * _TUCK}v{-way * deep:g}"
            for edge, way in ((top, -1), (low, 1))
        ]
        thumb = f"M{front.x} {top}h{front.width / 2 - 9:g}a9 9 0 0 0 18 0H{front.x + front.width:g}"
        return [glue, *ears, *lids, thumb, f"M{front.x} {low}h{front.width:g}", self._right_edge()]

    @property
    def folds(self) -> list[Line]:
        """Where it is folded."""
        panels, deep = self.panels, self.depth
        top, low = panels["back"].y, panels["back"].y + panels["back"].height
        upright = [(one.x, top, one.x, low) for one in panels.values()]
        flat = [(one.x, y, one.x + one.width, y) for name, one in panels.items() if name != "front" for y in (top, low)]
        back = panels["back"]
        lids = [(back.x, y, back.x + back.width, y) for y in (top - deep, low + deep)]
        return [*upright, *flat, *lids]

    def _right_edge(self) -> str:
        last = self.panels["right"]
        return f"M{last.x + last.width:g} {last.y}v{last.height}"


def print_box(deck: Deck, language: str, card: str = "poker") -> bytes:
    """Return the sheet of A4 that a box for the whole deck is cut out of; raises BoxTooLarge or NoSuchSize."""
    box = Box(sizes.card(card), sum(one.quantity for one in deck.cards))
    paper = sizes.paper("a4")
    if any(length > there for length, there in zip(box.size, paper, strict=True)):
        raise BoxTooLarge(_("A box for %(cards)s cards of this size does not fit a sheet of A4.", cards=box.cards))
    portraits = [(one.portrait, deck.kind(one.kind).colour) for one in deck.cards if one.portrait]
    with use(language):
        title = _("Box: %(deck)s", deck=pick(deck.title))
        template = environment().get_template("printing/box.html")
        page = template.render(deck=deck, box=box, paper=paper, portraits=portraits, title=title, language=language)
        return print_document(
            page.replace("</head>", f"<style>{_places(deck, box)}</style></head>"), title=title, language=language
        )


def _places(deck: Deck, box: Box) -> str:
    """Write where each side is, and in which colour each kind."""
    sides = (
        f".{name} {{ left: {one.x:g}mm; top: {one.y:g}mm; width: {one.width:g}mm; height: {one.height:g}mm }}"
        for name, one in box.panels.items()
    )
    return " ".join((*sides, *(f".kind-{kind.code} {{ border-color: {kind.colour} }}" for kind in deck.kinds)))
