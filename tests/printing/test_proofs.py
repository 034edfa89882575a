"""What depends on our templates alone is proved here, once, for every sheet, size and finish; no print looks again."""

import re
from io import BytesIO

import pikepdf
import pypdfium2
import pytest

from tests.codes import read_codes
from tests.printing.inspecting import faults, inspect
from tests.printing.photos import FILES
from toolkit.decks import images
from toolkit.printing.decks import prepare
from toolkit.printing.faces import fit
from toolkit.printing.order import piles, sizes
from toolkit.printing.order.orders import FINISHES, Order
from toolkit.printing.sheet import sheets
from toolkit.printing.sheet.qr import QUIET, SMALLEST_MODULE, modules

LARGE = "a4-large-print"


@pytest.fixture(scope="module")
def varied(make_deck, make_card):
    """Cards with and without a picture, one set in the smallest type."""
    pictured = [
        make_card(number, alt="Vert").model_copy(update={"image": name, "credit": "Photo : Amina"})
        for number, name in enumerate(FILES)
    ]
    deck = make_deck(*pictured, make_card(7), make_card(8, text="Quatre mots de plus. " * 24), code="proofs-essai")
    images.carry(deck.code, FILES)
    return deck


def read(pdf):
    """What the QR codes on the pages say, from a scan of 150 dots to the inch."""
    with pypdfium2.PdfDocument(pdf) as document:
        scans = [page.render(scale=150 / 72).to_pil() for page in document]
    return sorted(found.text for scan in scans for found in read_codes(scan))


@pytest.mark.parametrize("finish", FINISHES)
@pytest.mark.parametrize("sheet", sheets.known())
def test_colours_fonts_boxes_type_and_codes_are_right_on_every_sheet_in_every_finish(varied, sheet, finish):
    order = Order("fr", sheet=sheet, finish=finish)
    large, trimmed = sheet == LARGE, order.laid().trimmed

    pdf = prepare(varied, order).pdf

    assert faults(pdf, black=finish == "black", trimmed=trimmed, least=16.0 if large else 6.0) == set()
    assert read(pdf) == sorted(f"proofs-essai {card.code}" for card in varied.cards)


def test_large_print_on_letter_has_sixteen_points_too(varied):
    assert faults(prepare(varied, Order("fr", sheet=LARGE, paper="letter")).pdf, least=16.0) == set()


@pytest.mark.parametrize("wishes", [{"second": "en"}, {"second": "en", "split": True, "card": "a6"}, {"tables": 2}])
def test_in_two_languages_and_under_the_card_of_a_table_too(varied, wishes):
    assert faults(prepare(varied, Order("fr", **wishes)).pdf) == set()


@pytest.mark.parametrize("card", sizes.cards())
def test_on_a_card_of_any_size_texts_have_the_points_that_are_told_and_codes_are_wide_enough(varied, card):
    order = Order("fr", card=card, sheet="one-up")
    items = piles.items(varied, order)
    pieces = piles.draw(items, piles.look(order))
    made = prepare(varied, order)

    smallest = min(fit.points(face.step, piles.look(order).frame.unit) for piece in pieces for face in piece.faces)
    widths = [
        place[2] / (len(modules(piece.qr, place[2])) + 2 * QUIET)
        for piece in pieces
        for place in (piece.back.qr,)
        if place
    ]

    assert faults(made.pdf, trimmed=True) == set()
    assert smallest >= 9
    assert smallest in inspect(made.pdf)["type"]
    assert min(widths, default=SMALLEST_MODULE) >= SMALLEST_MODULE


@pytest.mark.parametrize("finish", FINISHES)
@pytest.mark.parametrize("sheet", ["one-up", "one-up-marks", "a4-poker-9up"])
def test_text_and_codes_are_of_black_ink_alone(varied, sheet, finish):
    """By the standard, a grey of 0 is black ink and no other; of three colours of 0, a press makes what it likes."""
    said = b" ".join(operators(prepare(varied, Order("fr", sheet=sheet, finish=finish)).pdf))

    assert re.search(rb"(?<![\d.])0 0 0 (?:rg|RG)\b", said) is None
    assert len(re.findall(rb"(?<![\d.])0 g\b", said)) >= 2 * len(varied.cards)


def operators(pdf):
    """What each page of a PDF and each form in it draws."""
    with pikepdf.open(BytesIO(pdf)) as document:
        for one in document.objects:
            is_form = isinstance(one, pikepdf.Stream) and one.get("/Subtype") == "/Form"
            if is_form:
                yield one.read_bytes()
        for page in document.pages:
            page.contents_coalesce()
            yield page.Contents.read_bytes()
