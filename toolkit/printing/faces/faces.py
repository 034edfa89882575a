"""The faces of cards as HTML, each ready to be laid out alone."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from functools import partial
from typing import Any

from markupsafe import Markup

from toolkit.decks import images
from toolkit.decks.models import Card, CardKind, Deck
from toolkit.language import gettext as _
from toolkit.language import use
from toolkit.printing.faces.frames import POKER, Frame
from toolkit.printing.order.orders import Finish
from toolkit.printing.order.versions import mark
from toolkit.printing.render import assets
from toolkit.printing.render.pool import RenderRefused
from toolkit.printing.render.store import digest
from toolkit.templating import environment

_BLACK = "#000000"


@dataclass(frozen=True)
class Face:
    """One side of one card, ready to be laid out; its `name` is the digest of all that it says.

    The faces of a `kind`, fronts and backs apart, are set in one size of type.

    Its HTML is made when it is asked for: of a face that was drawn before, nobody asks.
    """

    card: str
    side: str
    name: str
    kind: str
    make: Callable[[], str] = field(compare=False, repr=False)

    @property
    def html(self) -> str:
        """Draw the face with the templates that the phone has too."""
        return self.make()


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
    """List the front of every card, then the back of every card."""
    bare = deck.model_copy(update={"cards": ()})
    sources = [bare.model_dump_json(), repr(look)]
    pictures = [images.digest(deck, card) for card in cards]
    digests = [digest(*sources, card.model_dump_json(), seen) for card, seen in zip(cards, pictures, strict=True)]
    return [
        Face(card.code, side, digest(name, side), card.kind, partial(_html, bare, card, look, side, seen))
        for side in ("front", "back")
        for card, name, seen in zip(cards, digests, pictures, strict=True)
    ]


def _html(deck: Deck, card: Card, look: Look, side: str, seen: str) -> str:
    """Draw one side of a card of a deck, which it knows without its other cards.

    Raises RenderRefused when its picture is no longer the one that was `seen`: the face would be kept as if it were.
    """
    image = assets.for_paper(images.inline(deck, card), look.finish)
    if images.digest(deck, card) != seen:
        raise RenderRefused(_("%(card)s: its picture has changed meanwhile. Please print again.", card=card.code))
    other = None if look.frame.split else look.second
    language = other or look.language if side == "back" else look.language
    context = _context(deck, card, look, language)
    context |= {"image": image, "finish": look.finish, "frame": look.frame, "mark": mark(deck, card, look), "qr": None}
    if look.frame.split:
        halves = [(spoken, _words(deck, card, look, spoken, side)) for spoken in (language, look.second or language)]
        return _render("printing/_split.html", language, context | {"side": side, "halves": halves})
    shown = {"side": "front" if other else side, "attribution": bool(other) and side == "back"}
    return _render("printing/_page.html", language, context | shown)


def _words(deck: Deck, card: Card, look: Look, language: str, side: str) -> Markup:
    """Draw what one side says in one of two languages."""
    context = _context(deck, card, look, language)
    return Markup(_render(f"decks/_{side}_words.html", language, context))  # noqa: S704  our template, which escapes


def _context(deck: Deck, card: Card, look: Look, language: str) -> dict[str, Any]:
    """Return what any template of a face needs: the card in one language."""
    kind = deck.kind(card.kind)
    if look.finish == "black":
        kind = kind.model_copy(update={"colour": _BLACK})
    face = deck.face(card, language, look.variant)
    return {"deck": deck, "card": card, "face": face, "kind": kind, "language": language}


def _render(name: str, language: str, context: dict[str, Any]) -> str:
    template = environment().get_template(name)
    with use(language):
        return template.render(context)


def dividers(deck: Deck, tables: Sequence[int], look: Look, pile: Sequence[Card]) -> list[Face]:
    """List both sides of the card that lies on the pile of each table."""
    kinds = [(kind, [card.code for card in pile if card.kind == kind.code]) for kind in deck.kinds]
    sources = [repr(look), repr(deck.title), *(f"{kind.model_dump_json()} {codes}" for kind, codes in kinds)]
    return [
        Face(f"{table}", side, digest(*sources, f"{table}"), "", partial(_divider, deck, table, look, kinds))
        for side in ("front", "back")
        for table in tables
    ]


def _divider(deck: Deck, table: int, look: Look, kinds: list[tuple[CardKind, list[str]]]) -> str:
    context = {"deck": deck, "table": table, "kinds": kinds, "look": look, "frame": look.frame}
    return _render("printing/_divider.html", look.language, context)
