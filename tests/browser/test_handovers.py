"""The workshop handed over by a code: from the laptop to a phone that leads it, and ends the desk it came from."""

from playwright.sync_api import expect

from tests.browser import looks
from tests.browser.people import PHONE


def test_a_second_facilitator_takes_over_and_ends_the_former_desk(console, desk):
    console.settings()
    console.page.locator("#hand-over").fill("Driss")
    console.press("/hand-over")
    code = console.page.locator(".code").first.inner_text().replace(" ", "").replace("\n", "")
    assert looks.faults(console, themes=("light",)) == []

    driss = desk("fr", viewport=dict(zip(("width", "height"), PHONE, strict=True)))
    driss.context.clear_cookies()
    driss.page.goto(f"{driss.server.phones}/pair?code={code}")
    driss.page.locator("main form button").first.click()
    expect(driss.page.locator(".run-leader")).to_contain_text("Driss, vous animez depuis")

    console.lead()
    expect(console.page.locator(".run-leader")).to_contain_text("Driss anime depuis")
    assert looks.faults(console, themes=("light",)) == []
    assert looks.faults(driss, themes=("light",)) == []
    driss.press("/end-others")
    expect(driss.page.locator("#end-others")).to_have_count(0)
    expect(console.page.locator("#end-own")).to_have_count(0)
