"""The one door through which text enters: every word typed, imported or posted passes here."""

import re
import unicodedata
from collections.abc import Container
from typing import Literal

from toolkit.language import gettext as _

# Bidirectional overrides and isolates can disguise what a text says; they are shown by markup instead.
_BIDI = "\u202a-\u202e\u2066-\u2069\u200e\u200f\u061c"
_FORBIDDEN = re.compile(rf"[\x00-\x08\x0e-\x1f\x7f-\x84\x86-\x9f{_BIDI}\ufeff\ufffe\uffff]")
_LINE_ENDS = re.compile("\r\n|[\r\x0b\x0c\x85\u2028\u2029]")
# What is not seen at the ends of a text; a regular expression would take minutes on a long run of them.
_BLANKS = "".join(filter(str.isspace, map(chr, range(0x3001)))) + "\u200b\u200c\u200d\u2060"
_INNER_BLANKS = re.compile(r"[ \t\n]+")
_HALF = re.compile("[\ud800-\udfff]")
# The letters and signs that most texts are made of, each of which is one character whatever stands around it.
_ALONE = re.compile("[\t\n\x20-\x7e\xa0-\u02ff\u2010-\u2027\u202f\u2030-\u205e\u20a0-\u20c0]*")
_FLAGS = re.compile("[\U0001f1e6-\U0001f1ff]{2}")
_MARKS_PER_LETTER = 4
# As in the Stream-Safe Text Format of Unicode: the time to normalise grows with the square of a run of marks.
_MARKS_IN_A_ROW = 30
# A family of four with the colours of their skins, the longest thing that a person counts as one.
_POINTS_PER_CHARACTER = 11
_UNSEEN = 1000  # signs that may stand in and around a text and are not kept: blanks, controls


class TextRefused(ValueError):
    """A text that cannot be kept as it was given: it is here, to be given back."""

    def __init__(self, sentence: str, text: str = "", limit: int = 0) -> None:
        super().__init__(sentence)
        self.text = text
        self.limit = limit


def clean(text: str, limit: int) -> str:
    """Return `text` normalised (NFC), with plain line ends, no control characters and no outer blanks.

    A text longer than `limit` characters, as a person counts them, is refused: it is never cut.

    Raises TextRefused for half an emoji (a lone surrogate) and for a text that is too long.
    """
    if len(text) > limit * _POINTS_PER_CHARACTER + _UNSEEN:  # before any work: some of it grows faster than the text
        sentence = _("This text is far too long: there is room for %(limit)s characters.", limit=limit)
        raise TextRefused(sentence, text, limit)
    if _HALF.search(text):
        raise TextRefused(_("This text holds half a character. Please type its last sign again."), text, limit)
    plain = _normalised("NFC", _FORBIDDEN.sub("", _LINE_ENDS.sub("\n", text)))
    kept = _fewer_marks(plain, _MARKS_PER_LETTER, {"Mn", "Me"}).strip(_BLANKS)
    length = max(graphemes(kept), len(kept) // _POINTS_PER_CHARACTER)
    if length > limit:
        counted = {"length": length, "limit": limit}
        sentence = _("This text has %(length)s characters, and there is room for %(limit)s.", **counted)
        raise TextRefused(sentence, text, limit)
    return kept


def line(text: str, limit: int) -> str:
    """Return `text` cleaned and on one line."""
    return _INNER_BLANKS.sub(" ", clean(text, limit))


def unaccented(text: str) -> str:
    """Return `text` in letters without their accents and other marks."""
    return "".join(letter for letter in _normalised("NFKD", text) if not unicodedata.combining(letter))


def folded(text: str) -> str:
    """Return `text` as it is compared with another: whatever its capitals, and however its marks are encoded."""
    return _normalised("NFC", _normalised("NFC", text).casefold().replace("\u2019", "'"))


def graphemes(text: str) -> int:
    """Count the characters of `text` as a person does: marks and joined emoji belong to the one before."""
    if _ALONE.fullmatch(text):
        return len(text)
    count = 0
    joined = False
    for char in _FLAGS.sub("⚑", text):
        symbol = unicodedata.category(char) == "So"
        count += not (_extends(char) or (joined and symbol))
        joined = char == "\u200d"
    return count


def _extends(char: str) -> bool:
    """Say whether `char` is drawn with the one before: a mark, a joiner, a colour of skin, the letters of a flag."""
    mark = unicodedata.category(char)[0] == "M"
    return mark or char == "\u200d" or "\U0001f3fb" <= char <= "\U0001f3ff" or "\U000e0020" <= char <= "\U000e007f"


def _normalised(form: Literal["NFC", "NFKD"], text: str) -> str:
    """Normalise in a time that grows with the length of `text` and no faster."""
    return unicodedata.normalize(form, _fewer_marks(text, _MARKS_IN_A_ROW, {"Mn", "Me", "Mc"}))


def _fewer_marks(text: str, most: int, categories: Container[str]) -> str:
    """Keep `most` marks in a row at most: more are drawn over the lines around."""
    if _ALONE.fullmatch(text):
        return text
    marks = 0
    kept = []
    for char in text:
        marks = marks + 1 if unicodedata.category(char) in categories else 0
        if marks <= most:
            kept.append(char)
    return "".join(kept)


def harmful(text: str) -> bool:
    """Say whether `text` holds a sign that `clean` would take away or refuse."""
    return bool(_FORBIDDEN.search(text) or _HALF.search(text))
