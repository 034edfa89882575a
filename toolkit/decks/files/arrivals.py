"""Arrivals: a deck that was read from a file, with what a person changes of it before it is kept."""

from collections.abc import Mapping
from dataclasses import replace

from pydantic import ValidationError

from toolkit.decks import library, refusals
from toolkit.decks.files import naming
from toolkit.decks.folder.bundles import Bundle
from toolkit.decks.models import Deck
from toolkit.decks.refusals import DeckUnreadable
from toolkit.language import gettext as _
from toolkit.language import typeset_table

_RESERVED = {"import", "agendas"}  # an address of the console, the folder of templates
_LOOK = ("colour", "shape")
_ABOUT = ("licence", "credits")


def free_code(code: str) -> str:
    """Return the code, or one like it that no deck of this machine has."""
    codes = {*library.known(), *_RESERVED}
    numbered = (f"{code[:36].rstrip('-')}-{number}" for number in range(2, len(codes) + 3))
    return next(each for each in (code, *numbered) if each not in codes)


def changed(bundle: Bundle, form: Mapping[str, str]) -> Bundle:
    """Return the deck with the title, licence, credits and looks of kinds that were filled in.

    Fields are called `title`, `licence`, `credits`, `kind-CODE-colour` and `kind-CODE-shape`. Raises DeckUnreadable.
    """
    deck = bundle.deck
    fields = deck.model_dump(exclude_unset=True)
    fields |= {field: form[field] for field in _ABOUT if form.get(field, "").strip()}
    if form.get("title", "").strip() not in ("", deck.name()):
        fields["title"] = dict.fromkeys(deck.languages, form["title"])
    for kind in fields["kinds"]:
        kind |= {look: form[name] for look in _LOOK if (name := f"kind-{kind['code']}-{look}") in form}
    try:
        return replace(bundle, deck=Deck.model_validate(typeset_table(fields)))
    except ValidationError as error:
        where = _("%(field)s: %(why)s.")
        raise DeckUnreadable(
            *(where % {"field": each["loc"][0], "why": refusals.why(each)} for each in error.errors())
        ) from error


def coded(bundle: Bundle, code: str, *, replacing: bool) -> Bundle:
    """Return the deck under the code that was chosen; raises DeckUnreadable for what is no code."""
    wanted = code.strip() or bundle.deck.code
    if naming.slug(wanted, "") != wanted or wanted in _RESERVED:
        raise DeckUnreadable(_("“%(code)s” is no code: use small letters, digits and hyphens.", code=wanted[:40]))
    return bundle if wanted == bundle.deck.code and not replacing else bundle.renamed(wanted)
