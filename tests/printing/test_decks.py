import re
from io import BytesIO

import pikepdf
import pypdfium2
import pytest

from tests.codes import read_codes
from tests.printing.laying import overflows
from toolkit.decks import library
from toolkit.printing.decks import PrintStopped, print_deck
from toolkit.printing.order.selection import NothingToPrint
from toolkit.printing.sheet import sheets
from toolkit.printing.sheet.imposition import arrange

pytestmark = pytest.mark.long

NINE = sheets.find("a4-poker-9up")


def rasters(pdf, dpi=150):
    document = pypdfium2.PdfDocument(pdf)
    images = [page.render(scale=dpi / 72).to_pil().convert("RGB") for page in document]
    document.close()
    return images


def band_colour(image, slot, sheet, dpi=150):
    """The colour 1.5 mm under the upper edge of the card in `slot`, half way along it."""
    down = sheet.cell[1] - 1.5 if slot.turned else 1.5
    point = (slot.x + sheet.cell[0] / 2) / 25.4 * dpi, (slot.y + down) / 25.4 * dpi
    return image.getpixel(tuple(map(int, point)))


@pytest.fixture(scope="module")
def printed(deck):
    return print_deck(deck, language="fr", public_url="https://musette.example.org")


def test_eleven_cards_take_two_sheets_printed_on_both_sides(printed):
    with pikepdf.open(BytesIO(printed)) as pdf:
        assert len(pdf.pages) == 4


def test_another_program_finds_nothing_wrong_with_the_file(printed, qpdf):
    assert qpdf(printed) == ""


def test_every_qr_code_is_read_from_a_coarse_scan(printed, deck):
    read = [code.text for image in rasters(printed) for code in read_codes(image)]

    assert sorted(read) == sorted(f"https://musette.example.org/c/essai/{card.code}" for card in deck.cards)


def test_without_a_public_address_the_qr_code_is_a_short_code(deck):
    pdf = print_deck(deck, language="fr", sheet="one-up")

    read = [code.text for image in rasters(pdf) for code in read_codes(image)]

    assert sorted(read) == sorted(f"essai {card.code}" for card in deck.cards)


@pytest.mark.parametrize("duplex", ["long-edge", "short-edge"])
def test_each_back_is_behind_its_front(deck, duplex):
    images = rasters(print_deck(deck, language="fr", duplex=duplex))

    for image, side in zip(images, arrange(NINE, 11, duplex), strict=True):
        for number, slot in side.placed:
            wanted = tuple(bytes.fromhex(deck.kinds[number].colour[1:]))
            assert band_colour(image, slot, NINE) == pytest.approx(wanted, abs=2)


def test_nothing_is_printed_outside_the_cards_and_their_bleed(deck):
    left, top = (margin - NINE.bleed for margin in NINE.margin)

    for image in rasters(print_deck(deck, language="fr", guides="none"), dpi=72):
        block = [int(length / 25.4 * 72) for length in (left, top, 210 - left, 297 - top)]
        image.paste("white", (block[0] - 1, block[1] - 1, block[2] + 2, block[3] + 2))
        assert image.convert("L").getextrema() == (255, 255)


def test_cut_marks_are_on_the_fronts_and_clear_of_the_cards(deck):
    marked, plain = (rasters(print_deck(deck, language="fr", guides=guides), dpi=72) for guides in ("marks", "none"))

    assert [one == other for one, other in zip(marked, plain, strict=True)] == [False, True, False, True]


def test_a_print_shop_gets_trim_and_bleed_boxes(deck):
    with pikepdf.open(BytesIO(print_deck(deck, language="fr", sheet="one-up"))) as pdf:
        page = pdf.pages[0]
        boxes = [[float(length) * 25.4 / 72 for length in box] for box in (page.MediaBox, page.BleedBox, page.TrimBox)]

    assert boxes == [pytest.approx([0, 0, 69, 94]), pytest.approx([0, 0, 69, 94]), pytest.approx([3, 3, 66, 91])]


def test_colour_runs_over_the_edge_where_it_will_be_cut(deck):
    front = rasters(print_deck(deck, language="fr", sheet="one-up"))[0]

    assert front.getpixel((2, 2)) == front.getpixel((front.width - 3, 2)) == pytest.approx((0xB5, 0x42, 0x2C), abs=2)


def test_a_large_card_fills_its_page(deck):
    pdf = print_deck(deck, language="fr", sheet="a4-one-per-page", kinds=["kind-0"])

    images = rasters(pdf)

    assert len(images) == 2
    assert [code.text for code in read_codes(images[1])] == ["essai K0"]


def test_a_card_wanted_three_times_is_printed_three_times_and_held_once(make_deck, make_card):
    one, three = (
        print_deck(make_deck(make_card(1).model_copy(update={"quantity": copies})), language="fr") for copies in (1, 3)
    )

    assert len(read_codes(rasters(three)[1])) == 3
    assert len(three) < len(one) * 1.2


def test_the_file_says_what_it_is(printed):
    with pikepdf.open(BytesIO(printed)) as pdf, pdf.open_metadata() as about:
        assert (about["dc:title"], about["dc:rights"], about["dc:creator"]) == (
            "Jeu d’essai", "CC-BY-SA-4.0", ["Amina et Bruno"],
        )  # fmt: skip
        assert str(pdf.Root.Lang) == "fr"


def test_the_same_deck_gives_the_same_bytes(deck, printed):
    assert print_deck(deck, language="fr", public_url="https://musette.example.org") == printed


@pytest.mark.parametrize("card", ["poker", "business", "tarot"])
def test_an_address_flaws_to_be_read_gives_way_to_the_short_code(deck, card):
    pdf = print_deck(deck, language="fr", card=card, public_url="https://musette.example.org/" + "long/" * 60)

    read = {code.text for image in rasters(pdf, 200) for code in read_codes(image)}

    assert read == {f"essai {card.code}" for card in deck.cards}


def test_all_that_is_dark_on_a_card_is_the_black_of_its_code(deck):
    with pikepdf.open(BytesIO(print_deck(deck, language="fr", sheet="one-up", kinds=[deck.kinds[0].code]))) as pdf:
        drawn = b"".join(_drawn(page.obj) for page in pdf.pages).decode("latin-1")

    colours = {tuple(map(float, found)) for found in re.findall(r"(\S+) (\S+) (\S+) rg", drawn)}
    greys = {float(found) for found in re.findall(r"(\S+) g\s", drawn)}
    assert [colour for colour in colours if max(colour) < 0.4] == []
    assert [grey for grey in greys if grey < 0.4] == [0]


def _drawn(thing):
    """What a page, or a form on it, draws."""
    contents = thing.Contents if "/Contents" in thing else thing
    forms = thing.Resources.get("/XObject", {}).values() if "/Resources" in thing else ()
    inner = [_drawn(form) for form in forms if form.get("/Subtype") == "/Form"]
    return b"\n".join([contents.read_bytes(), *inner])


@pytest.mark.parametrize(("passes", "faces"), [("one", "fbfb"), ("two", "ffbb"), ("backs", "bb")])
def test_the_pages_come_in_the_order_that_a_printer_wants(deck, passes, faces):
    pdf = print_deck(deck, language="fr", passes=passes)

    sides = ["b" if read_codes(image) else "f" for image in rasters(pdf)]

    assert "".join(sides) == faces


def test_a_choice_without_cards_is_refused(deck):
    with pytest.raises(NothingToPrint):
        print_deck(deck, language="fr", kinds=[])


def test_backs_moved_for_a_crooked_printer_keep_their_bleed(deck):
    back = rasters(print_deck(deck, language="fr", back_offset=(2, 0)))[1]

    edge = (10.5 + 2 - 1.5) / 25.4 * 150, (16.5 + 1.5) / 25.4 * 150
    assert back.getpixel(tuple(map(int, edge))) == pytest.approx((0x6A, 0x3D, 0x8F), abs=2)


def test_a_text_that_does_not_fit_is_told_and_nothing_is_printed(make_deck, make_card):
    deck = make_deck(make_card(1), make_card(2, text="Encore une phrase. " * 40))

    with pytest.raises(PrintStopped) as refused:
        print_deck(deck, language="fr")

    assert not refused.value.overrulable
    assert [(over.card, over.face, over.box) for over in overflows(deck, "fr")] == [("K2", "front", "front")]
    assert overflows(deck, "fr")[0].excess > 10


@pytest.mark.parametrize("language", ["fr", "en"])
@pytest.mark.parametrize("variant", [None, "agents-publics"])
def test_every_card_of_the_bundled_deck_fits(language, variant):
    if "musette" not in library.bundled():
        pytest.skip("the deck musette is not bundled here")

    assert overflows(library.find("musette"), language, variant) == []
