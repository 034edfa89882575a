"""Pictures on cards, printed: opaque whatever their file, and in the colours of the finish."""

from io import BytesIO

import pypdfium2
import pytest
from PIL import Image

from tests.printing.photos import FILES, GREEN, picture
from toolkit.decks import images
from toolkit.language import use
from toolkit.printing.decks import PrintStopped, prepare
from toolkit.printing.faces import photographs
from toolkit.printing.order.orders import FINISHES, Order
from toolkit.printing.sheet import pages

COARSE = picture("PNG", size=(60, 40))


@pytest.fixture(params=FILES)
def pictured(request, make_deck, make_card):
    """A deck of one card with a picture."""
    deck = make_deck(make_card(1, alt="Vert").model_copy(update={"image": request.param}), code="images-essai")
    images.carry(deck.code, FILES)
    return deck


def made(deck, finish):
    return prepare(deck, Order("fr", sheet="one-up", finish=finish, duplex="none"))


def tones(pdf):
    """The colours in the left and in the right half of the picture."""
    document = pypdfium2.PdfDocument(pdf)
    drawn = document[0].render(scale=2).to_pil().convert("RGB")
    document.close()
    return [drawn.getpixel((round(x / 25.4 * 144), round(23 / 25.4 * 144))) for x in (15, 54)]


@pytest.mark.parametrize("finish", FINISHES)
def test_a_picture_passes_every_check_in_every_finish(pictured, finish):
    assert [check.sentence for check in made(pictured, finish).checks if not check.passes] == []


def test_in_colour_a_picture_is_in_colour_and_white_where_it_was_clear(pictured):
    left, right = tones(made(pictured, "colour").pdf)

    assert right == pytest.approx(GREEN, abs=12)
    assert left == ((255, 255, 255) if "clear" in pictured.cards[0].image else pytest.approx(GREEN, abs=12))


@pytest.mark.parametrize(("finish", "lightest"), [("black", 100), ("ink", 170)])
def test_black_and_white_has_no_colour_and_the_outline_prints_pictures_pale(pictured, finish, lightest):
    _left, right = tones(made(pictured, finish).pdf)

    assert max(right) - min(right) <= 1
    assert lightest < right[0] < lightest + 60


@pytest.mark.parametrize("wishes", [{}, {"sheet": "a4-poker-fold"}, {"sheet": "one-up"}, {"duplex": "short-edge"}])
def test_a_picture_too_coarse_is_told_with_its_card_and_printed_only_on_purpose(make_deck, make_card, wishes):
    cards = [make_card(number, alt="Vert") for number in range(12)]
    cards[10] = cards[10].model_copy(update={"image": "coarse.png"})
    deck = make_deck(*cards, code="coarse-essai")
    images.carry(deck.code, {"coarse.png": COARSE})
    with use("en"):
        coarse = prepare(deck, Order("fr", **wishes))
        with pytest.raises(PrintStopped, match=r"^K10 image: its picture of 60 × 40 pixels") as stopped:
            coarse.file()

    assert stopped.value.overrulable
    assert coarse.file(anyway=True).startswith(b"%PDF")


def test_a_text_too_long_is_printed_on_no_account(make_deck, make_card):
    long = make_card(2, alt="Vert", text="Encore une phrase. " * 40).model_copy(update={"image": "coarse.png"})
    images.carry("coarse-essai", {"coarse.png": COARSE})

    with use("en"):
        cut = prepare(make_deck(make_card(1), long, code="coarse-essai"), Order("fr"))
        for anyway in (False, True):
            with pytest.raises(PrintStopped, match=r"K2 \[fr\]: front, .* mm too long") as stopped:
                cut.file(anyway=anyway)
            assert not stopped.value.overrulable


def test_a_picture_that_needs_nothing_stays_as_it_is_to_the_byte():
    assert photographs.prepared(FILES["opaque.jpg"], "colour") is FILES["opaque.jpg"]


def test_a_picture_that_lies_on_its_side_is_grey_upright():
    made, turned = BytesIO(), Image.Exif()
    turned[0x0112] = 6
    Image.new("RGB", (80, 40), GREEN).save(made, "JPEG", exif=turned)

    with Image.open(BytesIO(photographs.prepared(made.getvalue(), "black"))) as grey:
        assert (grey.size, grey.mode) == ((40, 80), "L")


def test_a_browser_is_told_the_finish_of_each_picture(pictured):
    order = Order("fr", sheet="one-up", finish="black")

    assert ";finish=black;base64," in pages.pages(pictured, order)[0].placed[0].html
    assert b';finish=black;"] { filter: grayscale(1)' in pages.styles(order)
