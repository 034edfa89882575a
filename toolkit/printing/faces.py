"""The faces of cards as HTML: one page per face, in groups that are rendered together and kept."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

from toolkit.decks import images
from toolkit.decks.models import Card, Deck
from toolkit.language import use
from toolkit.printing.fit import Overflow
from toolkit.printing.frames import POKER, Frame
from toolkit.printing.marks import mark
from toolkit.printing.orders import Finish
from toolkit.printing.pool import pool
from toolkit.templating import environment
from toolkit.workshops.models import Table

GROUP = 30
_MARK = "[faces]"
_SECONDS_EACH = 0.4
_GROUPS_KEPT = 64
_BLACK = "#000000"


@dataclass(frozen=True)
class Face:
    """One side of one card, ready to be laid out."""

    card: str
    side: str
    html: str


@dataclass(frozen=True)
class Rendered:
    """A face laid out: page `page` of the PDF `part`, with the place of its QR code in mm, if it has one.

    `step` says how far its type had to be made smaller: an index of `fit.STEPS`.
    """

    part: bytes
    page: int
    qr: tuple[float, float, float, float] | None
    overflows: tuple[Overflow, ...]
    step: int = 0


@dataclass(frozen=True)
class Look:
    """How faces are drawn: the size of the card, the finish, the audience, and the languages.

    With a `second` language the back says in it what the front says in the first.
    """

    language: str
    variant: str | None = None
    second: str | None = None
    finish: Finish = "colour"
    frame: Frame = POKER


def faces(deck: Deck, cards: Sequence[Card], look: Look) -> list[Face]:
    """Draw the front of every card, then the back of every card."""
    return [_face(deck, card, look, side) for side in ("front", "back") for card in cards]


def _face(deck: Deck, card: Card, look: Look, side: str) -> Face:
    language = look.second or look.language if side == "back" else look.language
    kind = deck.kind(card.kind)
    if look.finish == "black":
        kind = kind.model_copy(update={"colour": _BLACK})
    template = environment().get_template("printing/_page.html")
    with use(language):
        html = template.render(
            deck=deck,
            card=card,
            face=deck.face(card, language, look.variant),
            kind=kind,
            language=language,
            side="front" if look.second else side,
            attribution=bool(look.second) and side == "back",
            finish=look.finish,
            frame=look.frame,
            image=images.inline(deck, card),
            mark=mark(deck, card, look),
            qr=None,
        )
    return Face(card.code, side, html)


def dividers(deck: Deck, tables: Sequence[Table], look: Look, pile: Sequence[Card]) -> list[Face]:
    """Draw both sides of the card that lies on the pile of each table."""
    template = environment().get_template("printing/_divider.html")
    kinds = [(kind, [card.code for card in pile if card.kind == kind.code]) for kind in deck.kinds]
    with use(look.language):
        drawn = [template.render(deck=deck, table=table, kinds=kinds, look=look, frame=look.frame) for table in tables]
    return [
        Face(f"{table.number}", side, html)
        for side in ("front", "back")
        for table, html in zip(tables, drawn, strict=True)
    ]


def render(title: str, language: str, wanted: Sequence[Face], frame: Frame) -> list[Rendered]:
    """Lay out the faces, several groups at a time; a group that was laid out before is not laid out again."""
    shell = environment().get_template("printing/cards.html")
    drawn = shell.render(title=title, language=language, faces=_MARK)
    head, _, tail = drawn.rpartition(_MARK)
    groups = [tuple(wanted[start : start + GROUP]) for start in range(0, len(wanted), GROUP)]
    return [face for part in pool().map(lambda group: _group(head, tail, group, frame), groups) for face in part]


@lru_cache(maxsize=_GROUPS_KEPT)
def _group(head: str, tail: str, group: tuple[Face, ...], frame: Frame) -> tuple[Rendered, ...]:
    job = {"shell": [head, tail], "card": frame.card, "faces": [face.html for face in group]}
    said, part = pool().run(job, seconds=30 + _SECONDS_EACH * len(group))
    return tuple(
        Rendered(
            part,
            number,
            tuple(note["places"]["qr"]) if "qr" in note["places"] else None,
            tuple(Overflow(face.card, face.side, *over) for over in note["over"].items()),
            note["fit"],
        )
        for number, (face, note) in enumerate(zip(group, said["notes"], strict=True))
    )
