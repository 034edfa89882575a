"""Every size of card on every paper in every finish: the ink is where it should be, and the words are all there."""

import re
from io import BytesIO

import pikepdf
import pypdfium2
import pytest
import zxingcpp

from toolkit.printing import sheets, sizes
from toolkit.printing.decks import print_deck
from toolkit.printing.imposition import behind, slots
from toolkit.printing.orders import FINISHES, Order
from toolkit.printing.sheets import NoSuchSheet

MM = 25.4
GREEK, CYRILLIC = "λόγος", "слово"
PAPERS = [*sizes.papers(), "shop"]
SAFE = 2.5  # mm from the edge of a card where no word may be: cutters are a millimetre off


def fits(card, paper):
    try:
        wished(card, paper).laid()
    except NoSuchSheet:
        return False
    return True


def wished(card, paper, finish="colour"):
    place = {"sheet": "one-up"} if paper == "shop" else {"paper": paper}
    return Order("fr", card=card, finish=finish, guides="none", kinds=("kind-0", "kind-1"), **place)


EVERY = [(card, paper) for card in sizes.cards() for paper in PAPERS if fits(card, paper)]


@pytest.fixture(scope="module")
def foreign(make_deck, make_card):
    """Two cards with the letters that fonts tend to lack."""
    said = {"text": f"Voix ambiguë d’un cœur : « Où\u202f? » Ÿ Œ {GREEK} {CYRILLIC}", "example": "", "subtitle": ""}
    return make_deck(make_card(0, **said), make_card(1, **said))


def printed(deck, order):
    wishes = {name: getattr(order, name) for name in ("card", "paper", "sheet", "finish", "guides", "kinds")}
    return print_deck(deck, language="fr", **wishes)


def rasters(pdf, dpi):
    document = pypdfium2.PdfDocument(pdf)
    drawn = [page.render(scale=dpi / 72).to_pil().convert("RGB") for page in document]
    document.close()
    return drawn


def box(dpi, *millimetres):
    return tuple(round(one / MM * dpi) for one in millimetres)


def test_the_list_is_as_long_as_it_should_be():
    assert len(EVERY) == len(sizes.cards()) * len(PAPERS)


@pytest.mark.parametrize("finish", FINISHES)
@pytest.mark.parametrize(("card", "paper"), EVERY)
def test_there_is_no_ink_beyond_the_cards_and_their_bleed(foreign, card, paper, finish):
    order = wished(card, paper, finish)
    sheet = order.laid()
    left, top = (max(0.0, margin - sheet.bleed) for margin in sheet.margin)

    pages = rasters(printed(foreign, order), 40)

    assert len(pages) == (2 if sheet.columns * sheet.rows > 1 else 4)
    for page in pages:
        inside = box(40, left, top, sheet.paper[0] - left, sheet.paper[1] - top)
        page.paste("white", (inside[0] - 1, inside[1] - 1, inside[2] + 2, inside[3] + 2))
        assert page.convert("L").getextrema() == (255, 255)


@pytest.mark.parametrize("finish", FINISHES)
@pytest.mark.parametrize("card", sizes.cards())
def test_backs_lie_behind_their_fronts_and_their_codes_are_read(foreign, card, finish):
    order = wished(card, "a4", finish)
    sheet, dpi = order.laid(), 150

    pages = rasters(printed(foreign, order), dpi)
    fronts, backs = pages[::2], pages[1::2]

    first = slots(sheet)[0]
    for front, back in zip(fronts, backs, strict=True):
        tones = []
        for page, slot in ((front, first), (back, behind(sheet, first))):
            down = sheet.cell[1] - 1.2 if slot.turned else 1.2
            x, y = box(dpi, slot.x + sheet.cell[0] / 2, slot.y + down)
            tones.append(page.getpixel((x, y)))
        assert tones[0] == pytest.approx(tones[1], abs=3)
    read = sorted(found.text for page in backs for found in zxingcpp.read_barcodes(page))
    assert read == ["essai K0", "essai K1"]


@pytest.mark.parametrize("card", sizes.cards())
def test_no_word_comes_near_the_edge_where_a_cutter_may_err(foreign, card):
    order = wished(card, "a4", "ink")
    sheet, dpi = order.laid(), 100

    front = rasters(printed(foreign, order), dpi)[0]

    slot, (width, height) = slots(sheet)[0], sheet.cell
    band = 0.13 * height
    for strip in (
        (slot.x + 0.3, slot.y + band, slot.x + SAFE, slot.y + height - 0.3),
        (slot.x + width - SAFE, slot.y + band, slot.x + width - 0.3, slot.y + height - 0.3),
        (slot.x + 0.3, slot.y + height - SAFE, slot.x + width - 0.3, slot.y + height - 0.3),
    ):
        assert front.crop(box(dpi, *strip)).convert("L").getextrema()[0] > 230


@pytest.mark.parametrize("finish", FINISHES)
def test_greek_cyrillic_and_rare_french_letters_are_drawn_by_fonts_that_have_them(foreign, finish):
    pdf = printed(foreign, wished("poker", "a4", finish))

    with pikepdf.open(BytesIO(pdf)) as opened:
        fonts = [one for one in opened.objects if isinstance(one, pikepdf.Dictionary) and "/ToUnicode" in one]
        glyphs = {}
        for font in fonts:
            pairs = re.findall(
                r"<([0-9a-fA-F]+)> <([0-9a-fA-F]+)>$", font.ToUnicode.read_bytes().decode(), re.MULTILINE
            )
            for glyph, text in pairs:
                glyphs.setdefault(bytes.fromhex(text).decode("utf-16-be"), set()).add(int(glyph, 16))

    wanted = set(GREEK + CYRILLIC + "œŸŒ«»ùë")
    assert wanted <= glyphs.keys()
    assert all(0 not in glyphs[letter] for letter in wanted)
    document = pypdfium2.PdfDocument(pdf)
    said = document[0].get_textpage().get_text_range()
    document.close()
    assert (GREEK in said, CYRILLIC in said) == (True, True)


@pytest.mark.parametrize("sheet", sheets.known())
@pytest.mark.parametrize("finish", FINISHES)
def test_every_sheet_takes_every_finish_on_pages_of_its_size(foreign, sheet, finish):
    with pikepdf.open(BytesIO(print_deck(foreign, language="fr", sheet=sheet, finish=finish))) as pdf:
        found = {tuple(round(float(side) / 72 * MM, 1) for side in page.MediaBox[2:]) for page in pdf.pages}

    assert found == {sheets.find(sheet).paper}
