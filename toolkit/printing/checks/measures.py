"""What a card would not show, found by the print engine: texts too long for its size, characters that no font has."""

from collections.abc import Iterator

from toolkit.decks.check import Problem
from toolkit.decks.models import Deck
from toolkit.language import gettext as _
from toolkit.printing.decks import lacking, overflows
from toolkit.printing.faces.frames import Frame
from toolkit.printing.order import sizes


def too_long(deck: Deck, card: str = "poker") -> list[Problem]:
    """List what a card of this size would not show of a deck, in every language and for every audience.

    Raises NoSuchSize, PangoMissing or RenderStopped.
    """
    size = sizes.card(card)
    named = {"width": f"{size[0]:g}", "height": f"{size[1]:g}"}
    return [
        Problem(
            _where(over.card, language, variant),
            _("%(face)s, %(excess)s mm too long for a card of %(width)s × %(height)s mm", **over.words, **named),
        )
        for language, variant, part in _wordings(deck)
        for over in overflows(part, language, variant, Frame(size))
    ] + [
        Problem(_where(one.card, language, variant), one.why)
        for language, variant, part in _wordings(deck)
        for one in lacking(part, language, variant, Frame(size))
    ]


def _where(card: str, language: str, variant: str | None) -> str:
    return f"{card} [{variant + '.' if variant else ''}{language}]"


def _wordings(deck: Deck) -> Iterator[tuple[str, str | None, Deck]]:
    """List what is read: all cards in each language, and for each audience those that it reads otherwise."""
    for language in deck.languages:
        yield language, None, deck
        for variant in (one.code for one in deck.variants):
            cards = tuple(card for card in deck.cards if variant in card.variants)
            if cards:
                yield language, variant, deck.model_copy(update={"cards": cards})
