"""The pages about people's data are for everybody, in both languages; whoever erases themselves leaves nothing here."""

import pytest
from playwright.sync_api import expect

from tests.browser.looks import faults

WORDS = {"fr": ("Vos données", "Effacer"), "en": ("Your data", "Erase")}


@pytest.mark.parametrize("language", ["fr", "en"])
def test_what_is_said_of_data_is_for_everybody_and_erasing_leaves_nothing_here(begin, phone, language):
    mine, erase = WORDS[language]
    console, amina = begin(language), phone("Amina", 1, language)
    amina.page.goto(f"{amina.server.phones}/j/{console.code}/privacy")
    assert faults(amina) == []
    amina.join(console.code)
    amina.page.locator("summary").filter(has_text="Amina").click()
    amina.page.get_by_role("link", name=mine).click()
    assert faults(amina) == []

    console.page.goto(f"{console.server.laptop}/run/{console.code}/privacy")
    assert faults(console) == []

    amina.page.get_by_role("checkbox").check()
    amina.page.get_by_role("button", name=erase).click()
    expect(amina.page).to_have_url(f"{amina.server.phones}/j/{console.code}/privacy")
    assert amina.page.evaluate("Object.keys(localStorage)") == []
    amina.page.goto(f"{amina.server.phones}/w/{console.code}")
    expect(amina.page.get_by_role("heading", level=1)).not_to_have_text(mine)
    amina.causes("401", "403", "404")
