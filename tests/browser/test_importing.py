"""A deck from somebody's spreadsheet, in a real browser: three clicks, by hand or by keyboard, and without a script."""

from io import BytesIO
from pathlib import Path

import pikepdf
import pytest

from tests.browser.looks import faults
from tests.browser.presses import pressed
from tests.decks.others import packing

CARDS = 12
FORM = Path(__file__).parents[1] / "cases" / "anybody" / "form.csv"


@pytest.fixture
def repair_cafe(tmp_path):
    """The beginning of the English deck with its images: the browser need not wait for 32 pages."""
    file = tmp_path / "repair-cafe.zip"
    file.write_bytes(packing.english_with_images(CARDS))
    return file


def test_a_file_is_ready_to_cut_in_three_clicks(desk, repair_cafe):
    owner = desk("en")
    owner.page.goto(f"{owner.server.laptop}/console/decks/import")
    assert faults(owner) == []

    owner.page.locator("#file").set_input_files(repair_cafe)  # the first click: it is read at once
    owner.page.get_by_role("button", name="Import", exact=True).wait_for()
    owner.sees(f"{CARDS} cards")
    assert faults(owner) == []
    owner.page.get_by_role("button", name="Import", exact=True).click()  # the second
    owner.page.wait_for_url("**/console/decks/repair-cafe")
    owner.page.wait_for_function("() => [...document.querySelectorAll('.card-image')].every(one => one.naturalWidth)")
    made = pressed(owner.page, owner.page.get_by_role("button", name="Make the PDF"))  # the third

    with pikepdf.open(BytesIO(made)) as pdf:
        assert len(pdf.pages) == 4


def test_a_file_is_imported_by_keyboard_and_without_a_script(desk):
    owner = desk("fr", java_script_enabled=False)
    owner.page.goto(f"{owner.server.laptop}/console/decks/import")

    owner.page.locator("#file").set_input_files(packing.FRENCH)
    owner.page.get_by_role("button", name="Lire ce fichier").focus()
    owner.page.keyboard.press("Enter")
    owner.page.get_by_label("La colonne D est").select_option("note")
    owner.page.get_by_role("button", name="Relire ainsi").focus()
    owner.page.keyboard.press("Enter")
    owner.page.get_by_role("button", name="Importer", exact=True).focus()
    owner.page.keyboard.press("Enter")

    owner.page.wait_for_url("**/console/decks/mediatheque")
    owner.sees("Monsieur Le Goff")
    assert owner.page.get_by_text("Il vient lire le journal").count() == 0


def test_what_is_wrong_stands_first_and_the_columns_can_be_changed(desk, tmp_path):
    owner = desk("en")
    file = tmp_path / "wrong.csv"
    file.write_text("12,34\n56,78\n", "utf-8")
    owner.page.goto(f"{owner.server.laptop}/console/decks/import")

    owner.page.locator("#file").set_input_files(file)

    owner.sees("1 thing to correct")
    assert faults(owner) == []
    owner.page.get_by_label("Column A is").select_option("title")
    owner.page.get_by_role("button", name="Read it again so").click()
    owner.page.get_by_role("button", name="Import", exact=True).click()
    owner.page.wait_for_url("**/console/decks/wrong")


def test_in_five_minutes_a_file_is_chosen_seen_printed_and_dealt(desk, phone):
    owner = desk("en")
    _import_with_two_choices(owner)
    made = pressed(owner.page, owner.page.get_by_role("button", name="Make the PDF"))
    with pikepdf.open(BytesIO(made)) as pdf:
        assert len(pdf.pages) == 2

    owner.page.locator("a[href*='/console/new?']").first.click()
    owner.page.locator("input[name=title]").fill("Five minutes")
    owner.page.locator("input[name=tables]").fill("2")
    owner.page.locator("main form button[type=submit]").click()
    owner.page.wait_for_url("**/preflight")
    owner.lead(owner.page.url.split("/")[-2])
    amina = phone("Amina", 1, "en")
    amina.join(owner.code)
    owner.next()
    dealing = owner.page.locator("form[action$='/deal']:has(input[name=duplicates])")
    dealing.get_by_role("button").first.click()

    amina.sees("I waited two hours, then the desk closed.")


def _import_with_two_choices(owner):
    owner.page.goto(f"{owner.server.laptop}/console/decks/import")
    owner.page.locator("#file").set_input_files(FORM)

    owner.page.get_by_label("Column E is").select_option("back")  # the first choice
    owner.page.get_by_label("Column A is").select_option("note")  # the second
    owner.page.get_by_role("button", name="Read it again so").click()
    owner.sees("I waited two hours, then the desk closed.")
    assert faults(owner) == []
    owner.page.get_by_role("button", name="Import", exact=True).click()
    owner.page.wait_for_url("**/console/decks/form")
