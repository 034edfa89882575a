"""Verdicts on a deck that is not printed yet: what it says wrong, and what its cards would not show."""

from collections.abc import Iterator
from dataclasses import replace

from toolkit.decks import check, images
from toolkit.decks.check import Problem
from toolkit.decks.folder.bundles import Bundle
from toolkit.decks.models import Deck
from toolkit.language import gettext as _
from toolkit.printing.decks import verdict
from toolkit.printing.faces.faces import Look
from toolkit.printing.faces.frames import Frame
from toolkit.printing.order import sizes
from toolkit.printing.render.pango import PangoMissing


def judge_bundle(bundle: Bundle, card: str = "poker") -> Bundle:
    """Return a bundle with all that is wrong with its deck on cards of a size, as a print of it would be told.

    Where the print engine is there, its measure takes the place of counted words. Raises NoSuchSize or RenderStopped.
    """
    try:
        with images.lent(bundle.deck, bundle.images) as deck:
            problems = problems_on_cards(deck, card)
    except PangoMissing:
        note = _("Words were only counted: they are measured once PDF works here (musette doctor says how).")
        return replace(bundle, notes=[*bundle.notes, note])
    others = [problem for problem in bundle.problems if not problem.counted]
    return replace(bundle, problems=[*others, *problems])


def blocking_problems(deck: Deck) -> list[Problem]:
    """List all that is wrong with a deck of this machine and keeps its cards, of the usual size, from being printed.

    Raises PangoMissing, RenderRefused or RenderStopped.
    """
    problems = check.problems(deck, images.known(deck))
    return [problem for problem in (*problems, *problems_on_cards(deck)) if problem.blocks]


def problems_on_cards(deck: Deck, card: str = "poker") -> list[Problem]:
    """List what a card of this size would not show of a deck, in every language and for every audience.

    Raises NoSuchSize, PangoMissing or RenderStopped.
    """
    frame = Frame(sizes.card(card))
    every = (
        problem
        for language, variant, part in _wordings(deck)
        for one in verdict(part, Look(language, variant, frame=frame))
        for problem in one.problems
    )
    return list(dict.fromkeys(problem for problem in every if problem.sized))


def _wordings(deck: Deck) -> Iterator[tuple[str, str | None, Deck]]:
    """List what is read: all cards in each language, and for each audience those that it reads otherwise."""
    for language in deck.languages:
        yield language, None, deck
        for variant in (one.code for one in deck.variants):
            cards = tuple(card for card in deck.cards if variant in card.variants)
            if cards:
                yield language, variant, deck.model_copy(update={"cards": cards})
