"""Comparing revisions: what a deck said when a workshop locked it, and what it says since."""

from flask import Blueprint, abort, render_template, request
from flask.typing import ResponseReturnValue
from sqlalchemy import select

from toolkit.decks import comparison, revisions
from toolkit.decks.editing import own_decks
from toolkit.decks.models import Deck
from toolkit.decks.revisions import DeckRevision
from toolkit.language import lazy
from toolkit.web.decks import shelf
from toolkit.web.decks.fields import LABELS, PLAIN
from toolkit.web.decks.pages import find
from toolkit.web.house import reading

bp = Blueprint("comparing", __name__)
NOW = "now"
_WHAT = {
    "cards": lazy("Cards"),
    "kinds": lazy("Kinds"),
    "variants": lazy("Audiences"),
    "glossary": lazy("Glossary"),
    "deck": lazy("Details"),
}


@bp.get("/console/decks/<deck>/changes")
def changes(deck: str) -> ResponseReturnValue:
    """Show what changed between two revisions, or between the last one and now."""
    newest = find(deck)
    known = list(reading().scalars(select(DeckRevision).filter_by(deck=deck).order_by(DeckRevision.number.desc())))
    numbers = [str(revision.number) for revision in known]
    before = _choice("from", numbers[:1], numbers)
    after = _choice("to", [NOW], [NOW, *numbers])
    listed = comparison.changes(_deck(known, before, newest), _deck(known, after, newest)) if before else []
    sections = [(str(title), [one for one in listed if one.what == what]) for what, title in _WHAT.items()]
    return render_template(
        "decks/changes.html",
        **(
            shelf.frame(newest, "changes")
            if own_decks.owned(deck)
            else {"deck": newest, "here": "changes", "last": None}
        ),
        owned=own_decks.owned(deck),
        revisions=known,
        before=before,
        after=after,
        sections=[section for section in sections if section[1]],
        label=label,
    )


def label(name: str) -> str:
    """Say the name of a field, with its language and audience: “Title (fr, nurses)”."""
    *place, field = name.split(".")
    called = LABELS[field][0] if field in LABELS else PLAIN.get(field, field)
    spoken = [part for part in place if part not in {"texts", "variants"}]
    return f"{called} ({', '.join(reversed(spoken))})" if spoken else str(called)


def _choice(name: str, default: list[str], known: list[str]) -> str:
    choice = request.args.get(name) or next(iter(default), "")
    if choice and choice not in known:
        abort(404)
    return choice


def _deck(known: list[DeckRevision], number: str, now: Deck) -> Deck:
    if number == NOW:
        return now
    return revisions.load(reading(), next(one.id for one in known if str(one.number) == number))
