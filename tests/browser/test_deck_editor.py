"""Writing a deck with a keyboard alone: the card's printed face follows, is kept, put back, and printed."""

from io import BytesIO

import pypdfium2
import pytest
from playwright.sync_api import expect

from tests.browser.keyboard import Keyboard
from tests.browser.looks import faults
from tests.browser.presses import pressed

PAGES = ("cards", "cards/P01", "cards/new?kind=feature", "kinds", "glossary", "about", "changes")


@pytest.fixture(scope="module")
def codes():
    return iter(range(1, 100))


@pytest.fixture
def studio(desk, server, codes):
    """A console with a deck of one's own, made with the keyboard."""
    screen = desk("en")
    screen.causes("/proof: net::ERR_ABORTED", "/fit: net::ERR_ABORTED")  # a newer text has taken the place of an older
    screen.deck = f"nurses-{next(codes)}"
    screen.place = f"{server.laptop}/console/decks/{screen.deck}"
    screen.page.goto(f"{server.laptop}/console/decks/musette")
    keyboard = Keyboard(screen.page)
    keyboard.reach("a[href$='/adapt']").press("Enter")
    expect(screen.page.locator("#title-en")).to_be_visible()
    keyboard.write("#title-en", "Night nurses")
    keyboard.write("#field-name", screen.deck)
    keyboard.reach(".adapt .primary").press("Enter")
    expect(screen.page.locator(".slide").first).to_be_visible()
    return screen, keyboard


def orders(page):
    return page.locator(".slide").evaluate_all("all => all.slice(0, 3).map(one => one.id)")


def pdf_text(page, place):
    """Print the persons of the deck as the form on its page asks for it, and return what the sheets say."""
    page.goto(place)
    page.locator(".print-form summary").click()
    page.locator(".print-form [name=kinds][value=persona]").check()
    made = pressed(page, page.get_by_role("button", name="Make the PDF"))
    with pypdfium2.PdfDocument(BytesIO(made)) as pdf:
        return " ".join(sheet.get_textpage().get_text_bounded() for sheet in pdf)


def see_its_face_change(page, keyboard):
    title = page.locator("#proof .card-front .card-title")
    expect(title).to_contain_text("Nadia")
    keyboard.write("#texts-en-title", "Nadège at night")
    expect(title).to_have_text("Nadège at\u00a0night")
    keyboard.write("#texts-en-text", "word " * 47)
    expect(page.locator("#count-texts-en-text")).to_have_text("2 words too many for a poker card")
    keyboard.reach("#texts-fr-back")
    expect(page.locator("#proof .card-front")).to_have_attribute("lang", "fr")


def test_a_card_is_edited_seen_kept_printed_and_put_back_with_the_keyboard_alone(studio):
    screen, keyboard = studio
    page = screen.page
    keyboard.reach("a[href$='/cards/P01']").press("Enter")
    see_its_face_change(page, keyboard)

    keyboard.reach("#texts-en-text", "Shift+Tab").write("#texts-en-text", "One person for forty beds.")
    keyboard.reach(".writing-bar .primary").press("Enter")
    expect(page.locator(".undo-said")).to_contain_text("Card changed P01")
    assert "forty beds" in " ".join(pdf_text(page, screen.place).split())

    page.goto(f"{screen.place}/cards/P01")
    keyboard.reach(".undo button").press("Enter")
    expect(page.locator("#texts-en-title")).to_have_value("Nadia, the helpful front desk")
    expect(page.locator(".undo")).to_have_count(0)


def test_a_text_that_does_not_fit_is_measured_in_millimetres(studio):
    screen, keyboard = studio
    screen.page.goto(f"{screen.place}/cards/P01")
    said = screen.page.locator("#fit")

    expect(said).to_contain_text("Everything fits.", timeout=60_000)
    keyboard.write("#texts-en-text", "One person for forty beds. " * 30)

    expect(said).to_contain_text("mm too long", timeout=60_000)


def test_cards_are_moved_and_found_with_the_keyboard_alone(studio):
    screen, keyboard = studio
    page = screen.page

    keyboard.reach("#down-P01").press("Enter")
    expect(page.locator(".slide").first).to_have_id("card-P02")
    expect(page.locator("#down-P01")).to_be_focused()
    keyboard.press("Enter")
    expect(page.locator(".slide").nth(1)).to_have_id("card-P03")
    assert orders(page) == ["card-P02", "card-P03", "card-P01"]

    keyboard.reach("#filter-q", "Shift+Tab").write("#filter-q", "nadia")
    expect(page.locator(".slide")).to_have_count(1)
    expect(page.locator("#filter-q")).to_be_focused()


def test_the_pages_where_a_deck_is_written_serve_everybody(studio):
    screen, _keyboard = studio
    wrong = {}

    for place in PAGES:
        screen.page.goto(f"{screen.place}/{place}")
        wrong[place] = faults(screen)

    assert wrong == {place: [] for place in PAGES}
