import pytest

from toolkit.printing.faces.frames import Frame
from toolkit.printing.order import sizes
from toolkit.printing.order.sizes import NoSuchSize
from toolkit.printing.sheet import sheets
from toolkit.printing.sheet.grids import adapt

NINE = sheets.find("a4-poker-9up")


@pytest.mark.parametrize(
    ("card", "cards", "margin"),
    [
        ("business", 10, (20, 11)),
        ("poker", 9, (10.5, 16.5)),
        ("70x100", 8, (8.5, 5)),
        ("square", 6, (15, 13.5)),
        ("tarot", 4, (35, 28.5)),
        ("100x140", 4, (5, 8.5)),
        ("90x120", 4, (15, 28.5)),
        ("140x200", 2, (8.5, 5)),
    ],
)
def test_a4_takes_as_many_cards_as_an_office_printer_reaches(card, cards, margin):
    sheet = adapt(NINE, sizes.card(card), sizes.paper("a4"))

    assert sheet.columns * sheet.rows == cards
    assert sheet.margin == pytest.approx(margin)


@pytest.mark.parametrize("paper", sizes.papers())
@pytest.mark.parametrize("card", sizes.cards())
@pytest.mark.parametrize("code", sheets.known())
def test_every_card_stays_clear_of_what_the_printer_cannot_reach(code, card, paper):
    try:
        sheet = adapt(sheets.find(code), sizes.card(card), sizes.paper(paper))
    except sheets.NoSuchSheet:
        assert (code, card) in {("a4-poker-fold", "a5"), ("a4-poker-fold", "a6")}
        return

    assert min(sheet.margin) - sheet.bleed >= sheet.printable - 1e-6
    assert not sheet.folded or sheet.columns % 2 == 0


def test_fewer_cards_per_page_can_be_asked_for():
    assert adapt(NINE, per_page=4).columns * adapt(NINE, per_page=4).rows == 4


def test_the_page_of_a_print_shop_follows_its_card():
    sheet = adapt(sheets.find("one-up"), sizes.card("tarot"))

    assert (sheet.paper, sheet.margin) == ((76, 126), (3, 3))


def test_a_card_larger_than_the_paper_is_refused():
    with pytest.raises(sheets.NoSuchSheet, match="250 × 300 mm"):
        adapt(NINE, (250, 300))


@pytest.mark.parametrize("asked", ["", "a7x", "1000x2", "0x0", "63x", "63x88x9", "٦٣x٨٨", "nanxinf"])
def test_what_is_not_a_size_is_refused(asked):
    with pytest.raises(NoSuchSize):
        sizes.card(asked)


def test_a_size_can_be_written_in_millimetres():
    assert sizes.card("62.5 × 100 mm") == (62.5, 100)


@pytest.mark.parametrize("card", sizes.cards())
def test_no_card_has_smaller_type_than_a_poker_card(card):
    assert Frame(sizes.card(card)).unit >= 1


@pytest.mark.parametrize(("paper", "cards"), [("a4", 2), ("letter", 2), ("a3", 4)])
def test_large_print_takes_as_many_cards_on_letter_as_on_a4(paper, cards):
    sheet = adapt(sheets.find("a4-large-print"), paper=sizes.paper(paper))

    assert sheet.columns * sheet.rows == cards
    assert min(sheet.margin) >= sheet.printable
    assert Frame(sheet.card).large
