"""Sheets put together as a deck; what is not written as it should be stays off its card, and is said."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import replace
from typing import Any

from pydantic import ValidationError

from toolkit.decks import check, refusals
from toolkit.decks.check import Problem
from toolkit.decks.files import columns, crediting, interpretation, labels, mending, naming, rows
from toolkit.decks.files.choices import Choices
from toolkit.decks.files.drafts import Draft, Reading
from toolkit.decks.files.sheets.sheet import Sheet
from toolkit.decks.folder.bundles import Bundle
from toolkit.decks.models import Card, Deck
from toolkit.decks.refusals import DeckUnreadable
from toolkit.decks.sorting import in_order
from toolkit.language import gettext as _
from toolkit.language import typeset_table

_WHERE = re.compile(r"(?P<code>\S+)(?: \[(?:(?P<variant>[^\]]+)\.)?(?P<language>[^\].]+)\])?(?: (?P<field>\w+))?")


def assemble(
    sheets: list[Sheet], name: str, choices: Choices | None = None, pictures: Mapping[str, str] | None = None
) -> Bundle:
    """Make a deck of the sheets of a file called `name`, its columns as guessed or chosen.

    `pictures` are those that came with it: our name of each, by its path. What cannot be on a card is remarked upon,
    with its sheet, row and column. Raises DeckUnreadable when there are no cards at all.
    """
    reading = Reading()
    about, rest = labels.read(sheets)
    for heads in interpretation.all_heads(rest, choices or Choices()):
        rows.read(heads, reading)
    rows.refuse_untitled(reading)
    cards = [draft for draft in _merged(reading) if mending.titled(draft, reading)]
    if not cards:
        raise DeckUnreadable(_("There are no cards in this file."), *(each.sentence for each in reading.remarks))
    mending.mend(cards, reading, pictures)
    crediting.credit(cards, reading)
    kinds = naming.kinds(about.pop("kinds", []), cards)
    naming.number(cards, kinds, reading)
    mending.place_themes(cards, reading)
    made = [_card(draft, reading) for draft in cards]
    deck = _deck({**about, "kinds": list(kinds.values())}, reading, made, name)
    problems = [_located(problem, cards) for problem in check.problems(deck, pictures and pictures.values())]
    return Bundle(deck, notes=list(dict.fromkeys(reading.notes)), problems=[*reading.remarks, *problems])


def _merged(reading: Reading) -> list[Draft]:
    """Put the languages of a card together when each language has a sheet: by code, or else by place."""
    cards: dict[tuple[str, str], Draft] = {}
    counted: dict[str, int] = {}
    for draft in reading.drafts:
        sheet = draft.sheet.name
        counted[sheet] = counted.get(sheet, 0) + 1
        alone = not columns.language(sheet) or ("code" in draft.fields and (sheet, str(draft.fields["code"])) in cards)
        key = (f"{sheet} {draft.row}", "") if alone else ("", str(draft.fields.get("code") or counted[sheet]).strip())
        first = cards.setdefault(key, draft)
        if first is not draft:
            first.texts = draft.texts | first.texts
            first.kind = first.kind | {language: word for language, word in draft.kind.items() if language}
    return list(cards.values())


def _card(draft: Draft, reading: Reading) -> Card:
    """Make a card of a draft, without the values that are not written as they should be."""
    while True:
        try:
            return Card.model_validate(_whole(draft))
        except ValidationError as error:
            for each in error.errors()[:1]:
                _leave_out(draft, each, reading)


def _whole(draft: Draft) -> Any:
    texts = {"texts": draft.texts} | ({"variants": draft.variants} if draft.variants else {})
    return typeset_table(draft.fields | texts)


def _leave_out(draft: Draft, error: Any, reading: Reading) -> None:
    """Take from a draft the value that an error is about, and say so; what is in no column of it is refused."""
    path = [part for part in error["loc"] if isinstance(part, str)]
    field, language, variant = _place(path)
    home: Any = draft.fields
    if language:
        home = (draft.variants.get(variant, {}) if variant else draft.texts).get(language, {})
    if field not in home:
        raise DeckUnreadable(_("%(where)s: %(why)s.", where=draft.where(field), why=refusals.why(error)))
    mending.drop(draft, home, (field, language, variant), refusals.why(error), reading)


def _place(path: list[str]) -> tuple[str, str, str]:
    """Return the field, the language and the audience of an error in a card."""
    kept = [*path[1:], "", ""]
    if path[:1] == ["texts"]:
        return kept[1], kept[0], ""
    return (kept[2], kept[1], kept[0]) if path[:1] == ["variants"] else ((path or [""])[0], "", "")


def _deck(about: dict[str, Any], reading: Reading, cards: list[Card], name: str) -> Deck:
    """Make the deck, with a title and a code after the name of the file if it says none."""
    seen = list(dict.fromkeys(language for card in cards for language in card.texts))
    languages = about.get("languages") or seen
    unsaid = {
        "code": naming.slug(name, "deck"),
        "licence": reading.about.get("licence") or _("licence not stated"),
        "credits": reading.about.get("credits", ""),
        "languages": languages,
        "title": dict.fromkeys(languages, reading.about.get("title") or naming.title(name)),
    }
    if isinstance(about.get("title"), str):
        about["title"] = dict.fromkeys(languages, about["title"])
    variants = list(dict.fromkeys(variant for card in cards for variant in card.variants))
    if variants:
        unsaid["variants"] = [{"code": code, "name": dict.fromkeys(languages, code)} for code in variants]
    order = [kind.get("code") for kind in about["kinds"]]
    whole = typeset_table(unsaid | about) | {"cards": in_order(cards, order)}
    try:
        return Deck.model_validate(whole)
    except ValidationError as error:
        raise DeckUnreadable(*(_about(each) for each in error.errors())) from error


def _about(error: Any) -> str:
    """Say what is wrong in one of our own sheets; rows and columns have the names they have there."""
    path = [part for part in error["loc"] if part != "texts"]
    sheet = str(path.pop(0)) if path and path[0] in labels.SHEETS else "deck"
    row = path.pop(0) + 2 if path and isinstance(path[0], int) else None
    field = labels.heading(*map(str, path[:2])) if path else "?"
    where = Sheet(sheet, []).place(row) if row else _("sheet “%(sheet)s”", sheet=sheet)
    return _("%(where)s, %(field)s: %(why)s.", where=where, field=field, why=refusals.why(error))


def _located(problem: Problem, cards: Iterable[Draft]) -> Problem:
    """Return the problem of a card with the row and the column it is in."""
    place = _WHERE.fullmatch(problem.where)
    draft = next((draft for draft in cards if place and draft.fields["code"] == place["code"]), None)
    if not (place and draft):
        return problem
    alone = "theme" if "theme" in draft.fields else "code"
    field = place["field"] or ("title" if place["language"] else alone)
    where = draft.where(field, place["language"] or "", place["variant"] or "")
    return replace(problem, where=f"{where} ({draft.fields['code']})")
