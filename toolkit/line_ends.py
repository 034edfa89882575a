"""Where the lines of a card may end: not inside a compound of its title, and in an address without a hyphen."""

import re

from markupsafe import Markup, escape

_SHORT = 5  # letters that are not left alone on the last line
_ADDRESS = re.compile(r"(?:https?://|www\.)\S+|\S+@\S+\.\S+", re.IGNORECASE)
_COMPOUND = re.compile(r"\S*\w-\w\S*")


def unbroken(text: str) -> Markup:
    """Return a text whose last short word is not alone on its line, and whose addresses are never hyphenated."""
    return _marked(text, _ADDRESS, "card-uncut")


def whole(title: str) -> Markup:
    """Return a title whose last short word is not alone on its line, and whose compounds go to the next one whole."""
    return _marked(title, _COMPOUND, "card-whole")


def _marked(text: str, words: re.Pattern[str], name: str) -> Markup:
    start, _space, last = text.rpartition(" ")
    joined = f"{start}\u00a0{last}" if " " in start and len(last) < _SHORT else text
    marked = Markup('<span class="{}">{}</span>')
    return Markup(" ").join(
        Markup("\u00a0").join(
            marked.format(name, word) if words.fullmatch(word) else escape(word) for word in part.split("\u00a0")
        )
        for part in joined.split(" ")
    )
