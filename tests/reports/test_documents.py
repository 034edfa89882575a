import base64
import re
from html.parser import HTMLParser
from io import BytesIO
from itertools import pairwise

import pikepdf
import pytest

from tests.printing.tagged import faults
from tests.reports.play import Played
from toolkit.printing.render.pool import PangoMissing, pool
from toolkit.reports import styles
from toolkit.reports.documents import html, pdf


class Outline(HTMLParser):
    """The levels of the headings of a page, in order."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.levels: list[int] = []
        self.feed(page)

    def handle_starttag(self, tag: str, _attrs: object) -> None:
        if re.fullmatch("h[1-6]", tag):
            self.levels.append(int(tag[1]))


def test_headings_skip_no_level(played: Played):
    levels = Outline(html(played.report())).levels

    assert levels.count(1) == 1
    assert all(after <= before + 1 for before, after in pairwise(levels))


def test_the_first_page_holds_the_facts_and_what_comes_out(played: Played):
    cover = html(played.report()).split("</header>")[0]

    assert "5 people, at 2 tables, worked with the cards of “Musette”." in cover
    assert "comes first (4 dots)" in cover
    assert "Appeler la mairie" in cover


def test_a_file_of_its_own_asks_for_nothing_else(played: Played):
    page = html(played.report())

    assert re.findall(r'(?:src|href)="([^"]{5})', page) == ["data:"]
    assert "style=" not in page
    assert "<style" not in page


def test_the_embedded_styles_hold_every_layer_and_no_address():
    sheet = base64.b64decode(styles.embedded().split(",")[1]).decode()

    assert "@import" not in sheet
    assert "@layer rooms" in sheet
    assert "url(" not in sheet


def test_the_method_the_tie_rule_and_the_licence_are_told(played: Played):
    page = html(played.report())

    assert "the dots are added up" in page
    assert "Proposals with as many dots are tied." in page
    assert "Balinski" in page
    assert "CC-BY-SA-4.0" in page


def test_the_pdf_is_tagged_and_titled(played: Played):
    try:
        pool().renderer()
    except PangoMissing:
        pytest.skip("Pango is not here")
    content = pdf(played.report("fr"))
    made = pikepdf.open(BytesIO(content))

    assert faults(content) == []

    assert made.Root.MarkInfo.Marked
    assert str(made.Root.Lang) == "fr"
    assert "L'atelier de Nantes" in str(made.docinfo.Title)
