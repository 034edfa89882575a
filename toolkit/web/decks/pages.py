"""Pages about decks: the cards to look at, and the page that a printed card's QR leads to."""

from flask import Blueprint, abort, make_response, render_template, request
from flask.typing import ResponseReturnValue

from toolkit.decks import images, library
from toolkit.decks.editing import own_decks
from toolkit.decks.models import Deck
from toolkit.language import current, pick
from toolkit.language import gettext as _
from toolkit.printing.order import sizes
from toolkit.printing.order.selection import printed_blank
from toolkit.printing.sheet import sheets
from toolkit.web.printing.order_form import tags

bp = Blueprint("decks", __name__)


@bp.get("/console/decks/<deck>")
def deck(deck: str) -> ResponseReturnValue:
    """Show every card of a deck, and the ways to print it."""
    whole = find(deck)
    variant = request.args.get("variant") or None
    wordings = [("", _("General")), *((one.code, pick(one.name)) for one in whole.variants)]
    choices = {
        "sheets": [(sheet.code, pick(sheet.name)) for sheet in sheets.known().values()],
        "papers": [(paper, paper.upper() if len(paper) == len("a4") else paper.title()) for paper in sizes.papers()],
        "tags": [(tag, tag) for tag in tags(whole)],
        "cards": sizes.cards(),
    }
    return render_template(
        "decks/deck.html",
        deck=whole,
        owned=own_decks.owned(whole.code),
        variant=variant,
        variants=wordings,
        language=current(),
        **choices,
    )


@bp.get("/c/<deck>/<card>")
def public_card(deck: str, card: str) -> ResponseReturnValue:
    """Show the card that somebody scanned; its text is no secret."""
    whole, code = find(deck), card.upper()
    try:
        ours = {one.code for one in whole.cards}
        scanned = whole.card(code) if code in ours else printed_blank(whole, code)
    except KeyError:
        abort(404)
    face = whole.face(scanned, current())
    return render_template(
        "decks/card.html", deck=whole, card=scanned, face=face, kind=whole.kind(scanned.kind), variant=None, back="/"
    )


@bp.get("/c/<deck>/images/<name>")
def image(deck: str, name: str) -> ResponseReturnValue:
    """Send the image of a card; like the card's text it is no secret."""
    try:
        content = images.find(deck, name)
    except KeyError:
        abort(404)
    response = make_response(content)
    response.headers["Content-Type"] = images.kind(name)
    response.headers["Cache-Control"] = "private, max-age=3600"
    return response


def find(code: str) -> Deck:
    """Return a deck of this machine, or answer that there is none."""
    try:
        return library.find(code)
    except KeyError:
        abort(404)
