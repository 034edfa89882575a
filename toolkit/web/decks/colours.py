"""Colours of kinds: whether what is printed on them, and what is printed in them on white, can be read."""

import re

LEAST, LEAST_SHAPE = 4.5, 3.0  # of words and of shapes: WCAG 2.2, 1.4.3 and 1.4.11
_COLOUR = re.compile("#[0-9A-Fa-f]{6}")
_WHITE, _INK = "#FFFFFF", "#1B2036"
_DARK = 0.2  # below it the band of a card has white words, as _card_shape.html says
_LINEAR = 0.04045


def contrast(colour: str) -> dict[str, float | bool] | None:
    """Return the ratio of the band's text to its colour, and of that colour to white paper; None for no colour."""
    if not _COLOUR.fullmatch(colour):
        return None
    band = _ratio(colour, _WHITE if _luminance(colour) < _DARK else _INK)
    paper = _ratio(colour, _WHITE)
    return {"band": round(band, 1), "paper": round(paper, 1), "enough": band >= LEAST and paper >= LEAST_SHAPE}


def _ratio(one: str, other: str) -> float:
    lighter, darker = sorted((_luminance(one), _luminance(other)), reverse=True)
    return (lighter + 0.05) / (darker + 0.05)


def _luminance(colour: str) -> float:
    """Return the relative luminance, as WCAG defines it."""
    parts = [int(colour[start : start + 2], 16) / 255 for start in (1, 3, 5)]
    linear = [part / 12.92 if part <= _LINEAR else ((part + 0.055) / 1.055) ** 2.4 for part in parts]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]
