from io import BytesIO

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pypdfium2 import PdfDocument

from toolkit.decks import library
from toolkit.printing.paper import booklets
from toolkit.printing.paper.booklets import NoBooklet, has_booklet, print_booklet

A5, A4 = (419.5, 595.3), (841.9, 595.3)


def sizes(pdf):
    return {tuple(round(length, 1) for length in page.get_size()) for page in PdfDocument(BytesIO(pdf))}


@pytest.mark.parametrize("language", ["fr", "en"])
def test_the_musette_booklet_has_eight_pages_of_a5(language):
    pdf = print_booklet(library.find("musette"), language)

    assert len(PdfDocument(BytesIO(pdf))) == 8
    assert sizes(pdf) == {A5}


def test_folded_it_is_two_sheets_with_the_cover_outside():
    pdf = print_booklet(library.find("musette"), "en", folded=True)

    with PdfDocument(BytesIO(pdf)) as pages:
        outside, middle = (pages[number].get_textpage() for number in (0, 3))
        assert (len(pages), sizes(pdf)) == (4, {A4})
        assert "Imagine the digital kit" in outside.get_text_bounded(left=A4[0] / 2)
        assert "Adapting the" in outside.get_text_bounded(right=A4[0] / 2)
        assert "Three hours" in middle.get_text_bounded(right=A4[0] / 2)


@given(st.integers(1, 60))
def test_every_page_lies_once_and_facing_pages_are_neighbours(count):
    sides = booklets.order(count)
    laid = [page for side in sides for page in side if page is not None]

    assert sorted(laid) == list(range(count))
    assert all(left + right == len(sides) * 2 - 1 for left, right in sides if None not in (left, right))


def test_a_deck_without_a_booklet_says_so(deck):
    assert not has_booklet(deck)
    with pytest.raises(NoBooklet, match=r"booklet\.toml"):
        print_booklet(deck, "en")
