"""Everything that can be refused, as one sentence a person can read, on a page or in a notice."""

import logging

from flask import Flask, Response, make_response, render_template, request
from flask_wtf.csrf import CSRFError
from markupsafe import escape
from sqlalchemy.exc import DataError, OperationalError
from werkzeug.exceptions import Gone, HTTPException, NotFound

from toolkit.activities.agenda import NoSuchStep
from toolkit.activities.kinds import InvalidAnswer
from toolkit.activities.models import ActivityClosed, WorkshopPaused
from toolkit.activities.planning.checks import EditRefused as PlanRefused
from toolkit.decks.editing.edits import EditRefused
from toolkit.decks.refusals import DeckUnreadable
from toolkit.language import gettext as _
from toolkit.media.decoding import TooManyPhotos
from toolkit.media.pictures import PictureRefused
from toolkit.media.shelves import ShelfFull
from toolkit.printing.render.queue import TooManyPrints
from toolkit.text import TextRefused
from toolkit.web.fragments import asked_by_htmx
from toolkit.workshops.joining import JoiningClosed
from toolkit.workshops.pairing import NotPaired
from toolkit.workshops.scribes import PenHeld
from toolkit.workshops.settings import NoSuchSetting
from toolkit.workshops.shares import ShareUsed
from toolkit.workshops.tables import TableStays

log = logging.getLogger(__name__)

REFUSALS: dict[type[Exception], int] = {
    InvalidAnswer: 422,
    ActivityClosed: 423,
    WorkshopPaused: 425,  # what a phone keeps, it sends again
    NoSuchStep: 409,
    EditRefused: 409,
    PlanRefused: 409,
    DeckUnreadable: 422,
    PictureRefused: 422,
    ShelfFull: 503,
    JoiningClosed: 403,
    PenHeld: 403,
    NotPaired: 403,
    NoSuchSetting: 422,
    TableStays: 422,
    ShareUsed: 422,
}


def register(app: Flask) -> None:
    """Give every error its page."""
    app.register_error_handler(TextRefused, _text_refused)
    for refusal, status in REFUSALS.items():
        app.register_error_handler(refusal, lambda error, status=status: refuse(str(error), status))
    app.register_error_handler(CSRFError, lambda _error: refuse(_old_page(), 400))
    app.register_error_handler(OperationalError, _database)
    for too_many in (TooManyPrints, TooManyPhotos):
        app.register_error_handler(too_many, _too_many)
    for too_large in (OverflowError, DataError):  # a number that no database column holds
        app.register_error_handler(too_large, lambda _error: _http(NotFound()))
    app.register_error_handler(HTTPException, _http)


def refuse(sentence: str, status: int) -> Response:
    """Answer with one sentence; htmx puts it in the notice and leaves the form as it is, a script shows it."""
    if request.accept_mimetypes.best == "application/json":
        return make_response(f'<p class="error">{escape(sentence)}</p>', status)
    if asked_by_htmx():
        notice = make_response(render_template("_notice.html", sentence=sentence, tone="warn"), status)
        gone = status == Gone.code  # the page ends by itself
        notice.headers.update({"HX-Reswap": "none"} if gone else {"HX-Retarget": "#notice", "HX-Reswap": "outerHTML"})
        return notice
    return make_response(render_template("error.html", sentence=sentence, status=status), status)


def _text_refused(error: TextRefused) -> Response:
    """Give a text back with the sentence that refuses it; with htmx or a script the page still holds it."""
    texts = [value for value in request.form.values() if error.text and error.text in value]
    by_script = asked_by_htmx() or request.accept_mimetypes.best == "application/json"
    if by_script or request.files or not texts:
        return refuse(str(error), 422)
    given_back = {"refused": error.text, "limit": error.limit, "texts": texts}
    return make_response(render_template("unkept.html", sentence=str(error), **given_back), 422)


def _old_page() -> str:
    return _(
        "This page has been open too long, or was opened before the server started. Please reload it and try again."
    )


def _database(error: OperationalError) -> Response:
    log.error("The database refuses: %s", error.orig)
    response = refuse(
        _("The server cannot save for the moment. Your text is still here: please try again shortly."), 503
    )
    response.headers["Retry-After"] = "5"
    return response


def _too_many(error: TooManyPrints | TooManyPhotos) -> Response:
    response = refuse(str(error), 503)
    response.headers["Retry-After"] = str(error.seconds)
    return response


def _http(error: HTTPException) -> Response:
    status = error.code or 500
    sentences = {
        400: _("The server did not understand this request. Please go back and try again."),
        403: _("You have no access to this page. If you should, please ask the facilitator."),
        404: _("There is nothing at this address. Please check the code or the link."),
        405: _("This address is not a page. Please go back."),
        410: _("This workshop has been erased. Nothing of it is kept here."),
        413: _("This is too large to be sent. Please send less at a time."),
        421: _("This server does not answer to that name. Please use the address shown on the wall."),
        429: _("Too many wrong codes were tried. Please wait a minute."),
        500: _("Something broke on our side. What was saved is safe: please reload the page."),
    }
    return refuse(sentences.get(status, sentences[400 if status < 500 else 500]), status)  # noqa: PLR2004 - HTTP
