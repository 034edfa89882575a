"""Proofs: a card as it will be printed, while somebody writes it, and what is wrong with it."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from toolkit.decks import check
from toolkit.decks.editing import edits, forms
from toolkit.decks.editing.forms import FormRefused
from toolkit.decks.models import Card, Deck
from toolkit.language import gettext as _
from toolkit.printing.decks import verdict
from toolkit.printing.faces import faces
from toolkit.printing.faces.frames import Frame
from toolkit.printing.order import sizes
from toolkit.printing.render.pango import PangoMissing
from toolkit.printing.render.pool import RenderRefused, RenderStopped

ROOM = {"text": check.WORDS_ON_FRONT, "back": check.WORDS_ON_BACK}  # words on a poker card


@dataclass(frozen=True)
class Look:
    """Which side of a card is looked at: in a language, as an audience reads it, on a card of some size."""

    language: str
    variant: str
    size: str


def look(deck: Deck, form: Mapping[str, str], language: str) -> Look:
    """Return what is looked at; what the deck does not have gives way to what it has."""
    spoken = form.get("look.language", language)
    audience = form.get("look.variant", "")
    size = form.get("look.size", "poker")
    return Look(
        spoken if spoken in deck.languages else deck.languages[0],
        audience if audience in {one.code for one in deck.variants} else "",
        size if size in sizes.cards() else "poker",
    )


def drafted(deck: Deck, form: Mapping[str, str], card: Card) -> tuple[Card, dict[str, str]]:
    """Return the card as it is being written, and what cannot be kept of it, by field."""
    allowed = [*forms.PLAIN, *forms.names(deck)]
    try:
        return _placed(deck, forms.read(Card, form, card, allowed)), {}
    except FormRefused as refused:
        sound = [name for name in allowed if name not in refused.errors and name.split(".")[0] not in refused.errors]
        try:
            return _placed(deck, forms.read(Card, form, card, sound)), refused.errors
        except FormRefused:
            return card, refused.errors


def counts(deck: Deck, card: Card, size: str) -> dict[str, dict[str, Any]]:
    """Count the words of the long texts, by the name of their field: so many of so many on a card of that size."""
    result, times = {}, Frame(sizes.card(size)).room
    for language in deck.languages:
        for audience in ("", *(one.code for one in deck.variants)):
            face = deck.face(card, language, audience or None) if language in card.texts else None
            for field, most in ROOM.items():
                where = f"variants.{audience}.{language}.{field}" if audience else f"texts.{language}.{field}"
                words = len(getattr(face, field).split()) if face else 0
                room = int(most * times)
                result[where] = {"words": words, "room": room, "over": max(0, words - room), "size": size}
    return result


def problems(deck: Deck, card: Card, size: str) -> list[str]:
    """Say what is wrong with the card alone, on a card of that size."""
    themes = [other for other in deck.cards if other.code == card.theme and other.code != card.code]
    alone = deck.model_copy(update={"cards": (card, *themes), "glossary": ()})
    everything = check.problems(alone, room=Frame(sizes.card(size)).room)
    return [one.sentence for one in everything if one.where.split(" ")[0] == card.code]


def fit(deck: Deck, card: Card, at: Look) -> tuple[str, list[str]]:
    """Have the print engine set the card, and say whether it fits: a tone, and sentences."""
    alone = deck.model_copy(update={"cards": (card,)})
    try:
        look = faces.Look(at.language, at.variant or None, frame=Frame(sizes.card(at.size)))
        wrong = [problem.sentence for check in verdict(alone, look) for problem in check.problems if problem.sized]
    except PangoMissing as missing:
        sentence = _(
            "To measure cards, one more library is needed on this computer: %(command)s", command=missing.command
        )
        return "info", [sentence]
    except (RenderRefused, RenderStopped) as refusal:
        return "warn", [str(refusal)]
    if wrong:
        return "danger", wrong
    return "ok", [_("Everything fits.")]


def _placed(deck: Deck, card: Card) -> Card:
    """Return the card if its kind is one of the deck's."""
    try:
        deck.kind(card.kind)
    except KeyError as error:
        raise FormRefused({"kind": _("This deck has no kind called %(kind)s.", kind=card.kind)}) from error
    return card


def blank(deck: Deck, kind: str) -> Card:
    """Return a card of which nothing has been said yet, behind those of its kind."""
    known = [one.code for one in deck.kinds]
    code = kind if kind in known else known[0]
    fields = {"code": edits.next_code(deck, code), "kind": code, "order": edits.last_order(deck, code)}
    return Card.model_validate({**fields, "texts": {deck.languages[0]: {}}})
