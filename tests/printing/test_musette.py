"""The Musette deck on paper: calm, drawn, and with a corner that stays empty."""

import pytest
from pypdfium2 import PdfDocument

from tests.printing.laying import overflows
from toolkit.decks import library
from toolkit.printing.decks import prepare
from toolkit.printing.faces.frames import Frame
from toolkit.printing.order import sizes
from toolkit.printing.order.orders import Order

LANGUAGES = ("fr", "en")
AUDIENCES = (None, "agents-publics")
DOTS = 2 * 72 / 25.4  # to the mm, in the pictures below
SIDE, EDGE = round(10 * DOTS), (round(7.5 * DOTS), round(6.5 * DOTS))  # bleed and margin


@pytest.fixture(scope="module", params=LANGUAGES)
def prints(request):
    deck = library.find("musette")
    return {variant: prepare(deck, Order(request.param, sheet="one-up", variant=variant)) for variant in AUDIENCES}


def test_no_card_is_set_in_smaller_type(prints):
    assert {variant: dict(made.smaller) for variant, made in prints.items()} == {None: {}, "agents-publics": {}}


def test_the_corner_of_every_front_is_empty(prints):
    spoilt = []
    with PdfDocument(prints[None].file()) as pdf:
        for number in range(0, len(pdf), 2):
            seen = pdf[number].render(scale=2).to_pil()
            right, bottom = seen.width - EDGE[0], seen.height - EDGE[1]
            corner = seen.crop((right - SIDE, bottom - SIDE, right, bottom))
            spoilt += [] if corner.getextrema() == ((255, 255),) * 3 else [number // 2]

    assert spoilt == []


@pytest.mark.parametrize("code", LANGUAGES)
@pytest.mark.parametrize("size", [*sizes.cards()])
def test_every_card_fits_every_size(size, code):
    deck, frame = library.find("musette"), Frame(sizes.card(size))
    found = {variant: overflows(deck, code, variant, frame) for variant in AUDIENCES}  # most cards are drawn once

    assert found == {None: [], "agents-publics": []}
