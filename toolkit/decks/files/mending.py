"""What one cell says wrong stays off its card, and is said: it never keeps the others from being printed."""

from collections.abc import Mapping, Sequence
from typing import Any

from toolkit.decks import icons
from toolkit.decks.files import cells, pictures
from toolkit.decks.files.drafts import Draft, Reading
from toolkit.decks.files.fitting import beginning, fitted
from toolkit.decks.files.sheets.sheet import excerpt
from toolkit.language import gettext as _
from toolkit.language import lazy

_PERSON = ("age", "job", "needs", "brakes", "resources")
_INSTEAD = ("name", "subtitle", "text", "back", "quote", "job")  # what a card is called by that has no title
_ACCEPTED = {
    "quantity": lazy("a number of cards is from 0 to 99"),
    "order": lazy("an order is a whole number"),
    "level": lazy("a level is core or optional"),
}


def titled(draft: Draft, reading: Reading) -> bool:
    """Give a card the title that its row lacks, from another text of it; a row that says nothing else is left out."""
    lacking = [language for language, text in draft.texts.items() if not str(text.get("title") or "").strip()]
    for language in lacking:
        text = draft.texts[language]
        instead = next((str(text[name]) for name in _INSTEAD if str(text.get(name) or "").strip()), "")
        if instead:
            text["title"] = beginning(instead.split("\n")[0])
            said = {"title": text["title"], "where": draft.where("title", language)}
            reading.remark(said["where"], _("there is no title: the card is called “%(title)s”", title=text["title"]))
        elif len(draft.texts) > 1:
            del draft.texts[language]
            reading.remark(draft.where("title", language), _("there is no title in this language"))
        else:
            reading.remark(draft.where(), _("there is no title, nor a text: the row is left out"))
            return False
    return True


def mend(cards: Sequence[Draft], reading: Reading, came: Mapping[str, str] | None) -> None:
    """Put right what a person would put right, card by card, and leave out what nobody could."""
    undescribed = False
    for draft in cards:
        for language, text in () if draft.ours else list(draft.texts.items()):
            draft.texts[language] = _as_person(fitted(draft, language, text, reading))
        _picture(draft, reading, came)
        if "icon" in draft.fields and not icons.known(str(draft.fields["icon"])):
            drop(draft, draft.fields, ("icon", "", ""), _("no icon of Lucide is called so"), reading)
        undescribed |= _describe(draft)
    if undescribed and came is not None:
        reading.notes.append(_("No column describes the images: the titles of the cards stand for it."))


def drop(draft: Draft, home: dict[str, Any], place: tuple[str, str, str], why: str, reading: Reading) -> None:
    """Take a value from a card and say which, where and why."""
    value = home.pop(place[0])
    text = str(value if not isinstance(value, list) else ", ".join(map(str, value)))
    why = why[:1].lower() + why[1:]
    said = {"value": excerpt(text), "why": _ACCEPTED.get(place[0], why)}
    reading.remark(draft.where(*place), _("“%(value)s” is left out: %(why)s", **said))


def place_themes(cards: Sequence[Draft], reading: Reading) -> None:
    """Leave out the themes that are no card of the deck."""
    codes = {draft.fields["code"] for draft in cards}
    for draft in cards:
        if draft.fields.get("theme", "") and draft.fields["theme"] not in codes:
            drop(draft, draft.fields, ("theme", "", ""), _("no card of this deck has this code"), reading)


def _as_person(text: dict[str, Any]) -> dict[str, Any]:
    """Return a text as cards about persons are drawn: with a name, and nothing in the fields that they do not show."""
    if not any(text.get(field) for field in _PERSON) and not text.get("name"):
        return text
    text = {**text, "name": text.get("name") or text["title"]}
    for hidden, shown in (("subtitle", "text"), ("example", "back")):
        if text.get(hidden):
            text[shown] = "\n".join(filter(None, (str(text.pop(hidden)), str(text.get(shown) or ""))))
    return text


def _picture(draft: Draft, reading: Reading, came: Mapping[str, str] | None) -> None:
    """Give a card the picture that its cell means; one that is not there, or elsewhere, is said."""
    cell = str(draft.fields.get("image", "")).strip()
    if not cell:
        return None
    cell = draft.fields["image"] = pictures.first(cell)
    if pictures.is_address(cell):
        why = _("pictures are not fetched from elsewhere: put the file beside the spreadsheet in a .zip")
        return drop(draft, draft.fields, ("image", "", ""), why, reading)
    if came is None:
        draft.fields["image"] = cells.file_name(cell)
        return None
    meant = pictures.found(cell, came)
    if len(meant) == 1:
        draft.fields["image"] = meant[0]
        return None
    why = (
        _("several pictures are called so: write their folders too")
        if meant
        else _("there is no such file in the .zip")
    )
    return drop(draft, draft.fields, ("image", "", ""), why, reading)


def _describe(draft: Draft) -> bool:
    """Let the title describe the picture of a card where nothing does."""
    empty = [text for text in draft.texts.values() if not text.get("alt") and not (draft.ours and "alt" in text)]
    silent = empty if "image" in draft.fields else []
    for text in silent:
        text["alt"] = text["title"]
    return bool(silent)
