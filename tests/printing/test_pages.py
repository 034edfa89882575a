"""Sheets for a browser to print: the same places as in the PDF, in millimetres."""

import re

import pytest

from toolkit.printing.order.orders import Order
from toolkit.printing.sheet import pages, sheets
from toolkit.printing.sheet.imposition import arrange, beyond, slots

NINE = sheets.find("a4-poker-9up")


def places(css, face):
    """Where each place of a side is, in mm."""
    found = re.findall(rf"\.{face} \.p(\d+) {{ left: ([\d.-]+)mm; top: ([\d.-]+)mm;", css)
    return {int(place): (float(left), float(top)) for place, left, top in found}


@pytest.mark.parametrize("duplex", ["long-edge", "short-edge"])
def test_every_card_lies_where_the_pdf_has_it(duplex):
    css = pages.styles(Order("fr", duplex=duplex, back_offset=(1.5, -0.5))).decode()

    for side in arrange(NINE, 9, duplex, (1.5, -0.5)):
        wanted = {place: (slot.x, slot.y) for place, (_card, slot) in enumerate(side.placed)}
        assert places(css, side.face) == {place: pytest.approx(at, abs=0.001) for place, at in wanted.items()}
    assert "size: 210mm 297mm" in css
    assert css.count("@page") == 1
    assert ("rotate(180deg)" in css) == (duplex == "short-edge")


def test_a_card_bleeds_only_where_no_other_follows():
    corner, middle = slots(NINE)[0], slots(NINE)[4]

    assert (beyond(NINE, corner), beyond(NINE, middle)) == ((3, 0, 0, 3), (0, 0, 0, 0))


def test_each_back_is_on_the_page_behind_its_front_with_its_code(deck):
    sides = pages.pages(deck, Order("fr"))

    assert [(side.face, len(side.placed)) for side in sides] == [("front", 9), ("back", 9), ("front", 2), ("back", 2)]
    assert all('aria-label="essai K' in one.html and "<path" in one.html for one in sides[1].placed)
    assert not any('aria-label="essai K' in one.html for one in sides[0].placed)


def test_what_people_write_stays_text(make_deck, make_card):
    (front, _back) = pages.pages(make_deck(make_card(1, text="<script>alert(1)</script>")), Order("fr"))

    assert "<script" not in front.placed[0].html


def test_on_a_sheet_to_fold_the_back_is_beside_the_front(deck):
    (only,) = pages.pages(deck, Order("fr", sheet="a4-poker-fold", kinds=["kind-0", "kind-1"]))

    assert ["card-back" in one.html for one in only.placed] == [False, True, False, True]
