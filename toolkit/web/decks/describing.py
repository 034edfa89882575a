"""Describing a deck: its title and licence, its kinds, its audiences and its glossary."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from flask import Blueprint, make_response, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from toolkit.decks import comparison
from toolkit.decks.editing import edits, forms
from toolkit.decks.editing.edits import EditRefused
from toolkit.decks.editing.forms import FormRefused
from toolkit.decks.files.naming import slug
from toolkit.decks.models import CardKind, Deck, GlossaryEntry, Record, Variant
from toolkit.language import LANGUAGES
from toolkit.language import gettext as _
from toolkit.web.decks import shelf
from toolkit.web.decks.colours import contrast

bp = Blueprint("describing", __name__)
SHAPES = ("circle", "square", "triangle", "diamond", "hexagon", "pentagon", "star", "dashed")
_ABOUT = ("licence", "credits", "source_url", "title", "subtitle", "description")
_NEW = "new"


@bp.get("/console/decks/<deck>/about")
def about(deck: str) -> ResponseReturnValue:
    """Show what is said of the deck itself, and its audiences."""
    return _show("about", shelf.own(deck))


@bp.post("/console/decks/<deck>/about")
def describe(deck: str) -> ResponseReturnValue:
    """Keep what is said of the deck itself."""
    whole, form = shelf.own(deck), request.form.to_dict()
    form["languages"] = ", ".join(request.form.getlist("languages"))
    allowed = [*_names(whole, "title", "subtitle", "description"), *_ABOUT[:3], "languages"]

    def work(now: Deck) -> Deck:
        edits.check_unchanged(comparison.head(now), form.get("seen", ""))
        record = forms.read(Deck, form, comparison.head(now), allowed)
        return edits.about(now, **{name: getattr(record, name) for name in (*_ABOUT, "languages")})

    return _keep("about", whole, work, ("about", ""))


@bp.get("/console/decks/<deck>/kinds")
def kinds(deck: str) -> ResponseReturnValue:
    """Show the kinds of cards, each as its cards look."""
    return _show("kinds", shelf.own(deck))


@bp.post("/console/decks/<deck>/kinds/<name>")
def keep_kind(deck: str, name: str) -> ResponseReturnValue:
    """Keep a kind, or add it; or remove it."""
    return _answer(_KIND, shelf.own(deck), name)


@bp.post("/console/decks/<deck>/audiences/<name>")
def keep_variant(deck: str, name: str) -> ResponseReturnValue:
    """Keep an audience, or add it; or remove it with what is said to it."""
    return _answer(_VARIANT, shelf.own(deck), name)


@bp.get("/console/decks/<deck>/glossary")
def glossary(deck: str) -> ResponseReturnValue:
    """Show the words that could be misunderstood, with a new one filled in if the address says it."""
    offered = request.args.to_dict()
    return _show("glossary", shelf.own(deck), _NEW, offered) if offered else _show("glossary", shelf.own(deck))


@bp.post("/console/decks/<deck>/glossary/<name>")
def keep_entry(deck: str, name: str) -> ResponseReturnValue:
    """Keep a word of the glossary, or add it; or remove it."""
    return _answer(_ENTRY, shelf.own(deck), name)


@dataclass(frozen=True)
class Part:
    """What a deck has several of: its page, a word for its edits, its fields, and how one is put and removed."""

    page: str
    what: str
    model: type[Record]
    fields: Callable[[Deck], list[str]]
    put: Callable[[Deck, Any], Deck]
    remove: Callable[[Deck, str], Deck]


def _names(deck: Deck, *fields: str) -> list[str]:
    return [f"{field}.{language}" for field in fields for language in deck.languages]


_KIND = Part(
    "kinds",
    "kind",
    CardKind,
    lambda deck: ["code", "prefix", "colour", "shape", *_names(deck, "name", "plural", "back")],
    edits.put_kind,
    edits.remove_kind,
)
_VARIANT = Part(
    "about",
    "variant",
    Variant,
    lambda deck: ["code", *_names(deck, "name", "description")],
    edits.put_variant,
    edits.remove_variant,
)
_ENTRY = Part(
    "glossary",
    "word",
    GlossaryEntry,
    lambda deck: ["code", "cards", *forms.names(deck, ("term", "definition"))],
    edits.put_entry,
    edits.remove_entry,
)


def _answer(part: Part, deck: Deck, name: str) -> ResponseReturnValue:
    form = request.form.to_dict()
    what = f"{part.what}-removed" if "remove" in form else part.what
    subject = "" if name == _NEW else name
    return _keep(part.page, deck, lambda now: _changed(part, now, name, form), (what, subject), name)


def _changed(part: Part, now: Deck, name: str, form: Mapping[str, str]) -> Deck:
    before = next((one for one in _records(part.page, now) if one.code == name), None)
    if before is not None:
        edits.check_unchanged(before, form.get("seen", ""))
    elif name != _NEW:
        raise EditRefused(_("Somebody has removed this meanwhile."))
    if "remove" in form:
        return part.remove(now, name)
    fields = {**form, "code": name if before is not None else _code(part.page, now, form)}
    return part.put(now, forms.read(part.model, fields, before, part.fields(now)))


def _keep(page: str, deck: Deck, work: edits.Edit, what: tuple[str, str], name: str = "") -> ResponseReturnValue:
    """Do the edit and show the page again; if it cannot be done, with what was typed and what stands in the way."""
    try:
        shelf.edit(deck.code, work, *what)
    except FormRefused as refused:
        answer = _show(page, deck, name, request.form.to_dict(), errors=refused.errors)
        return make_response(answer, 422)
    except EditRefused as refused:
        return make_response(_show(page, deck, name, request.form.to_dict(), refused=str(refused)), 409)
    address = f"describing.{page}"
    return redirect(url_for(address, deck=deck.code, _anchor=f"part-{name}" if name not in {"", _NEW} else None), 303)


def _show(page: str, deck: Deck, name: str = "", form: Any = None, **outcome: Any) -> str:
    """Show a page of the editor; the part called `name` holds what was typed."""
    parts = [
        {"code": one.code, "record": one, "seen": edits.seen(one), "form": forms.filled(one)}
        for one in _records(page, deck)
    ]
    parts.append({"code": _NEW, "record": None, "seen": "", "form": {}})
    for part in parts:
        if form is not None and part["code"] == name:
            part["form"] = form
    head = comparison.head(deck)
    return render_template(
        f"decks/{page}.html",
        **{**shelf.frame(deck, page), "errors": {}, "refused": "", **outcome},
        parts=parts,
        failed=name if form is not None else "",
        about={"seen": edits.seen(head), "form": forms.filled(head) if form is None or name else form},
        shapes=SHAPES,
        contrast=contrast,
        language_codes=[*deck.languages, *(language for language in LANGUAGES if language not in deck.languages)],
    )


def _records(page: str, deck: Deck) -> tuple[Any, ...]:
    return {"kinds": deck.kinds, "about": deck.variants, "glossary": deck.glossary}[page]


def _code(page: str, deck: Deck, form: Mapping[str, str]) -> str:
    """Make the short name of something new out of what it is called, unlike those that are there."""
    fields = [field for language in deck.languages for field in (f"name.{language}", f"texts.{language}.term")]
    called = next((form[field] for field in fields if form.get(field)), "")
    codes = {one.code for one in _records(page, deck)} | {_NEW}
    first = slug(called, page)[:36].strip("-")
    return next(
        code for number in range(1, 1000) if (code := first if number == 1 else f"{first}-{number}") not in codes
    )
