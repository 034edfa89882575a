"""Copying the text out proves nothing: a wrong glyph can carry the right letter. So the drawings are compared."""

import re
from io import BytesIO

import fontpkg
import pikepdf
import pypdfium2
import pytest
from fontTools.ttLib import TTFont

from tests.printing.conftest import PANGRAM
from toolkit.printing.decks import print_deck
from toolkit.printing.render.engine import _FILES, _FONTS

GREEK, CYRILLIC = "λόγος", "слово"
LETTERS = set("VoixambiguëdncœrqzéphyrèjttskwisOùŸŒÇ«»?:\u2019") | {"\u202f", "\u00a0"}


@pytest.fixture(scope="module")
def embedded(make_deck, make_card):
    """Each font in the file: its family, what every glyph stands for, and the drawings."""
    foreign = make_card(1, text=f"{PANGRAM} {GREEK} {CYRILLIC}")
    with pikepdf.open(BytesIO(print_deck(make_deck(foreign), language="fr"))) as pdf:
        fonts = [font for font in pdf.objects if isinstance(font, pikepdf.Dictionary) and "/ToUnicode" in font]
        return [
            (
                str(font.BaseFont).split("+")[1],
                letters(font.ToUnicode.read_bytes().decode()),
                TTFont(BytesIO(font.DescendantFonts[0].FontDescriptor.FontFile2.read_bytes())),
            )
            for font in fonts
        ]


def letters(cmap):
    pairs = re.findall(r"<([0-9a-fA-F]+)> <([0-9a-fA-F]+)>$", cmap, re.MULTILINE)
    return {int(glyph, 16): bytes.fromhex(text).decode("utf-16-be") for glyph, text in pairs}


def points(font, glyph):
    outline = font["glyf"][font.getGlyphName(glyph)]
    return outline.numberOfContours, len(getattr(outline, "coordinates", ()))


def original(family):
    if family.startswith("Source-Sans"):
        return TTFont(fontpkg.path("Source Sans 3"))
    name = max((name for name in _FILES if family.startswith(name.replace(" ", "-"))), key=len)
    return TTFont(_FONTS / _FILES[name])


def test_every_letter_of_a_french_pangram_is_printed(embedded):
    printed = {text for _, glyphs, _ in embedded for text in glyphs.values()}

    assert printed >= LETTERS - {"\u202f"}


def test_every_letter_is_drawn_as_its_font_draws_it(embedded):
    checked = 0
    for family, glyphs, drawn in embedded:
        font = original(family)
        for glyph, text in glyphs.items():
            name = font.getBestCmap().get(ord(text[0])) if len(text) == 1 else None
            if name:
                assert points(drawn, glyph) == points(font, font.getGlyphID(name)), (family, text)
                checked += 1

    assert checked > 90


def test_letters_that_the_house_fonts_lack_come_from_the_fallback_font(embedded):
    (drawn,) = ({*glyphs.values()} for family, glyphs, _ in embedded if family.startswith("Source-Sans"))

    assert set(GREEK + CYRILLIC) <= drawn
    assert not any(
        set(GREEK + CYRILLIC) & {*glyphs.values()} for family, glyphs, _ in embedded if "Source" not in family
    )


def test_a_narrow_no_break_space_is_narrower_than_a_space_and_is_there(make_deck, make_card):
    pdf = print_deck(make_deck(make_card(1, text="mm\u202fmm nn nn mm mm.")), language="fr", kinds=["kind-1"])
    document = pypdfium2.PdfDocument(pdf)
    text = document[0].get_textpage()
    said = text.get_text_range()

    def gap(left, right):
        return text.get_charbox(right)[0] - text.get_charbox(left)[2]

    first = said.index("mm mm nn nn")  # read as spaces, whatever their width
    within, narrow, wide = gap(first, first + 1), gap(first + 1, first + 3), gap(first + 7, first + 9)
    document.close()
    assert 0.3 < (narrow - within) / (wide - within) < 0.8
