"""Texts too long for a size of card, measured by the print engine before anything is printed."""

from collections.abc import Iterator

from toolkit.decks.check import Problem
from toolkit.decks.models import Deck
from toolkit.language import gettext as _
from toolkit.printing import sizes
from toolkit.printing.decks import overflows
from toolkit.printing.frames import Frame


def too_long(deck: Deck, card: str = "poker") -> list[Problem]:
    """List the texts of a deck that do not fit a card of this size, in every language and for every audience.

    Raises NoSuchSize, PangoMissing or RenderStopped.
    """
    size = sizes.card(card)
    named = {"width": f"{size[0]:g}", "height": f"{size[1]:g}"}
    return [
        Problem(
            f"{over.card} [{variant + '.' if variant else ''}{language}]",
            _("%(face)s, %(excess)s mm too long for a card of %(width)s × %(height)s mm", **over.said, **named),
        )
        for language, variant, part in _wordings(deck)
        for over in overflows(part, language, variant, Frame(size))
    ]


def _wordings(deck: Deck) -> Iterator[tuple[str, str | None, Deck]]:
    """List what is read: all cards in each language, and for each audience those that it reads otherwise."""
    for language in deck.languages:
        yield language, None, deck
        for variant in (one.code for one in deck.variants):
            cards = tuple(card for card in deck.cards if variant in card.variants)
            if cards:
                yield language, variant, deck.model_copy(update={"cards": cards})
