"""Decks of one's own: adapted from another, undone one edit at a time, and erased."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from flask import Blueprint, abort, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from pydantic import TypeAdapter, ValidationError

from toolkit.decks import library
from toolkit.decks.editing import own_decks
from toolkit.decks.editing.edits import Edit
from toolkit.decks.editing.history import Step
from toolkit.decks.files.imports import CodeTaken
from toolkit.decks.files.naming import slug
from toolkit.decks.models import Deck, Slug
from toolkit.decks.refusals import DeckUnreadable
from toolkit.language import LANGUAGES, lazy
from toolkit.language import gettext as _
from toolkit.text import TextRefused, line
from toolkit.web.changes import receipt_key
from toolkit.web.decks.pages import find
from toolkit.web.errors import refuse
from toolkit.web.protection import on_this_server

bp = Blueprint("shelf", __name__)
_TITLE, _ADAPTER = 80, 120
_CODE = TypeAdapter(Slug)
# What the last edit was, in words: a key of this table is kept with each edit.
EDITS: Mapping[str, lazy] = {
    "changed": lazy("Card changed"),
    "added": lazy("Card added"),
    "duplicated": lazy("Card duplicated"),
    "moved": lazy("Card moved"),
    "removed": lazy("Card removed"),
    "about": lazy("Deck described"),
    "kind": lazy("Kind changed"),
    "kind-removed": lazy("Kind removed"),
    "variant": lazy("Audience changed"),
    "variant-removed": lazy("Audience removed"),
    "word": lazy("Glossary changed"),
    "word-removed": lazy("Word removed"),
}


@bp.get("/console/decks/<deck>/adapt")
def adapting(deck: str) -> ResponseReturnValue:
    """Ask what the deck made of this one is to be called."""
    return _adapting(find(deck), {}, "")


@bp.post("/console/decks/<deck>/adapt")
def adapt(deck: str) -> ResponseReturnValue:
    """Make a deck of one's own of this one, and show its cards."""
    source, form = find(deck), request.form.to_dict()
    try:
        title = {language: line(form.get(f"title.{language}", ""), _TITLE) for language in LANGUAGES}
        named = next(filter(None, title.values()), "")
        code = _CODE.validate_python(form.get("name", "").strip() or slug(named, "deck"))
        if not named:
            return _adapting(source, form, _("Please give the deck a title.")), 422
        titles = {language: text or named for language, text in title.items()}
        copy = own_decks.adapt(source.code, code, titles, line(form.get("adapter", ""), _ADAPTER), library.home())
    except ValidationError:
        return _adapting(source, form, _("A short name has small letters, digits and hyphens only: nurses-2027.")), 422
    except (CodeTaken, DeckUnreadable, TextRefused) as refusal:
        return _adapting(source, form, str(refusal)), 422
    return redirect(url_for("cards.index", deck=copy.code), 303)


@bp.post("/console/decks/<deck>/undo")
def undo(deck: str) -> ResponseReturnValue:
    """Undo the last edit, and go back to the page that asked for it."""
    own(deck)
    own_decks.undo(deck, request.form.get("step", ""))
    return back(url_for("cards.index", deck=deck))


@bp.post("/console/decks/<deck>/erase")
def erase(deck: str) -> ResponseReturnValue:
    """Erase a deck of one's own; its short name must be typed again."""
    own(deck)
    if request.form.get("again", "").strip().lower() != deck:
        return refuse(_("To erase this deck, please type its short name: %(code)s.", code=deck), 422)
    own_decks.erase(deck)
    return redirect(url_for("console.index"), 303)


def own(code: str) -> Deck:
    """Return a deck that may be edited, or answer that there is none."""
    if not own_decks.owned(code):
        abort(404)
    return find(code)


def edit(code: str, work: Edit, what: str, subject: str = "") -> Deck:
    """Do an edit once, whatever is sent twice."""
    try:
        return own_decks.edit(code, work, what, subject, receipt_key())
    except KeyError:
        abort(404)


def back(otherwise: str) -> ResponseReturnValue:
    """Go back to the page that the form names, or to another."""
    return redirect(on_this_server(request.form.get("back", "")) or otherwise, 303)


def frame(deck: Deck, here: str) -> dict[str, Any]:
    """Return what the head of every page of the editor shows; `here` is the page."""
    done = own_decks.last(deck.code)
    return {"deck": deck, "here": here, "last": _last(done) if done else None}


def _last(done: Step) -> dict[str, Any]:
    words = str(EDITS.get(done.what, done.what))
    return {"key": done.key, "words": words, "subject": done.subject, "at": datetime.fromisoformat(done.at)}


def _adapting(source: Deck, form: Mapping[str, str], error: str) -> str:
    codes = library.known()
    free = next(name for number in range(1, len(codes) + 2) if (name := f"{source.code}-{number + 1}") not in codes)
    return render_template("decks/adapt.html", deck=source, form={"name": "", **form}, free=free, error=error)
