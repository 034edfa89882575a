"""Every character is drawn by a font that has it, or named with its card and place before anything is printed."""

from io import BytesIO

import pikepdf
import pypdfium2
import pytest
from fontTools.ttLib import TTFont

from tests.printing.laying import lacking
from toolkit.language import use
from toolkit.printing.checks.preflight import passes
from toolkit.printing.checks.verdicts import problems_on_cards
from toolkit.printing.decks import prepare, print_deck
from toolkit.printing.documents import print_document
from toolkit.printing.order.orders import Order

NOBODYS, UNASSIGNED = "\ue000", "\U000e1234"
EMOJI = "🎉☃✉🧭"


@pytest.fixture(autouse=True)
def _english():
    with use("en"):
        yield


def embedded(pdf, family):
    """The glyphs of a font in the file, drawn: the number of outlines of each, under what it stands for."""
    with pikepdf.open(BytesIO(pdf)) as opened:
        (font,) = (
            one
            for one in opened.objects
            if isinstance(one, pikepdf.Dictionary) and "/ToUnicode" in one and family in str(one.BaseFont)
        )
        return TTFont(BytesIO(font.DescendantFonts[0].FontDescriptor.FontFile2.read_bytes()))


def test_emoji_are_drawn_by_a_font_that_travels_with_the_toolkit(make_deck, make_card):
    deck = make_deck(make_card(1, title=f"Fête {EMOJI}"))

    pdf = print_deck(deck, language="fr", kinds=["kind-1"])

    font = embedded(pdf, "Paper-Emoji")
    drawn = [name for name in font.getGlyphOrder() if font["glyf"][name].numberOfContours]
    assert len(drawn) >= len(EMOJI)
    with pypdfium2.PdfDocument(pdf) as document:
        text = document[0].get_textpage()
        said = text.get_text_range()
        assert all(one in said for one in EMOJI)
    assert lacking(deck, "fr") == []


def test_a_print_with_emoji_passes_every_check(make_deck, make_card):
    made = prepare(make_deck(make_card(1, title=EMOJI, text=f"Un {EMOJI} 👩‍💻 🇫🇷.")), Order("fr"))

    assert [check.sentence for check in made.checks if not check.passes] == []


@pytest.mark.parametrize("character", [NOBODYS, UNASSIGNED])
@pytest.mark.parametrize(("field", "place"), [("title", "title"), ("back", "text on the back"), ("example", "example")])
def test_a_character_that_no_font_has_is_named_with_its_card_and_its_place(
    make_deck, make_card, field, place, character
):
    deck = make_deck(make_card(8, **{field: f"Un {character} mot"}))
    said = f"{place}: no font here has “{character}” (U+{ord(character):04X})"

    found = lacking(deck, "fr")
    checked = [problem.sentence for problem in problems_on_cards(deck)]

    assert found == [f"K8, {said}"]
    assert checked == [f"K8 [fr]: {said}."]


def test_it_stops_a_print_until_somebody_overrules_it(make_deck, make_card):
    checks = prepare(make_deck(make_card(8, title=f"Un {NOBODYS}", back=f"Et {NOBODYS}")), Order("fr")).checks

    assert [sentence for check in checks if not check.passes for sentence in check.sentences] == [
        f"K8 [fr]: title: no font here has “{NOBODYS}” (U+E000)."
    ]
    assert (passes(checks), passes(checks, anyway=True)) == (False, True)


def test_what_stands_on_every_card_is_named_too(make_deck, make_card):
    deck = make_deck(make_card(8)).model_copy(update={"credits": f"Amina {NOBODYS}"})

    assert lacking(deck, "fr") == [f"K8, credits: no font here has “{NOBODYS}” (U+E000)"]


def test_a_document_says_the_number_of_a_character_and_what_the_number_is():
    html = f"<html><body><h1>Une idée {NOBODYS} {EMOJI}</h1></body></html>"

    with pypdfium2.PdfDocument(print_document(html, title="Essai", language="fr")) as document:
        said = document[0].get_textpage().get_text_range()

    assert "Une idée [U+E000]" in said
    assert all(one in said for one in EMOJI)
    assert "tient lieu d’un caractère" in " ".join(said.split())


def test_a_document_whose_characters_are_known_says_nothing_of_them():
    with pypdfium2.PdfDocument(print_document("<p>Une idée.</p>", title="Essai", language="fr")) as document:
        assert "U+" not in document[0].get_textpage().get_text_range()
