"""The sheets of a print, looked at before paper is spent."""

from flask import Response, abort, make_response, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from toolkit.language import gettext as _
from toolkit.printing.checks.previews import Preview
from toolkit.printing.decks import PrintStopped
from toolkit.printing.render.pool import RenderRefused
from toolkit.web.decks.pages import find
from toolkit.web.errors import refuse
from toolkit.web.house import house
from toolkit.web.printing import cards
from toolkit.web.printing.order_form import TEXT, sheet_asked
from toolkit.web.printing.pdfs import as_pdf


def preview(deck: str) -> ResponseReturnValue:
    """Show the sheets that are ready, what does not fit, and what the print takes; begin if nobody has."""
    whole, query = find(deck), request.args.to_dict(flat=False)
    if sheet_asked() == TEXT:
        return redirect(url_for("printing.deck_pdf", deck=whole.code, **query), 303)  # type: ignore[arg-type]
    try:
        order = cards.ordered(whole)
        order.laid()
    except RenderRefused as refusal:
        return refuse(str(refusal), 422)
    key, looked_at = house().previews.open(whole, order)
    return render_template("printing/preview.html", deck=whole, key=key, preview=looked_at, query=query, order=order)


def picture(key: str, number: int) -> Response:
    """Show one side of a sheet."""
    proofs = _preview(key).proofs
    if number >= len(proofs):
        abort(404)
    response = make_response(proofs[number].picture)
    response.headers["Content-Type"] = "image/png"
    response.headers["Cache-Control"] = "private, max-age=900"
    return response


def take(key: str) -> ResponseReturnValue:
    """Hand out the PDF of a preview that passes, and remember the print if that is wished."""
    preview = _preview(key)
    if preview.print is None:
        return refuse(_("This cannot be printed yet: the sheets are still being drawn."), 409)
    try:
        pdf = preview.print.file(anyway="anyway" in request.form)
    except PrintStopped as stopped:
        return refuse(str(stopped), 409)
    if request.form.get("remember"):
        house().prints.add(preview.deck, preview.order)
    return as_pdf(pdf, f"{preview.deck.code}-{preview.order.sheet}-{preview.order.language}.pdf")


def cancel(key: str) -> ResponseReturnValue:
    """Stop drawing, and go back to the deck."""
    deck = _preview(key).deck.code
    house().previews.drop(key)
    return redirect(url_for("decks.deck", deck=deck), 303)


def _preview(key: str) -> Preview:
    return house().previews.find(key) or abort(404)
