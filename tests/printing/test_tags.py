"""What is read aloud of a PDF: everything is content in its order, or decoration; nothing is left out."""

import pypdfium2
import pytest

from tests.printing.tagged import faults, figures
from toolkit.decks import library
from toolkit.printing.documents import print_document
from toolkit.printing.paper.calibration import print_calibration
from toolkit.printing.paper.readings import print_reading

PAGE = """<!doctype html><html><head><style>@page {{ @bottom-right {{ content: counter(page) }} }}</style></head>
<body><h1>One</h1><p>Two <a href="https://example.org/">three</a>.</p><table><tr><th>4</th><td>5</td></tr></table>{}
</body></html>"""
DOT = "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNkYPhfDwAChwGA60e6kgAAAABJRU5ErkJggg=="


@pytest.mark.parametrize("language", ["fr", "en"])
def test_nothing_is_wrong_with_the_text_edition(language):
    pdf = print_reading(library.find("musette"), language=language, public_url="https://musette.example.org")

    assert faults(pdf) == []


def test_nothing_is_wrong_with_the_calibration_sheet():
    assert faults(print_calibration("a4", "long-edge", "fr")) == []


@pytest.mark.parametrize(
    ("more", "found"),
    [
        ("", []),
        ("<h3>Six</h3>", ["a heading of level 3 follows one of level 1"]),
        (f'<p><img alt="A dot" src="data:image/png;base64,{DOT}"></p>', []),
        ('<svg viewBox="0 0 1 1" width="9" role="img" aria-label="A square"><rect width="1" height="1"/></svg>', []),
        ('<p>Six<svg viewBox="0 0 1 1" width="9" aria-hidden="true"><rect width="1" height="1"/></svg></p>', []),
    ],
)
def test_what_is_wrong_with_a_document_is_found(more, found):
    assert faults(print_document(PAGE.format(more), title="Numbers", language="en")) == found


def test_a_drawing_that_says_something_is_read_and_one_that_does_not_is_not():
    drawn = '<svg viewBox="0 0 1 1" width="9" {}><rect width="1" height="1"/></svg>'
    spoken, silent = drawn.format('role="img" aria-label="A square"'), drawn.format('aria-hidden="true"')

    assert figures(print_document(PAGE.format(spoken + silent), title="Numbers", language="en")) == ["A square"]


def test_a_page_number_is_seen_and_not_read(make_deck, make_card):
    pdf = pypdfium2.PdfDocument(print_reading(make_deck(make_card(1)), language="fr"))
    said = pdf[0].get_textpage().get_text_range()
    pdf.close()

    assert "1 / 1" in said


def test_the_text_edition_says_what_a_picture_shows(make_deck, make_card):
    card = make_card(1, alt="Trois portes vitrées").model_copy(update={"image": "sas.jpg"})
    pdf = pypdfium2.PdfDocument(print_reading(make_deck(card), language="fr"))
    said = pdf[0].get_textpage().get_text_range()
    pdf.close()

    assert "Trois portes vitrées" in said
