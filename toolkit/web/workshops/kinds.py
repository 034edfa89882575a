"""Which kinds of cards take part: asked where a deck has more of them than a table can hold."""

from flask import render_template, request
from flask.typing import ResponseReturnValue

from toolkit.activities import fitting
from toolkit.activities.agenda import Brief
from toolkit.decks import library
from toolkit.language import gettext as _
from toolkit.workshops import catalogue

_AGAIN = ("csrf_token", "key", "kinds")  # what the second form has of its own


def question(brief: Brief) -> ResponseReturnValue | None:
    """Ask which kinds are dealt, with those that would be unless others are chosen; None where there is no choice."""
    _own, template = catalogue.find(brief.template)
    deck = library.find(brief.deck)
    choice = fitting.choice(template, deck)
    if not choice or 1 <= len(brief.kinds) <= fitting.IN_A_HAND:
        return None
    over = _("Please choose %(most)s kinds at most.", most=fitting.IN_A_HAND) if brief.kinds else ""
    taken = set(brief.kinds) or {kind for kind, dealt in choice.items() if dealt}
    offered = [(deck.kind(kind), len(deck.of_kind(kind)), kind in taken) for kind in choice]
    given = [(name, value) for name, value in request.form.items() if name not in _AGAIN]
    page = render_template(
        "workshops/kinds.html", deck=deck, offered=offered, given=given, error=over, most=fitting.IN_A_HAND
    )
    return (page, 422) if over else page
