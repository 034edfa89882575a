"""Sheets put together as a deck, with everything that is wrong in them said at once."""

import re
from collections.abc import Collection, Iterable
from dataclasses import replace
from typing import Any

from pydantic import ValidationError

from toolkit.decks import check
from toolkit.decks.check import Problem
from toolkit.decks.files import columns, drafts, labels, naming
from toolkit.decks.files.drafts import Draft, Reading
from toolkit.decks.files.spreadsheets import Sheet
from toolkit.decks.files.survey import Choices
from toolkit.decks.folder import folder
from toolkit.decks.folder.bundles import Bundle
from toolkit.decks.folder.folder import DeckUnreadable
from toolkit.decks.models import Card, Deck
from toolkit.language import gettext as _
from toolkit.language import typeset_table

_WHERE = re.compile(r"(?P<code>\S+)(?: \[(?:(?P<variant>[^\]]+)\.)?(?P<language>[^\].]+)\])?(?: (?P<field>\w+))?")


def assemble(
    sheets: list[Sheet], name: str, choices: Choices | None = None, images: Collection[str] | None = None
) -> Bundle:
    """Make a deck of the sheets of a file called `name`, its columns as guessed or chosen.

    `images` are the names of those that came with it.
    Raises DeckUnreadable with all there is to mend, each with its sheet, row and column.
    """
    reading = Reading()
    about, rest = labels.read(sheets)
    for sheet in rest:
        drafts.read(sheet, reading, choices or {})
    cards = _merged(reading)
    _describe(cards, reading.notes if images is not None else [])
    kinds = naming.kinds(about.pop("kinds", []), cards)
    naming.number(cards, kinds, reading)
    made = [card for card in (_card(draft, reading) for draft in cards) if card]
    if not (cards or reading.problems):
        reading.problems.append(_("There are no cards in this file."))
    try:
        deck = _deck({**about, "kinds": list(kinds.values())}, reading, made, name)
    except DeckUnreadable as refusal:
        raise DeckUnreadable(*reading.problems, *refusal.sentences) from refusal
    found = [_located(problem, cards) for problem in check.problems(deck, images)]
    if reading.problems:
        raise DeckUnreadable(*reading.problems, *(each.sentence for each in found if each.blocks and made))
    return Bundle(deck, notes=reading.notes, problems=found)


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


def _describe(cards: list[Draft], notes: list[str]) -> None:
    """Let the title describe the image of a card when no column does."""
    silent = [card for card in cards if "image" in card.fields and not any(place[0] == "alt" for place in card.places)]
    for text in (text for card in silent for text in card.texts.values() if text.get("title")):
        text["alt"] = text["title"]
    if silent:
        notes.append(_("No column describes the images: the titles of the cards stand for it."))


def _card(draft: Draft, reading: Reading) -> Card | None:
    texts = {"texts": draft.texts} | ({"variants": draft.variants} if draft.variants else {})
    try:
        return Card.model_validate(typeset_table(draft.fields | texts))
    except ValidationError as error:
        for each in error.errors():
            where = draft.where(*_place([part for part in each["loc"] if isinstance(part, str)]))
            reading.problems.append(_("%(where)s: %(why)s.", where=where, why=folder.why(each)))
        for language in [language for language, text in draft.texts.items() if not text.get("title")]:
            where = draft.where("title", language)
            reading.problems.append(_("%(where)s: %(why)s.", where=where, why=_("the title is missing")))
        return None


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
        "title": dict.fromkeys(languages, naming.title(name)),
    }
    variants = list(dict.fromkeys(variant for card in cards for variant in card.variants))
    if variants:
        unsaid["variants"] = [{"code": code, "name": dict.fromkeys(languages, code)} for code in variants]
    order = [kind.get("code") for kind in about["kinds"]]
    whole = typeset_table(unsaid | about) | {"cards": folder.in_order(cards, order)}
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
    return _("%(where)s, %(field)s: %(why)s.", where=where, field=field, why=folder.why(error))


def _located(problem: Problem, cards: Iterable[Draft]) -> Problem:
    """Return the problem of a card with the row and the column it is in."""
    found = _WHERE.fullmatch(problem.where)
    draft = next((draft for draft in cards if found and draft.fields["code"] == found["code"]), None)
    if not (found and draft):
        return problem
    alone = "theme" if "theme" in draft.fields else "code"
    field = found["field"] or ("title" if found["language"] else alone)
    where = draft.where(field, found["language"] or "", found["variant"] or "")
    return replace(problem, where=f"{where} ({draft.fields['code']})")
