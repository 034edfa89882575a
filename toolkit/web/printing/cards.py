"""A deck to cut, or to read: what is asked for, and what was printed before."""

from dataclasses import asdict

from flask import abort, make_response, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from toolkit.decks.models import Deck
from toolkit.printing.decks import print_deck
from toolkit.printing.order.orders import Order
from toolkit.printing.order.prints import Delta, delta, only_changed
from toolkit.printing.paper.booklets import print_booklet
from toolkit.printing.paper.boxes import print_box
from toolkit.printing.paper.readings import print_reading
from toolkit.printing.render.pool import RenderRefused
from toolkit.printing.sheet import pages
from toolkit.web.decks.pages import find
from toolkit.web.errors import refuse
from toolkit.web.house import house
from toolkit.web.printing.order_form import TEXT, language_asked, sheet_asked, wishes
from toolkit.web.printing.pdfs import printed

_LOOKING = {"sheets": "printing.preview", "browser": "printing.sheets_page"}
_NOT_ASKED = {"way", "key", "csrf_token"}


def deck_pdf(deck: str) -> ResponseReturnValue:
    """Print a deck to a PDF, ready to cut if it passes every check, or to read."""
    whole = find(deck)
    return printed(lambda: _pdf(whole, ordered(whole)), file_name(whole))


def press(deck: str) -> ResponseReturnValue:
    """Do what the form of a deck asks: print and remember it, or go to look at its sheets."""
    whole, way = find(deck), request.form.get("way")
    if way in _LOOKING:
        query = {name: values for name, values in request.form.to_dict(flat=False).items() if name not in _NOT_ASKED}
        return redirect(url_for(_LOOKING[way], deck=whole.code, **query), 303)  # type: ignore[arg-type]
    return printed(lambda: _remembered(whole, ordered(whole)), file_name(whole))


def booklet(deck: str) -> ResponseReturnValue:
    """Print the facilitator's booklet of a deck, to be folded."""
    whole = find(deck)
    name = f"{whole.code}-booklet-{language_asked()}.pdf"
    return printed(lambda: print_booklet(whole, language_asked(), folded=True), name)


def box(deck: str) -> ResponseReturnValue:
    """Print a box for the cards of a deck, to be cut out and folded."""
    whole = find(deck)
    return printed(lambda: print_box(whole, language_asked()), f"{whole.code}-box-{language_asked()}.pdf")


def _pdf(deck: Deck, order: Order) -> bytes:
    if sheet_asked() == TEXT:
        return print_reading(deck, **asdict(order))
    return print_deck(deck, **asdict(order))


def _remembered(deck: Deck, order: Order) -> bytes:
    pdf = _pdf(deck, order)
    if sheet_asked() != TEXT:
        house().prints.add(deck, order)
    return pdf


def sheets_page(deck: str) -> ResponseReturnValue:
    """Show the sheets of a print for the browser to print: the same places, without PDF."""
    whole = find(deck)
    try:
        order = ordered(whole)
        sides, paper, lines = pages.pages(whole, order), order.laid().paper, pages.lines(order)
    except RenderRefused as refusal:
        return refuse(str(refusal), 422)
    query = request.args.to_dict(flat=False)
    return render_template(
        "printing/sheets.html", deck=whole, pages=sides, paper=paper, lines=lines, query=query, order=order
    )


def sheets_css(deck: str) -> ResponseReturnValue:
    """Style those sheets: a page may not style itself."""
    try:
        css = pages.styles(ordered(find(deck)))
    except RenderRefused:
        abort(404)
    response = make_response(css)
    response.headers["Content-Type"] = "text/css; charset=utf-8"
    return response


def ordered(deck: Deck) -> Order:
    """Read the order in a request. Raises NoSuchPrint, NoSuchPrinter, NoSuchSheet or NoSuchSize."""
    fields = wishes(deck)
    fields["public_url"] = house().settings.public_url
    order = Order(language_asked(), **fields)
    printer, since = request.values.get("printer"), request.values.get("since")
    if printer:
        order = house().printers.find(printer).apply(order)
    return only_changed(deck, house().prints.of(deck.code), order, since) if since else order


def file_name(deck: Deck) -> str:
    """Name the file of a print after its deck, its sheet and its language."""
    return f"{deck.code}-{sheet_asked()}-{language_asked()}.pdf"


def prints(deck: Deck) -> list[Delta]:
    """List what has happened to a deck since its last print, in each wording it was printed in; for templates."""
    known = house().prints.of(deck.code)
    wordings = {(past.language, past.variant, past.second): past for past in known}
    return [delta(deck, known, past) for past in wordings.values()]
