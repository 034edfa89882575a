"""Arrivals: a deck that was read from a file, with what a person changes of it before it is kept."""

from collections.abc import Mapping
from dataclasses import replace

from pydantic import ValidationError

from toolkit.decks import library
from toolkit.decks.files import naming
from toolkit.decks.folder import folder
from toolkit.decks.folder.bundles import Bundle
from toolkit.decks.folder.folder import DeckUnreadable
from toolkit.decks.models import Deck
from toolkit.language import gettext as _
from toolkit.language import typeset_table

_RESERVED = {"import"}  # an address of the console
_LOOK = ("colour", "shape")
_ABOUT = ("licence", "credits")


def free_code(code: str) -> str:
    """Return the code, or one like it that no deck of this machine has."""
    taken = {*library.known(), *_RESERVED}
    numbered = (f"{code[:36].rstrip('-')}-{number}" for number in range(2, len(taken) + 3))
    return next(each for each in (code, *numbered) if each not in taken)


def changed(bundle: Bundle, given: Mapping[str, str]) -> Bundle:
    """Return the deck with the title, licence, credits and looks of kinds that were filled in.

    Fields are called `title`, `licence`, `credits`, `kind-CODE-colour` and `kind-CODE-shape`. Raises DeckUnreadable.
    """
    deck = bundle.deck
    said = deck.model_dump(exclude_unset=True)
    said |= {field: given[field] for field in _ABOUT if given.get(field, "").strip()}
    if given.get("title", "").strip() not in ("", deck.name()):
        said["title"] = dict.fromkeys(deck.languages, given["title"])
    for kind in said["kinds"]:
        kind |= {look: given[name] for look in _LOOK if (name := f"kind-{kind['code']}-{look}") in given}
    try:
        return replace(bundle, deck=Deck.model_validate(typeset_table(said)))
    except ValidationError as error:
        where = _("%(field)s: %(why)s.")
        raise DeckUnreadable(
            *(where % {"field": each["loc"][0], "why": folder.why(each)} for each in error.errors())
        ) from error


def coded(bundle: Bundle, code: str, *, replacing: bool) -> Bundle:
    """Return the deck under the code that was chosen; raises DeckUnreadable for what is no code."""
    wanted = code.strip() or bundle.deck.code
    if naming.slug(wanted, "") != wanted or wanted in _RESERVED:
        raise DeckUnreadable(_("“%(code)s” is no code: use small letters, digits and hyphens.", code=wanted[:40]))
    return bundle if wanted == bundle.deck.code and not replacing else bundle.renamed(wanted)
