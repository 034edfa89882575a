from dataclasses import replace
from io import BytesIO

import pikepdf
import pypdfium2
import pytest

from toolkit.decks import library
from toolkit.printing.paper.calibration import directions, print_calibration
from toolkit.printing.paper.readings import print_reading
from toolkit.printing.sheet import sheets
from toolkit.printing.sheet.imposition import Slot, behind

POINT = replace(sheets.find("a4-poker-9up"), columns=1, rows=1, card=(0, 0))


@pytest.mark.parametrize("duplex", ["long-edge", "short-edge"])
@pytest.mark.parametrize("paper", [(210, 297), (297, 210)])
def test_the_numbers_to_enter_bring_a_crooked_back_into_place(paper, duplex):
    sheet, middle, crooked = replace(POINT, paper=paper), Slot(paper[0] / 2, paper[1] / 2), (2, -3)
    seen = behind(sheet, Slot(middle.x + crooked[0], middle.y + crooked[1]), duplex)

    right, down = directions(paper, duplex)
    entered = right * (seen.x - middle.x), down * (seen.y - middle.y)

    assert entered == (-crooked[0], -crooked[1])


def test_the_sheet_has_two_pages_of_the_paper_asked_for():
    document = pypdfium2.PdfDocument(print_calibration("letter", "short-edge", "en", landscape=True))

    assert [tuple(round(side / 72 * 25.4, 1) for side in page.get_size()) for page in document] == [(279.4, 215.9)] * 2
    document.close()


def test_the_text_edition_names_every_card_and_is_tagged():
    pdf = print_reading(library.find("musette"), language="en", kinds=["theme"], public_url="https://m.example.org")

    document = pypdfium2.PdfDocument(pdf)
    said = "".join(page.get_textpage().get_text_range() for page in document)
    document.close()
    assert all(code in said for code in ("TA. ", "TB. ", "TC. ", "https://m.example.org/c/musette/TA"))
    with pikepdf.open(BytesIO(pdf)) as opened, opened.open_metadata() as about:
        assert (str(about["pdfuaid:part"]), str(opened.Root.Lang)) == ("1", "en")
