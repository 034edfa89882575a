"""Imports: decks that came from elsewhere, kept in the data folder beside nothing else."""

from pathlib import Path

from toolkit.decks import images, library
from toolkit.decks.folder import writing
from toolkit.decks.folder.bundles import Bundle
from toolkit.decks.folder.swapping import swap
from toolkit.decks.refusals import DeckUnreadable
from toolkit.language import gettext as _

_AGENDAS = "agendas"  # the folder of templates, beside those of decks


class CodeTaken(ValueError):
    """A deck with this code is already there; the message says what to do."""


def save(bundle: Bundle, home: Path, *, replace: bool = False) -> Bundle:
    """Keep a deck in the folder `home`, under its code, and return it as it is kept; decks are never half written.

    The images of a deck that is replaced stay, for the workshops that use it as it was.
    Raises DeckUnreadable for a deck that could not be printed, CodeTaken, and OSError.
    """
    wrong = [problem.sentence for problem in bundle.problems if problem.blocks and not problem.sized]
    if wrong:
        raise DeckUnreadable(*wrong)
    code = bundle.deck.code
    if code in {*library.bundled(), _AGENDAS}:
        raise CodeTaken(_("A deck called %(code)s comes with the toolkit: choose another name with --code.", code=code))
    folder = home / code
    if folder.exists() and not replace:
        raise CodeTaken(
            _("There is a deck called %(code)s already: add --replace, or choose another name with --code.", code=code)
        )
    there = {f"{images.FOLDER}/{name}": images.read(folder, name) for name in images.names(folder)}
    fitted = bundle.fitted(images.names(folder))
    swap(folder, lambda new: writing.write(there | fitted.files(), new))
    return fitted
