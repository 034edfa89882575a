from io import BytesIO

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pypdfium2 import PdfDocument

from toolkit.decks import library
from toolkit.printing.paper.boxes import THICKNESS, Box, BoxTooLarge, print_box


@given(st.integers(1, 80), st.tuples(st.integers(40, 150), st.integers(40, 200)))
def test_the_cards_go_into_the_box_and_its_sides_meet(cards, card):
    box = Box(card, cards)
    back, left, front, right = box.panels.values()

    assert box.depth > cards * THICKNESS
    assert (back.width, back.height) == (front.width, front.height) > card
    assert left.width == right.width == box.depth
    assert front.x == pytest.approx(left.x + left.width)
    assert right.x == pytest.approx(front.x + front.width)


@pytest.mark.parametrize("language", ["fr", "en"])
def test_the_musette_deck_has_a_box_on_one_sheet(language):
    with PdfDocument(BytesIO(print_box(library.find("musette"), language))) as pdf:
        text = pdf[0].get_textpage().get_text_bounded()

        assert len(pdf) == 1
        assert "66" in text
        assert "Situations" in text


def test_a_pile_too_thick_for_a_sheet_is_refused_in_a_sentence(make_deck, make_card):
    with pytest.raises(BoxTooLarge, match="99"):
        print_box(make_deck(make_card(1).model_copy(update={"quantity": 99})), "en")
