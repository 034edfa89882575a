"""Sizes, finishes and choices: a sample of each, looked at as pictures."""

from io import BytesIO
from itertools import pairwise

import pikepdf
import pypdfium2
import pytest

from tests.codes import read_codes
from tests.printing.laying import overflows
from toolkit.decks import library
from toolkit.printing.decks import print_deck
from toolkit.printing.faces.frames import Frame
from toolkit.printing.order import sizes
from toolkit.printing.order.orders import Order
from toolkit.printing.order.selection import piles, printed_blank, select
from toolkit.printing.sheet import sheets
from toolkit.printing.sheet.imposition import slots

RED = (0xB5, 0x42, 0x2C)


def pictures(pdf, dpi=100):
    document = pypdfium2.PdfDocument(pdf)
    drawn = [page.render(scale=dpi / 72).to_pil().convert("RGB") for page in document]
    document.close()
    return drawn


def texts(pdf):
    document = pypdfium2.PdfDocument(pdf)
    said = [page.get_textpage().get_text_range() for page in document]
    document.close()
    return said


def codes(picture):
    return sorted(code.text for code in read_codes(picture))


def darkest(picture, box, dpi=100):
    """The darkest grey in a box given in mm from the top left corner."""
    return picture.crop(tuple(round(side / 25.4 * dpi) for side in box)).convert("L").getextrema()[0]


@pytest.mark.parametrize("card", ["tarot", "square", "business", "70x100", "a6", "57x89"])
def test_on_a_card_of_any_size_the_band_is_on_the_edge_and_the_code_is_read(deck, card):
    order = Order("fr", card=card, kinds=["kind-0"])

    front, back = pictures(print_deck(deck, language="fr", card=card, kinds=order.kinds, guides="none"))

    slot, (width, height) = slots(order.laid())[0], sizes.card(card)
    x, y = (slot.x + width / 2) / 25.4 * 100, (slot.y + 1.2) / 25.4 * 100
    assert front.getpixel((int(x), int(y))) == pytest.approx(RED, abs=2)
    assert darkest(front, (slot.x + 1, slot.y + height - 2, slot.x + width - 1, slot.y + height)) > 200
    assert codes(back) == ["essai K0"]


@pytest.mark.parametrize(("card", "language"), [("business", "fr"), ("tarot", "en"), ("140x200", "fr")])
def test_the_fullest_cards_of_the_bundled_deck_fit_other_sizes(card, language):
    deck = library.find("musette")
    fullest = deck.model_copy(update={"cards": tuple(one for one in deck.cards if one.kind in {"persona", "theme"})})

    found = overflows(fullest, language, frame=Frame(sizes.card(card)))

    assert found == []


def test_large_print_has_nothing_below_sixteen_points(deck):
    with pikepdf.open(BytesIO(print_deck(deck, language="fr", sheet="a4-large-print", kinds=["kind-0"]))) as pdf:
        sizes_used = [size for page in pdf.pages for size in type_sizes(page)]

    assert min(sizes_used) >= 15.9


def type_sizes(page):
    """List the sizes of type in points: a text matrix scales its font, and the page scales pixels to points."""
    height = font = 0.0
    for operands, operator in pikepdf.parse_content_stream(page):
        if str(operator) == "Tf":
            font = float(operands[1])
        elif str(operator) == "Tm":
            height = abs(float(operands[3]))
        elif str(operator) in {"Tj", "TJ"}:
            yield height * font * 0.75


def test_an_outline_spares_most_of_the_ink_and_keeps_the_colour_of_its_rule(deck):
    full, spared = (
        pictures(print_deck(deck, language="fr", finish=finish, sheet="one-up"), dpi=50) for finish in ("colour", "ink")
    )

    def ink(drawn):
        return sum(255 - level for one in drawn for level in one.convert("L").tobytes())

    assert ink(spared) < 0.6 * ink(full)
    assert RED in {colour for _, colour in spared[0].getcolors(100_000)}


def test_black_and_white_has_no_colour_at_all(deck):
    drawn = pictures(print_deck(deck, language="fr", finish="black", sheet="one-up", kinds=["kind-0"]), dpi=50)

    assert all(max(pixel) - min(pixel) < 45 for one in drawn for _, pixel in one.getcolors(100_000))


def test_in_two_languages_the_back_says_what_the_front_says():
    front, back = texts(print_deck(library.find("musette"), language="fr", second="en", kinds=["theme"]))

    assert ("Thème" in front, "Theme" in back) == (True, True)
    assert "contributors" in back


def test_on_a_sheet_to_fold_each_back_is_at_the_right_of_its_front(deck):
    sheet = sheets.find("a4-poker-fold")

    page = pictures(print_deck(deck, language="fr", sheet=sheet.code, kinds=["kind-0", "kind-1"]))[0]

    tops = [page.getpixel((int((slot.x + 40) / 25.4 * 100), int((slot.y + 1) / 25.4 * 100))) for slot in slots(sheet)]
    assert [one == pytest.approx(other, abs=2) for one, other in list(pairwise(tops[:4]))] == [True, False, True]
    assert codes(page) == ["essai K0", "essai K1"]


def test_each_table_gets_its_pile_under_a_card_of_its_own(deck):
    said = "".join(texts(print_deck(deck, language="en", tables=3, duplex="none", kinds=["kind-0"])))

    assert [said.count("Table"), said.count("K0")] == [3, 3]


def test_lines_to_cut_along_lie_between_the_cards(deck):
    page = pictures(print_deck(deck, language="fr", guides="lines", finish="ink", duplex="none"))[0]

    assert darkest(page, (73.2, 50, 73.8, 52)) < 210


def test_cards_are_chosen_by_kind_tag_and_level():
    deck = library.find("musette")

    assert {card.kind for card in select(deck, Order("fr", kinds=["persona", "role"]))} == {"persona", "role"}
    assert all("invention" in card.tags for card in select(deck, Order("fr", tags=["invention"])))
    assert {card.level for card in select(deck, Order("fr", levels=["core"]))} == {"core"}


def test_blank_cards_each_have_a_code():
    blank = [card.code for card in select(library.find("musette"), Order("fr", kinds=["blank"], blanks=5))]

    assert blank == ["W1", "W2", "W3", "W4", "W5"]


def test_no_two_blank_cards_of_any_table_have_the_same_code():
    deck = library.find("musette")

    codes = [card.code for pile in piles(deck, Order("fr", kinds=["blank"], blanks=5, tables=6)) for card in pile]

    assert codes[:6] == ["W1", "W2", "W3", "W4", "W5", "W6"]
    assert len(set(codes)) == 30


def test_the_cards_that_say_something_are_the_same_on_every_table():
    first, second = piles(library.find("musette"), Order("fr", tables=2))

    assert [card.code for card in first if card.kind != "blank"] == [
        card.code for card in second if card.kind != "blank"
    ]


def test_a_blank_card_printed_under_a_new_code_is_found_again_and_nothing_else_is():
    deck = library.find("musette")
    printed = piles(deck, Order("fr", kinds=["blank"], blanks=5, tables=2))[1]

    assert [printed_blank(deck, card.code).kind for card in printed] == ["blank"] * 5
    for unknown in ("W", "W0", "P77", "X\u0663"):
        with pytest.raises(KeyError):
            printed_blank(deck, unknown)
