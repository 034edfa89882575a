"""The one door through which text enters: every word typed, imported or posted passes here."""

import re
import unicodedata

from toolkit.language import gettext as _

# Bidirectional overrides and isolates can disguise what a text says; they are shown by markup instead.
_BIDI = "\u202a-\u202e\u2066-\u2069\u200e\u200f\u061c"
_FORBIDDEN = re.compile(rf"[\x00-\x08\x0b-\x1f\x7f-\x9f{_BIDI}\ufeff\ufffe\uffff]")
_MARKS_PER_LETTER = 4
_JOINERS = ("\u200d", "\ufe0f")


class TextRefused(ValueError):
    """A text that cannot be kept as it was given."""


def clean(text: str, limit: int) -> str:
    """Return `text` normalised (NFC), with plain line ends, no control characters and no outer blanks.

    A text longer than `limit` characters, as a person counts them, is refused: it is never cut.

    Raises TextRefused for half an emoji (a lone surrogate) and for a text that is too long.
    """
    if any("\ud800" <= char <= "\udfff" for char in text):
        raise TextRefused(_("This text holds half a character. Please type its last sign again."))
    plain = text.replace("\r\n", "\n").replace("\r", "\n")
    kept = _fewer_marks(unicodedata.normalize("NFC", _FORBIDDEN.sub("", plain)).strip())
    length = graphemes(kept)
    if length > limit:
        raise TextRefused(
            _("This text has %(length)s characters, and there is room for %(limit)s.", length=length, limit=limit)
        )
    return kept


def line(text: str, limit: int) -> str:
    """Return `text` cleaned and on one line."""
    return " ".join(clean(text, limit).split())


def graphemes(text: str) -> int:
    """Count the characters of `text` as a person does: marks and joined emoji belong to the one before."""
    count = 0
    joined = False
    for char in text:
        extends = char in _JOINERS or unicodedata.combining(char) or "\U0001f3fb" <= char <= "\U0001f3ff"
        if not (extends or joined):
            count += 1
        joined = char == "\u200d"
    return count


def _fewer_marks(text: str) -> str:
    """Keep at most four combining marks on a letter: more are drawn over the lines around."""
    marks = 0
    kept = []
    for char in text:
        marks = marks + 1 if unicodedata.combining(char) else 0
        if marks <= _MARKS_PER_LETTER:
            kept.append(char)
    return "".join(kept)
