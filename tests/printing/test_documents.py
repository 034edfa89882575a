from io import BytesIO

import pikepdf
import pypdfium2
import pytest

from toolkit.printing.documents import print_document

REPORT = """<!doctype html><html><head><style>@page { size: 210mm 297mm }</style></head><body>
<h1>L’atelier</h1><p>Première page.</p><h2>Ce qui a été retenu</h2><p>Cœur, Ÿ, œ, « guillemets ».</p></body></html>"""


@pytest.fixture(scope="module")
def report():
    return print_document(REPORT, title="Compte rendu", language="fr")


def test_a_document_is_tagged_and_says_its_title_and_language(report):
    with pikepdf.open(BytesIO(report)) as pdf, pdf.open_metadata() as about:
        assert pdf.Root.MarkInfo.Marked
        assert str(pdf.Root.Lang) == "fr"
        assert about["dc:title"] == "Compte rendu"
        assert str(about["pdfuaid:part"]) == "1"


def test_headings_become_bookmarks(report):
    with pikepdf.open(BytesIO(report)) as pdf, pdf.open_outline() as outline:
        first = outline.root[0]
        assert (first.title, [child.title for child in first.children]) == ("L’atelier", ["Ce qui a été retenu"])


def test_its_words_can_be_copied(report):
    document = pypdfium2.PdfDocument(report)

    assert "Cœur, Ÿ, œ, « guillemets »." in document[0].get_textpage().get_text_range()

    document.close()


def test_another_program_finds_nothing_wrong_with_it(report, qpdf):
    assert qpdf(report) == ""


def test_our_own_stylesheets_are_found_as_on_the_web():
    linked = (
        '<html><head><link rel="stylesheet" href="/static/0.1.0/css/printing/cards.css"></head><body>x</body></html>'
    )

    document = pypdfium2.PdfDocument(print_document(linked, title="x", language="fr"))

    assert [round(length * 25.4 / 72) for length in document[0].get_size()] == [69, 400]
    document.close()
