"""Texts longer than their place on a card: they are the beginning of its text, which has room, and that is said."""

from typing import Any

from toolkit.decks.files.columns import LISTS
from toolkit.decks.files.drafts import Draft, Reading
from toolkit.decks.models import PASSAGE, SENTENCE, TITLE
from toolkit.language import gettext as _
from toolkit.text import graphemes

_SHORT = 60  # characters of what a card is called by
_ROOM = {
    "title": TITLE,
    "name": TITLE,
    **dict.fromkeys(("subtitle", "benefit", "quote", "job", "needs", "brakes", "resources"), SENTENCE),
}
_LONG = ("text", "back", "example", "note")


def fitted(draft: Draft, language: str, text: dict[str, Any], reading: Reading) -> dict[str, Any]:
    """Return a text whose fields are no longer than they may be; what was too long stands in front of its text."""
    moved: list[str] = []
    for name, room in _ROOM.items():
        long = [each for each in _items(text.get(name)) if graphemes(each) > room]
        if long:
            text = _without(text, name, long)
            reading.remark(draft.where(name, language), _why(name) % {"most": room})
            moved += long
    body = "\n".join([*moved, *_items(text.get("text"))])
    whole = text | {"text": body} if moved else text
    return whole | {name: _cut(draft, (name, language), str(whole[name]), reading) for name in _LONG if name in whole}


def beginning(text: str, most: int = _SHORT) -> str:
    """Return the first words of a text."""
    if graphemes(text) <= most:
        return text
    first = text[: most - 1]
    return (first.rpartition(" ")[0].rstrip(" ,;:.") if " " in first else first) + "…"


def _items(value: Any) -> list[str]:
    return [str(each).strip() for each in (value if isinstance(value, list) else [value]) if each]


def _without(text: dict[str, Any], name: str, long: list[str]) -> dict[str, Any]:
    """Take from a text what is too long for a field of it; a title keeps its first words."""
    if name in LISTS:
        return text | {name: [each for each in _items(text[name]) if each not in long]}
    return text | {name: beginning(long[0])} if name == "title" else {key: text[key] for key in text if key != name}


def _why(name: str) -> str:
    if name == "title":
        return _("the title is longer than %(most)s characters: it is the text of the card, under its first words")
    return _("this is longer than the %(most)s characters that there is room for: it is in the text of the card")


def _cut(draft: Draft, place: tuple[str, str], passage: str, reading: Reading) -> str:
    """Return a passage as long as any may be; where it ends is said."""
    size = graphemes(passage)
    if size <= PASSAGE:
        return passage
    kept = beginning(passage, PASSAGE)
    why = _("this text has %(size)s characters, and there is room for %(most)s: it ends at “%(last)s”")
    reading.remark(draft.where(*place), why % {"size": size, "most": PASSAGE, "last": kept[-_SHORT:].strip()})
    return kept
