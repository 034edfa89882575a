"""Whose work each card is: an author and a licence that differ from row to row are printed on the cards."""

from collections.abc import Sequence

from toolkit.decks.files.drafts import Draft, Reading
from toolkit.language import gettext as _
from toolkit.language import ngettext

_LICENCE, _CREDITS = 120, 300  # characters, as the model of a deck has them


def credit(cards: Sequence[Draft], reading: Reading) -> None:
    """Say whose work the deck is, and on the cards whose work each of them is when that differs."""
    apart = [about for about in ("credits", "licence") if _differs(about, cards, reading)]
    for draft in cards:
        own = [draft.about[about] for about in apart if about in draft.about]
        if own:
            draft.fields["credit"] = " · ".join(dict.fromkeys([*filter(None, [draft.fields.get("credit")]), *own]))


def _differs(about: str, cards: Sequence[Draft], reading: Reading) -> bool:
    """Say whether cards have different authors, or licences; the deck then lists them all."""
    said = list(dict.fromkeys(draft.about[about] for draft in cards if about in draft.about))
    if said:
        reading.about[about] = said[0] if len(said) == 1 else _LISTED[about](said)
    return len(said) > 1


def _authors(names: list[str]) -> str:
    """List all authors, or say how many there are when there is no room for their names."""
    listed = ", ".join(names)
    many = ngettext("%(num)s author, named on the cards", "%(num)s authors, named on the cards", len(names))
    return listed if len(listed) <= _CREDITS else many


def _licences(names: list[str]) -> str:
    """List all licences, or say where they stand."""
    listed = ", ".join(names)
    return listed if len(listed) <= _LICENCE else _("said on each card")


_LISTED = {"credits": _authors, "licence": _licences}
