"""The cards of a deck of one's own: the list, and what is done to one card from there."""

from collections.abc import Callable
from typing import Any

from flask import Blueprint, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from toolkit.decks.editing import edits, own_decks
from toolkit.decks.models import Deck
from toolkit.language import current
from toolkit.web.decks import listing, shelf
from toolkit.web.decks.pages import find
from toolkit.web.printing.order_form import tags

bp = Blueprint("cards", __name__)
_FILTERS = ("q", "kind", "tag", "level", "lacks")


@bp.get("/console/decks/<deck>/cards")
def index(deck: str) -> ResponseReturnValue:
    """List the cards of a deck of one's own, those that are asked for; any other deck can be adapted."""
    whole = find(deck)
    if not own_decks.owned(deck):
        return redirect(url_for("shelf.adapting", deck=deck), 303)
    filters = {name: request.args.get(name, "")[:100] for name in _FILTERS}
    cards = listing.matching(whole, filters)
    pages = -(-len(cards) // listing.PAGE) or 1
    page = max(1, min(request.args.get("page", 1, type=int), pages))
    return render_template(
        "decks/cards.html",
        **shelf.frame(whole, "cards"),
        filters=filters,
        listed=listing.listed(whole, cards, page),
        total=len(cards),
        page=page,
        pages=pages,
        tags=tags(whole),
        language=current() if current() in whole.languages else whole.languages[0],
        here_again=url_for("cards.index", deck=deck, page=page, **_query(filters)),
    )


@bp.post("/console/decks/<deck>/cards/<card>/duplicate")
def duplicate(deck: str, card: str) -> ResponseReturnValue:
    """Add a copy of a card behind it."""
    return _done(deck, card, "duplicated", edits.duplicate)


@bp.post("/console/decks/<deck>/cards/<card>/move")
def move(deck: str, card: str) -> ResponseReturnValue:
    """Move a card past another of its kind."""
    past = request.form.get("past", "")
    return _done(deck, card, "moved", lambda before, code: edits.move(before, code, past))


@bp.post("/console/decks/<deck>/cards/<card>/remove")
def remove(deck: str, card: str) -> ResponseReturnValue:
    """Take a card out, if it still says what it said on the page."""
    versions = {name.partition(".")[2]: seen for name, seen in request.form.items() if name.startswith("seen.")}

    def work(before: Deck, code: str) -> Deck:
        edits.check_unchanged(before.card(code), versions.get(code, ""))
        return edits.remove(before, code)

    return _done(deck, card, "removed", work)


def _done(deck: str, card: str, what: str, work: Callable[[Deck, str], Deck]) -> ResponseReturnValue:
    shelf.own(deck)
    shelf.edit(deck, lambda before: work(before, card), what, card)
    return shelf.back(url_for("cards.index", deck=deck))


def _query(filters: dict[str, str]) -> dict[str, Any]:
    return {name: text for name, text in filters.items() if text}
