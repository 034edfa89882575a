"""The form that asks for a print, read: a choice that it does not offer is no page of ours."""

from collections.abc import Collection, Mapping
from typing import Any, cast, get_args

from flask import abort, request

from toolkit.decks.models import Deck
from toolkit.language import LANGUAGES, current
from toolkit.printing.order.orders import DEFAULT, FINISHES, Wishes
from toolkit.printing.order.printers import NotMeasured, millimetres
from toolkit.printing.sheet import sheets
from toolkit.printing.sheet.cut_marks import GUIDES
from toolkit.printing.sheet.imposition import Duplex, Passes

TEXT = "text"
EDITIONS = (TEXT, "a4-large-print")
FLIPS: tuple[Duplex, ...] = get_args(Duplex)
PASSES: tuple[Passes, ...] = get_args(Passes)
LEVELS = ("core", "optional")
_MOST_TABLES, _MOST_BLANKS = 60, 500


def sheet_asked() -> str:
    """Return the code of the sheet, or "text" for the edition to read; an accessible edition goes before it."""
    return _one_of("edition", EDITIONS) or _one_of("sheet", [*sheets.known(), TEXT], DEFAULT)


def language_asked() -> str:
    """Return the language of the cards, or of their fronts."""
    return _one_of("language", LANGUAGES, current()) or current()


def wishes(deck: Deck) -> Wishes:
    """Return everything else that was asked; what was left empty is left out."""
    sheet = sheet_asked()
    fields: Mapping[str, Any] = {
        "sheet": DEFAULT if sheet == TEXT else sheet,
        **_measures(),
        "variant": _one_of("variant", [one.code for one in deck.variants]),
        "second": _one_of("second", LANGUAGES),
        "split": "split" in request.values,
        "finish": _one_of("finish", FINISHES),
        "duplex": _one_of("flip", FLIPS),
        "passes": _one_of("passes", PASSES),
        "guides": _one_of("guides", GUIDES),
        "kinds": _some_of("kinds", [kind.code for kind in deck.kinds]),
        "levels": _some_of("levels", LEVELS),
        "tags": _some_of("tags", tags(deck)),
        "tables": _number("tables", _MOST_TABLES),
        "blanks": _number("blanks", _MOST_BLANKS),
        "back_offset": (_length("right"), _length("down")),
    }
    return cast("Wishes", {name: value for name, value in fields.items() if value not in (None, "", [])})


def _measures() -> dict[str, Any]:
    """Return the sizes asked for; large print has its own card."""
    form = request.values
    if form.get("edition"):
        return {"paper": form.get("paper")}
    return {"card": form.get("card"), "paper": form.get("paper"), "per_page": _number("per-page", 99)}


def tags(deck: Deck) -> list[str]:
    """List the words that the cards of a deck are tagged with."""
    return sorted({tag for card in deck.cards for tag in card.tags})


def _one_of(name: str, known: Collection[str], default: str = "") -> str:
    choice = request.values.get(name) or default
    if choice and choice not in known:
        abort(404)
    return choice


def _some_of(name: str, known: Collection[str]) -> list[str]:
    choices = [one for one in request.values.getlist(name) if one]
    if not set(choices) <= set(known):
        abort(404)
    return choices


def _number(name: str, most: int) -> int | None:
    number = request.values.get(name, type=int)
    return max(0, min(number, most)) if number is not None else None


def _length(name: str) -> float:
    try:
        return millimetres(request.values.get(name, ""))
    except NotMeasured:
        abort(404)
