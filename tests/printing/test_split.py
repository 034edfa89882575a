"""Two languages on one side of a card: one above the other, each said to be what it is, or refused."""

import pypdfium2
import pytest

from tests.codes import read_codes
from toolkit.decks import library
from toolkit.language import use
from toolkit.paths import STATIC
from toolkit.printing.decks import prepare
from toolkit.printing.faces import faces
from toolkit.printing.faces.frames import Frame
from toolkit.printing.order import piles
from toolkit.printing.order.orders import Order
from toolkit.printing.order.piles import TooSmallForTwo
from toolkit.printing.order.selection import select
from toolkit.printing.sheet import pages


def split(card="a6", **wishes):
    return Order("fr", second="en", split=True, card=card, **wishes)


@pytest.fixture(scope="module")
def musette():
    return library.find("musette")


@pytest.fixture(scope="module")
def personas(musette):
    return prepare(musette, split(kinds=["persona"]))


def heights(page, *words):
    """How high on a page each word stands, from its lower edge."""
    text = page.get_textpage()
    found = [text.search(word).get_next() for word in words]
    assert all(found), text.get_text_range()
    return [text.get_charbox(start)[1] for start, _count in found]


def test_both_languages_are_on_both_sides_the_first_above_the_second(personas):
    with pypdfium2.PdfDocument(personas.file()) as pdf:
        first, second = heights(pdf[0], "l’accueil qui dépanne", "the helpful front desk")
        needs, besoins = heights(pdf[1], "Needs", "Besoins")

    assert first > second
    assert needs != besoins


@pytest.mark.parametrize("side", ["front", "back"])
def test_each_language_is_said_to_be_what_it_is(musette, side):
    order = split()
    card = select(musette, order)[0]

    (html,) = (face.html for face in faces.faces(musette, [card], piles.look(order)) if face.side == side)

    upper, lower = html.index('<div class="card-half" lang="fr">'), html.index('<div class="card-half" lang="en">')
    assert upper < lower
    assert html.count("card-half") == 2


def test_such_a_print_passes_every_check_and_its_codes_are_read(musette, personas):
    assert [check.sentence for check in personas.checks if not check.passes] == []
    with pypdfium2.PdfDocument(personas.pdf) as pdf:
        scans = [page.render(scale=150 / 72).to_pil() for page in pdf]
    read = [found.text for scan in scans for found in read_codes(scan)]
    assert sorted(read) == sorted(f"musette {card.code}" for card in select(musette, split(kinds=["persona"])))


@pytest.mark.parametrize("card", ["poker", "business", "square", "70x100", "140x90"])
def test_a_card_too_small_is_refused_in_one_sentence(musette, card):
    with use("en"), pytest.raises(TooSmallForTwo, match="no room for two languages on one side: choose an upright one"):
        prepare(musette, split(card))


@pytest.mark.parametrize("card", [(70, 120), (100, 140), (105, 148), (148, 210)])
def test_the_letters_of_a_split_card_are_smaller_and_never_below_nine_points(card):
    whole, halved = Frame(card), Frame(card, split=True)

    assert halved.splits
    assert 1 <= halved.unit < whole.unit


def test_one_language_twice_is_a_card_like_any_other():
    order = Order("fr", second="fr", split=True, card="poker")

    assert not piles.look(order).frame.split


def test_the_browser_gets_the_same_halves(musette):
    order = split(kinds=["theme"])

    assert pages.pages(musette, order)[0].placed[0].html.count("card-half") == 2
    assert b".card-half + .card-half" in pages.styles(order)


def test_no_card_has_a_flexible_box():
    for name in ("card.css", "printing/cards.css"):
        css = (STATIC / "css" / name).read_text("utf-8")
        assert not any(f"display: {box}" in css for box in ("flex", "grid", "inline-flex", "inline-grid"))
