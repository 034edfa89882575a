"""A vote begun again in a real room: phones have a blank ballot, the desk keeps the old round and brings it back."""

from playwright.sync_api import expect

from tests.browser import looks

JUDGMENT = 9


def test_a_vote_is_begun_again_and_its_first_round_brought_back(console, amina):
    console.go(5)
    amina.write("whom", "Une malle")
    console.go(JUDGMENT)
    console.switch("open", on=True)
    amina.page.locator("label", has_text="blanc").first.click()
    amina.vote()

    console.page.locator("[id^=begin-again] > summary").click()
    console.press("/again")
    expect(console.page.locator("#earlier-title")).to_be_visible()
    expect(amina.page.locator(".received")).to_have_count(0)
    amina.sees("a relancé cette étape")
    assert looks.faults(console, themes=("light",)) == []
    assert looks.faults(amina, themes=("light",)) == []

    console.press("/back")
    expect(console.page.locator("#earlier-title")).to_have_count(0)
    expect(console.page.locator(".run-now .participation")).to_contain_text("1")
