import pytest

from toolkit.printing.sheet import sheets


@pytest.mark.parametrize("code", sheets.known())
def test_cards_stay_clear_of_what_the_printer_cannot_reach(code):
    sheet = sheets.find(code)

    left, top = sheet.margin

    assert left - sheet.bleed >= sheet.printable
    assert top - sheet.bleed >= sheet.printable


@pytest.mark.parametrize("code", sheets.known())
def test_every_sheet_has_a_name_in_both_languages(code):
    assert set(sheets.find(code).name) == {"fr", "en"}


def test_an_unknown_sheet_is_refused_by_naming_the_known_ones():
    with pytest.raises(
        sheets.NoSuchSheet, match="a4-poker-9up, a4-large-print, a4-one-per-page, a4-poker-fold, one-up, one-up-marks"
    ):
        sheets.find("papyrus")


def test_nine_poker_cards_go_on_a_sheet():
    sheet = sheets.find("a4-poker-9up")

    assert (sheet.columns * sheet.rows, sheet.card, sheet.margin) == (9, (63, 88), (10.5, 16.5))
