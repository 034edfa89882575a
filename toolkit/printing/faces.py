"""The faces of cards as HTML, each ready to be laid out alone."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from markupsafe import Markup

from toolkit.decks import images
from toolkit.decks.models import Card, Deck
from toolkit.language import use
from toolkit.printing import assets
from toolkit.printing.frames import POKER, Frame
from toolkit.printing.marks import mark
from toolkit.printing.orders import Finish
from toolkit.printing.store import digest
from toolkit.templating import environment
from toolkit.workshops.models import Table

_ROOM = 6000
_BLACK = "#000000"
_drawn: dict[tuple[object, ...], str] = {}


@dataclass(frozen=True)
class Face:
    """One side of one card, ready to be laid out."""

    card: str
    side: str
    html: str


@dataclass(frozen=True)
class Look:
    """How faces are drawn: the size of the card, the finish, the audience, and the languages.

    With a `second` language the back says in it what the front says in the first; in a frame that is split, each side
    says in it below what it says in the first above.
    """

    language: str
    variant: str | None = None
    second: str | None = None
    finish: Finish = "colour"
    frame: Frame = POKER


def faces(deck: Deck, cards: Sequence[Card], look: Look) -> list[Face]:
    """Draw the front of every card, then the back of every card.

    What is drawn is kept under what it says, so that a deck of which one card was edited is not drawn anew.
    """
    bare = deck.model_copy(update={"cards": ()})
    told = bare.model_dump_json()
    pictures = [assets.for_paper(images.inline(deck, card), look.finish) for card in cards]
    return [
        _face(bare, card, image, look, side, told)
        for side in ("front", "back")
        for card, image in zip(cards, pictures, strict=True)
    ]


def _face(deck: Deck, card: Card, image: str, look: Look, side: str, told: str) -> Face:
    """Draw one side, unless it was drawn before; when there is no more room, all that was drawn is thrown away."""
    key = told, card.model_dump_json(), digest(image), look, side
    html = _drawn.get(key)
    if html is None:
        if len(_drawn) >= _ROOM:
            _drawn.clear()
        html = _drawn[key] = _html(deck, card, image, look, side)
    return Face(card.code, side, html)


def forget() -> None:
    """Throw away all that was drawn, as a new start would."""
    _drawn.clear()


def _html(deck: Deck, card: Card, image: str, look: Look, side: str) -> str:
    """Draw one side of a card of a deck, which it knows without its other cards."""
    other = None if look.frame.split else look.second
    language = other or look.language if side == "back" else look.language
    said = _said(deck, card, look, language)
    said |= {"image": image, "finish": look.finish, "frame": look.frame, "mark": mark(deck, card, look), "qr": None}
    if look.frame.split:
        halves = [(spoken, _words(deck, card, look, spoken, side)) for spoken in (language, look.second or language)]
        return _render("printing/_split.html", language, said | {"side": side, "halves": halves})
    shown = {"side": "front" if other else side, "attribution": bool(other) and side == "back"}
    return _render("printing/_page.html", language, said | shown)


def _words(deck: Deck, card: Card, look: Look, language: str, side: str) -> Markup:
    """Draw what one side says in one of two languages."""
    said = _said(deck, card, look, language)
    return Markup(_render(f"decks/_{side}_words.html", language, said))  # noqa: S704  our template, which escapes


def _said(deck: Deck, card: Card, look: Look, language: str) -> dict[str, Any]:
    """Return what any template of a face needs: the card in one language."""
    kind = deck.kind(card.kind)
    if look.finish == "black":
        kind = kind.model_copy(update={"colour": _BLACK})
    face = deck.face(card, language, look.variant)
    return {"deck": deck, "card": card, "face": face, "kind": kind, "language": language}


def _render(name: str, language: str, said: dict[str, Any]) -> str:
    template = environment().get_template(name)
    with use(language):
        return template.render(said)


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
