"""Printing in a real browser: the sheets are looked at, the button is pressed, and the pages serve everybody."""

from io import BytesIO

import pikepdf
import pypdfium2
import pytest
from playwright.sync_api import expect

from tests.browser.looks import faults
from tests.browser.presses import PATIENCE, pressed
from tests.codes import read_codes
from toolkit.printing.paper.paper_codes import Identity, read


@pytest.fixture
def console(desk, server):
    screen = desk("en")
    screen.causes("/preview")  # a page that looks again every second is left in the middle of it
    screen.place = f"{server.laptop}/console/decks/musette"
    screen.page.goto(screen.place)
    return screen


def ask(page, kind="theme"):
    page.locator(".print-form summary").click()
    page.locator(f".print-form [name=kinds][value={kind}]").check()


@pytest.mark.parametrize("scripts", [True, False])
def test_the_sheets_are_looked_at_and_the_pdf_is_what_was_seen(desk, server, scripts):
    screen = desk("en", java_script_enabled=scripts)
    page = screen.page
    page.goto(f"{server.laptop}/console/decks/musette")
    ask(page)

    page.get_by_role("button", name="Preview before printing").click()
    expect(page.get_by_role("heading", name="Ready to print")).to_be_visible(timeout=PATIENCE)
    expect(page.locator(".sheets img")).to_have_count(2)
    made = pressed(page, page.get_by_role("button", name="Make the PDF"))

    with pikepdf.open(BytesIO(made)) as pdf:
        assert len(pdf.pages) == 2
    assert "csrf_token" not in page.url


def codes(page):
    """What the QR codes say on the pages that a browser prints, read from a scan of them."""
    with pypdfium2.PdfDocument(page.pdf(prefer_css_page_size=True, print_background=True)) as pdf:
        drawn = [one.render(scale=200 / 72).to_pil().convert("RGB") for one in pdf]
    return [sorted(found.text for found in read_codes(one)) for one in drawn]


def test_the_codes_on_the_paper_of_a_room_are_read_from_the_page_as_printed(begin):
    screen = begin("en", 3)
    page, place = screen.page, f"{screen.server.laptop}/run/{screen.code}"
    page.goto(f"{place}/preflight")
    ballots = page.locator("a[href$='/print/ballots']").first.get_attribute("href")

    page.goto(f"{place}/print/tents")
    signs = codes(page)
    page.goto(f"{place}/print/sheets/pitch")
    sheets = codes(page)
    page.goto(f"{screen.server.laptop}{ballots}?each=2")
    votes = [read(text) for found in codes(page) for text in found]
    page.goto(f"{place}/print/badges")
    badges = codes(page)

    assert [[one.rpartition("/j/")[2] for one in found] for found in signs] == [
        [f"{screen.code}?table={table}"] * 2 for table in (1, 2, 3)
    ]
    assert [found for found in sheets if found] == [
        [str(Identity("sheet", screen.code, "pitch", table))] for table in (1, 2, 3)
    ]
    assert [(one.paper, one.workshop, one.table, one.number) for one in votes] == [
        ("ballot", screen.code, table, number) for table in (1, 2, 3) for number in (1, 2)
    ]
    assert not any(badges)  # a badge says a name and a table, and leads nowhere


def test_a_text_too_long_is_refused_in_the_tab_that_was_to_show_the_pdf(console):
    page = console.page
    console.causes("status of 422", "answer: 422")  # heard or not, as the tab is quicker than whoever listens to it
    ask(page, "persona")
    page.get_by_label("Size of a card").fill("40x40")

    with page.expect_popup() as popup:
        page.get_by_role("button", name="Make the PDF").click()

    expect(popup.value.locator("body")).to_contain_text("mm too long", timeout=PATIENCE)
    popup.value.close()


def test_where_the_browser_prints_small_print_gives_way_and_characters_without_a_font_are_named(console, server):
    page = console.page
    page.goto(f"{server.laptop}/console/decks/musette/adapt")
    page.locator("[name='title.en']").fill("Cooperative of the libraries and the archives of the valley \ue000")
    page.locator("[name=adapter]").fill("Amina Benali, Bruno Lefebvre-Montagne")
    page.get_by_role("button", name="Make my copy").click()
    page.wait_for_url("**/cards")
    deck = page.url.split("/")[-2]

    page.goto(f"{server.laptop}/console/decks/{deck}/sheets?kinds=theme&language=en")
    expect(page.locator(".sheet.back .page[data-licence='1'][data-name='2']")).to_have_count(3)

    expect(page.locator("#tight")).to_be_hidden()
    expect(page.locator("#lacking")).to_contain_text("U+E000, TA")
    expect(page.locator(".card-elsewhere").last).to_be_visible()


def test_the_page_of_a_preview_and_of_printers_serve_everybody(console, server):
    page = console.page
    ask(page)
    page.get_by_role("button", name="Preview before printing").click()
    expect(page.get_by_role("heading", name="Ready to print")).to_be_visible(timeout=PATIENCE)

    wrong = {"preview": faults(console)}
    page.goto(f"{server.laptop}/console/printers")
    wrong["printers"] = faults(console)

    assert wrong == {"preview": [], "printers": []}
