import pytest

from toolkit.printing.order.orders import Order
from toolkit.printing.order.printers import NoSuchPrinter, NotMeasured, Printers, millimetres


@pytest.fixture
def printers(tmp_path):
    return Printers(tmp_path / "printers.json")


def test_an_order_takes_the_offset_measured_for_sheets_of_its_way_up(printers):
    printers.keep("Ricoh", "short-edge", (1.5, -0.5))
    printers.keep("ricoh", "short-edge", (0.5, 2), lying=True)

    upright, lying = (printers.find("RICOH ").apply(Order("fr", card=card)) for card in (None, "70x100"))

    assert (upright.back_offset, lying.back_offset, upright.duplex) == ((1.5, -0.5), (0.5, 2), "short-edge")


def test_a_printer_that_turns_sheets_another_way_is_measured_anew(printers):
    printers.keep("Ricoh", "short-edge", (1, 1))
    printers.keep("Ricoh", "long-edge", (2, 2), lying=True)

    assert printers.find("Ricoh").apply(Order("fr")).back_offset == (0, 0)


def test_a_printer_that_is_not_known_is_named(printers):
    with pytest.raises(NoSuchPrinter, match="Ricoh"):
        printers.find("Ricoh")


@pytest.mark.parametrize("spoilt", ["", "{}", "[1]", '[{"name": 1, "colour": 2}]', '[{"name": "a", "upright": "x"}]'])
def test_a_file_that_somebody_spoilt_counts_as_no_printer(printers, spoilt):
    printers.file.write_text(spoilt)

    assert printers.known() == []


@pytest.mark.parametrize(("typed", "length"), [("1,5", 1.5), ("\u22120.5", -0.5), (" ", 0), ("-20", -20)])
def test_lengths_are_read_as_people_type_them(typed, length):
    assert millimetres(typed) == length


@pytest.mark.parametrize("typed", ["x", "21", "nan", "inf", "1 2"])
def test_what_is_no_length_is_refused(typed):
    with pytest.raises(NotMeasured):
        millimetres(typed)
