"""What `musette decks check` has measured: whether every text fits its card."""

from toolkit.cli.printing import said_plainly
from toolkit.decks import images
from toolkit.decks.check import Problem
from toolkit.decks.folder.bundles import Bundle
from toolkit.language import gettext as _
from toolkit.printing.checks.measures import too_long
from toolkit.printing.render.pango import PangoMissing


def measured(bundle: Bundle, card: str) -> tuple[list[Problem], list[str]]:
    """Return what is wrong with a deck on cards of a size, and what is to know.

    Where the print engine is there, its measure takes the place of counted words. A deck that cannot be drawn is not
    measured.
    """
    if any(problem.blocks for problem in bundle.problems):
        return bundle.problems, bundle.notes
    images.carry(bundle.deck.code, bundle.images)
    try:
        with said_plainly(but=PangoMissing):
            problems = too_long(bundle.deck, card)
    except PangoMissing:
        note = _("Words were only counted: they are measured once PDF works here (musette doctor says how).")
        return bundle.problems, [*bundle.notes, note]
    return [*(problem for problem in bundle.problems if not problem.counted), *problems], bundle.notes
