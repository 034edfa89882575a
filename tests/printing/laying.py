"""Cards laid out without being printed: what runs over, and what no font has."""

from toolkit.printing.decks import examine
from toolkit.printing.faces.faces import Look
from toolkit.printing.faces.frames import POKER


def overflows(deck, language, variant=None, frame=POKER):
    """List the texts that do not fit their cards."""
    return [*examine(deck, Look(language, variant, frame=frame)).overflows]


def lacking(deck, language):
    """Say of each character that no font has where it stands."""
    return [f"{one.card}, {one.why}" for one in examine(deck, Look(language)).lacking]
