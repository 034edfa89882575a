"""Writing a card: its form, its face as one types, and keeping it."""

from collections.abc import Mapping
from typing import Any

from flask import Blueprint, abort, make_response, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from markupsafe import Markup

from toolkit.decks import icons
from toolkit.decks.editing import edits, forms
from toolkit.decks.editing.edits import ChangedMeanwhile, EditRefused
from toolkit.decks.editing.forms import FormRefused
from toolkit.decks.images import names
from toolkit.decks.library import location
from toolkit.decks.models import Card, Deck
from toolkit.decks.refusals import DeckUnreadable
from toolkit.language import current, use
from toolkit.language import gettext as _
from toolkit.media.pictures import LARGEST
from toolkit.portraits import drawings
from toolkit.printing.order import sizes
from toolkit.web.decks import pictures, proofs, shelf
from toolkit.web.decks.fields import FOCUS, LABELS, PLAIN, ROWS
from toolkit.web.fragments import asked_by_htmx
from toolkit.web.protection import room_for_a_file

bp = Blueprint("writing", __name__)
_SIDES = ("front", "back")
_ROOM = 1_000_000  # bytes of a form around its picture


@bp.url_value_preprocessor
def allow_a_picture(endpoint: str | None, _values: Mapping[str, Any] | None) -> None:
    """Let the forms that may carry a picture be as large as one."""
    if endpoint in {"writing.add", "writing.save"}:
        room_for_a_file(LARGEST + _ROOM)


@bp.get("/console/decks/<deck>/cards/new")
def new(deck: str) -> ResponseReturnValue:
    """Show an empty card, ready to be written."""
    whole = shelf.own(deck)
    return _page(whole, proofs.blank(whole, request.args.get("kind", "")), "")


@bp.get("/console/decks/<deck>/cards/<card>")
def form(deck: str, card: str) -> ResponseReturnValue:
    """Show a card beside all that it says."""
    whole = shelf.own(deck)
    return _page(whole, _card(whole, card), card)


@bp.post("/console/decks/<deck>/cards/new")
def add(deck: str) -> ResponseReturnValue:
    """Add the card that was written."""
    whole = shelf.own(deck)
    return _keep(whole, proofs.blank(whole, request.form.get("kind", "")), "")


@bp.post("/console/decks/<deck>/cards/<card>")
def save(deck: str, card: str) -> ResponseReturnValue:
    """Keep what was written on a card, unless somebody else has changed it since."""
    whole = shelf.own(deck)
    return _keep(whole, _card(whole, card), card)


@bp.post("/console/decks/<deck>/proof")
def proof(deck: str) -> ResponseReturnValue:
    """Show the card as it is being written; nothing is kept."""
    whole, card, instead_of = _written(deck)
    if not asked_by_htmx():
        return _page(whole, card, instead_of, request.form.to_dict())
    return render_template("decks/_proof.html", **_proof(whole, card, request.form), oob=True)


@bp.post("/console/decks/<deck>/fit")
def fit(deck: str) -> ResponseReturnValue:
    """Measure the card as it is being written with the print engine; nothing is kept."""
    whole, card, instead_of = _written(deck)
    at = proofs.look(whole, request.form, current())
    draft, _errors = proofs.drafted(whole, request.form, card)
    tone, sentences = proofs.fit(whole, draft, at)
    if not asked_by_htmx():
        return _page(whole, card, instead_of, request.form.to_dict(), fit=(tone, sentences, at))
    return render_template("decks/_fit.html", deck=whole, fit=(tone, sentences, at))


def _written(deck: str) -> tuple[Deck, Card, str]:
    whole, code = shelf.own(deck), request.form.get("instead_of", "")
    card = _card(whole, code) if code else proofs.blank(whole, request.form.get("kind", ""))
    return whole, card, code


def _keep(deck: Deck, card: Card, instead_of: str) -> ResponseReturnValue:
    """Keep the card, or show the form again with everything that was typed and what stands in the way."""
    form = request.form.to_dict()
    try:
        form["code"] = form.get("code", "").strip().upper()
        form |= pictures.received(deck.code)
        cards: list[Card] = []
        shelf.edit(deck.code, lambda now: _put(now, form, instead_of, cards), *_what(instead_of, form))
    except FormRefused as refused:
        return make_response(_page(deck, card, instead_of, form, errors=refused.errors), 422)
    except ChangedMeanwhile as refused:
        return make_response(_page(deck, card, instead_of, form, refused=str(refused), theirs=card), 409)
    except (EditRefused, DeckUnreadable) as refused:
        return make_response(_page(deck, card, instead_of, form, refused=str(refused)), 422)
    code = cards[0].code if cards else form.get("code", instead_of)
    return redirect(url_for("writing.form", deck=deck.code, card=code, **_looked(form)), 303)


def _put(now: Deck, form: Mapping[str, str], instead_of: str, cards: list[Card]) -> Deck:
    if instead_of:
        before = next((card for card in now.cards if card.code == instead_of), None)
        if before is None:
            raise EditRefused(_("Somebody has removed this card. To keep yours, write it as a new card."))
        edits.check_unchanged(before, form.get("seen", ""))
    else:
        before = proofs.blank(now, form.get("kind", ""))
    cards.append(forms.read(Card, form, before, [*forms.PLAIN, *forms.names(now)]))
    return edits.put(now, cards[0], instead_of)


def _what(instead_of: str, form: Mapping[str, str]) -> tuple[str, str]:
    return ("changed", instead_of) if instead_of else ("added", form.get("code", ""))


def _looked(form: Mapping[str, str]) -> dict[str, Any]:
    return {name: form[name] for name in ("look.language", "look.variant", "look.size") if form.get(name)}


def _card(deck: Deck, code: str) -> Card:
    try:
        return deck.card(code)
    except KeyError:
        abort(404)


def _page(deck: Deck, card: Card, instead_of: str, form: dict[str, str] | None = None, **outcome: Any) -> str:
    """Show the form: what the card says, or what was typed, beside its face."""
    codes = [one.code for one in deck.cards]
    place = codes.index(instead_of) if instead_of else len(codes)
    outcome = {"errors": {}, "refused": "", "theirs": None, "fit": None, **outcome}
    around = {
        "form": forms.filled(card) if form is None else form,
        "filled": forms.filled(card),
        "instead_of": instead_of,
        "seen": edits.seen(card),
        "previous": codes[place - 1] if place else "",
        "following": codes[place + 1] if place + 1 < len(codes) else "",
        "sizes": sizes.cards(),
        "images": sorted(names(location(deck.code))),
        "icons": sorted(icons.names()),
        "parts": drawings.parts(),
    }
    proof = _proof(deck, card, request.args if form is None else form, untouched=form is None)
    words = {"labels": LABELS, "plain": PLAIN, "focus": FOCUS, "rows": ROWS, "forms": forms}
    return render_template("decks/write.html", **{**shelf.frame(deck, "cards"), **proof, **around, **words, **outcome})


def _proof(deck: Deck, card: Card, form: Mapping[str, str], *, untouched: bool = False) -> dict[str, Any]:
    draft, unkept = (card, {}) if untouched else proofs.drafted(deck, form, card)
    at = proofs.look(deck, form, current())
    context = {
        "deck": deck,
        "card": draft,
        "kind": deck.kind(draft.kind),
        "face": deck.face(draft, at.language, at.variant or None),
        "language": at.language,
    }
    with use(at.language):  # as on paper: what the card says itself is in its own language too
        sides = {side: Markup(render_template(f"decks/_card_{side}.html", qr=None, **context)) for side in _SIDES}  # noqa: S704 - ours
    return {
        **context,
        "sides": sides,
        "look": at,
        "unkept": unkept,
        "counts": proofs.counts(deck, draft, at.size),
        "problems": proofs.problems(deck, draft, at.size),
    }
