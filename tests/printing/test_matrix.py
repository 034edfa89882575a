"""Every size of card on every paper in every finish: the ink is where it should be, and the words are all there."""

import re
from dataclasses import replace
from io import BytesIO

import pikepdf
import pypdfium2
import pytest
from pikepdf import Array, Dictionary, Name, Pdf
from PIL import ImageChops, ImageStat

from tests.codes import read_codes
from toolkit.decks import library
from toolkit.printing.decks import print_deck
from toolkit.printing.faces.form_objects import Faces
from toolkit.printing.faces.frames import Frame
from toolkit.printing.order import piles, sizes
from toolkit.printing.order.orders import FINISHES, Order
from toolkit.printing.sheet import sheets
from toolkit.printing.sheet.imposition import behind, slots
from toolkit.printing.sheet.sheets import BLEED, NoSuchSheet

pytestmark = pytest.mark.long
MM, DPI = 25.4, 150
CODES = [f"K{number}" for number in range(5)]
GREEK, CYRILLIC = "λόγος", "слово"
PAPERS = [*sizes.papers(), "shop"]
FOOT = 1.8  # mm from the lower edge that the boxes of texts stay clear of, on the lowest cards too
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


@pytest.fixture(scope="module")
def different(make_deck, make_card):
    """Five cards whose faces look different in any finish: more or less is said on each."""
    texts = ["Un mot.", "Deux mots. " * 6, "", "Quatre. " * 18, "Oui ou non, peut-être. " * 3]
    titles = ["Gare", "Une porte que personne n’ouvre", "Il était une fois dans l’Ouest", "A", "Chemin de fer à vapeur"]
    said = zip(titles, texts, strict=True)
    return make_deck(
        *(make_card(number, title=title, text=text, subtitle="") for number, (title, text) in enumerate(said))
    )


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
def test_behind_each_front_lies_the_back_of_the_same_card(different, card, finish):
    order = replace(wished(card, "a4", finish), kinds=None)
    sheet = order.laid()
    alone = rasters(printed(different, replace(order, paper=None, sheet="one-up")), DPI)
    expected = dict(zip(CODES, alone[::2], strict=True))

    pages = rasters(printed(different, order), DPI)

    pairs = []
    for front, back in zip(pages[::2], pages[1::2], strict=True):
        for slot in slots(sheet):
            read = [found.text for found in read_codes(face_at(back, behind(sheet, slot), sheet, DPI))]
            shown = face_at(front, slot, sheet, DPI)
            if is_there(shown):
                pairs.append((f"essai {likest(shown, expected)}", *read))
    assert pairs == [(f"essai {code}", f"essai {code}") for code in CODES]


@pytest.mark.parametrize(("card", "paper"), EVERY)
def test_on_every_paper_codes_are_read_and_no_word_is_where_a_cutter_may_err(foreign, card, paper):
    order = wished(card, paper, "ink")
    sheet = order.laid()

    pages = rasters(printed(foreign, order), DPI)

    read = sorted(found.text for page in pages for found in read_codes(page))
    assert read == ["essai K0", "essai K1"]
    first = slots(sheet)[0]
    for page, slot in ((pages[0], first), (pages[1], behind(sheet, first))):
        width, height = sheet.cell
        face, band = face_at(page, slot, sheet, DPI), 0.2 * height
        for strip in (
            (0.4, band, SAFE, height - 0.4),
            (width - SAFE, band, width - 0.4, height - 0.4),
            (0.4, height - SAFE, width - 0.4, height - 0.4),
        ):
            assert face.crop(box(DPI, *strip)).convert("L").getextrema()[0] > 220


def face_at(page, slot, sheet, dpi):
    """The face that lies in a slot, as it is read."""
    width, height = sheet.cell
    cut = page.crop(box(dpi, slot.x, slot.y, slot.x + width, slot.y + height))
    return cut.rotate(180) if slot.turned else cut


def is_there(shown):
    """Tell whether a card lies here, and not only the bleed of its neighbour."""
    edge = round((BLEED + 1) / MM * DPI)
    return shown.crop((edge, edge, shown.width - edge, shown.height - edge)).convert("L").getextrema()[0] < 128


def likest(shown, expected):
    """The code of the card whose face this is most like; it must be far less like any other."""
    small = (90, 120)
    distances = {}
    for code, page in expected.items():
        edge = round(BLEED / MM * DPI)
        alone = page.crop((edge, edge, page.width - edge, page.height - edge))
        apart = ImageChops.difference(shown.convert("L").resize(small), alone.convert("L").resize(small))
        distances[code] = ImageStat.Stat(apart).mean[0]
    nearest, second = sorted(distances, key=distances.get)[:2]
    assert distances[nearest] < 0.5 * distances[second], distances
    return nearest


@pytest.mark.parametrize("card", sizes.cards())
def test_no_text_is_clipped_all_ink_of_a_face_is_on_its_card(card):
    deck, order = library.find("musette"), wished(card, "a4", "ink")
    order = replace(order, kinds=("persona",), only=("P01", "P04", "P08"))
    drawn = piles.draw(piles.items(deck, order), piles.look(order))

    for piece in drawn:
        for side in ("front", "back"):
            inside, below, aside = ink(piece, side, Frame(order.laid().card))
            assert inside > 1000
            assert (below, aside) == (0, 0), side


def test_a_text_that_runs_over_is_seen_in_the_same_raster(make_deck, make_card):
    long = make_deck(make_card(0, text="Encore une phrase. " * 40))
    order = replace(wished("poker", "a4", "ink"), kinds=None)

    (piece,) = piles.draw(piles.items(long, order), piles.look(order))

    assert piece.front.overflows
    assert ink(piece, "front", Frame())[1] > 1000


def ink(piece, side, frame):
    """Dark pixels of a face laid out on a page taller than its card: on the card, below it, and too near its sides."""
    with Pdf.new() as pdf:
        shown = Faces(pdf, frame.page, [piece.front, piece.back])
        page = Dictionary(Type=Name.Page, MediaBox=Array([0, 0, *(length / MM * 72 for length in frame.page)]))
        page.Contents, page.Resources = pdf.make_stream(shown.draw(piece, side)), shown.resources
        pdf.pages.append(pikepdf.Page(pdf.make_indirect(page)))
        output = BytesIO()
        pdf.save(output)
    drawn = rasters(output.getvalue(), 100)[0].convert("L").point(lambda tone: 255 * (tone < 200))
    width, height = (length + BLEED for length in frame.card)
    head = BLEED + 9.5 * frame.unit  # a rule runs from edge to edge there
    parts = [
        [(BLEED, BLEED, width, height - FOOT)],
        [(0, height - FOOT, *frame.page)],
        [(0, head, BLEED + SAFE, frame.page[1]), (width - SAFE, head, *frame.page)],
    ]
    return [sum(drawn.crop(box(100, *one)).histogram()[255] for one in part) for part in parts]


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
