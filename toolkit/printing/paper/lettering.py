"""Lettering: words as large as the room that they are given, on as few lines as can be read."""

from itertools import count
from textwrap import wrap

from markupsafe import Markup, escape

LONGEST = 18.0  # ems: what one line may be wide before it is parted
_SLACK = 3  # letters that a line may have more than the others, to end with a word
_SIZE, _LEADING, _BASE = 100, 105, 75
_NARROW, _WIDE = frozenset(" \u00a0\u202f'’.,;:·!|()-iljtfIJ1"), frozenset("mwMWœŒæÆ@%&")
_TYPE = Markup(
    'text-anchor="middle" font-family="Bricolage, Bricolage Ext, Atkinson" font-weight="800" font-size="100"'
)
_IDEOGRAPHS = "\u2e80"  # from here on, a letter is as wide as it is high


def width(text: str) -> float:
    """Return about how wide a line in the bold type of titles is, in ems."""
    return sum(map(_letter, text))


def fitted(text: str) -> Markup:
    """Draw a text that is scaled to its room: on one line, or on a few if it is very long."""
    lines = parted(text)
    wide = max(map(width, lines)) * _SIZE
    rows = Markup("").join(
        Markup('<text x="{:.0f}" y="{}" {}>{}</text>').format(wide / 2, place * _LEADING + _BASE, _TYPE, escape(line))
        for place, line in enumerate(lines)
    )
    return Markup('<svg class="fitted" viewBox="0 0 {:.0f} {}">{}</svg>').format(wide, len(lines) * _LEADING, rows)


def parted(text: str) -> list[str]:
    """Part a text that is too wide for one line into lines of about one length; only endless words are broken."""
    if width(text) <= LONGEST:
        return [text]
    trials = (wrap(text, -(-len(text) // lines) + _SLACK) for lines in count(2))
    return next(rows for rows in trials if max(map(width, rows)) <= LONGEST)


def _letter(letter: str) -> float:
    if letter in _WIDE or letter >= _IDEOGRAPHS:
        return 1.0
    if letter in _NARROW:
        return 0.36
    return 0.72 if letter.isupper() else 0.61
