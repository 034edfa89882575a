"""The faces of cards as HTML: one page per face, in groups that are rendered together and kept."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

from toolkit.decks.models import Card, Deck
from toolkit.language import use
from toolkit.printing.fit import Overflow
from toolkit.printing.pool import pool
from toolkit.templating import environment

GROUP = 30
PAGE = (69.0, 400.0)
_MARK = "[faces]"
_SECONDS_EACH = 0.4
_GROUPS_KEPT = 64


@dataclass(frozen=True)
class Face:
    """One side of one card, ready to be laid out."""

    card: str
    side: str
    html: str


@dataclass(frozen=True)
class Rendered:
    """A face laid out: page `page` of the PDF `part`, with the place of its QR code in mm, if it has one."""

    part: bytes
    page: int
    qr: tuple[float, float, float, float] | None
    overflows: tuple[Overflow, ...]


def faces(deck: Deck, cards: Sequence[Card], language: str, variant: str | None) -> list[Face]:
    """Draw the front of every card, then the back of every card."""
    template = environment().get_template("printing/_page.html")
    with use(language):
        return [
            Face(
                card.code,
                side,
                template.render(
                    deck=deck,
                    card=card,
                    face=deck.face(card, language, variant),
                    kind=deck.kind(card.kind),
                    language=language,
                    side=side,
                    qr=None,
                ),
            )
            for side in ("front", "back")
            for card in cards
        ]


def render(title: str, language: str, wanted: Sequence[Face]) -> list[Rendered]:
    """Lay out the faces, several groups at a time; a group that was laid out before is not laid out again."""
    shell = environment().get_template("printing/cards.html")
    drawn = shell.render(title=title, language=language, faces=_MARK)
    head, _, tail = drawn.rpartition(_MARK)
    groups = [tuple(wanted[start : start + GROUP]) for start in range(0, len(wanted), GROUP)]
    return [face for part in pool().map(lambda group: _group(head, tail, group), groups) for face in part]


@lru_cache(maxsize=_GROUPS_KEPT)
def _group(head: str, tail: str, group: tuple[Face, ...]) -> tuple[Rendered, ...]:
    job = {"shell": [head, tail], "faces": [face.html for face in group]}
    said, part = pool().run(job, seconds=30 + _SECONDS_EACH * len(group))
    return tuple(
        Rendered(
            part,
            number,
            tuple(note["places"]["qr"]) if "qr" in note["places"] else None,
            tuple(Overflow(face.card, face.side, *over) for over in note["over"].items()),
        )
        for number, (face, note) in enumerate(zip(group, said["notes"], strict=True))
    )
