"""What a phone does for whoever holds it: the hand in a few lines, the step in view, refusals where the finger is."""

import pytest
from playwright.sync_api import expect

from tests.browser.looks import faults

COMPOSE, PITCH = 3, 5


@pytest.fixture
def hand(amina, console):
    """Amina's phone, with the five cards of table 1."""
    console.go(COMPOSE)
    console.press("/deal")
    expect(amina.page.locator(".hand-rows > li")).to_have_count(5)
    return amina


def height(person):
    return person.page.evaluate("document.documentElement.scrollHeight / innerHeight")


def test_five_cards_are_a_few_lines_that_mark_what_is_kept(hand):
    assert height(hand) < 3
    count = hand.page.locator(".hand-count")
    expect(count).to_contain_text("Fonctions : 0 sur 2 à garder")

    features = [code for kind, code in hand.cards() if kind == "feature"]
    hand.keep(features[0])

    expect(count).to_contain_text("Fonctions : 1 sur 2 à garder")
    kept = hand.page.locator(f"#card-{features[0]}")
    expect(kept.locator(".badge")).to_have_text("Gardée")
    kept.locator("summary").click()
    expect(kept.locator(".card")).to_be_visible()
    assert faults(hand) == []


def test_a_card_too_many_is_refused_beside_its_button_which_has_the_focus(hand, phone):
    hand.causes("422")
    features = [code for kind, code in hand.cards() if kind == "feature"]
    for code in features[:2]:
        hand.keep(code)

    hand.press(f"/cards/{features[2]}/keep", state="kept")

    refusal = hand.page.locator(f"#card-{features[2]} .refusal")
    expect(refusal).to_contain_text("en garde déjà 2")
    expect(refusal).to_be_in_viewport()
    focused = "document.activeElement.getAttribute('aria-errormessage')"
    assert hand.page.evaluate(focused) == refusal.get_attribute("id")
    expect(hand.page.locator("#announcements")).to_contain_text("en garde déjà 2")

    other = phone("Aziz", 1)
    other.join(hand.page.url.split("/")[-1])
    other.keep(features[0], state="discarded")  # the room moves on: what was said stays
    expect(hand.page.locator(f"#card-{features[0]}")).to_have_attribute("data-state", "discarded")
    expect(refusal).to_be_visible()
    hand.keep(features[2])
    expect(refusal).to_have_count(0)


def test_the_next_step_is_seen_from_its_beginning_and_names_the_page(hand, console):
    hand.page.locator(".hand-rows > li").last.scroll_into_view_if_needed()
    title = console.next()
    hand.is_on(title)

    expect(hand.page.get_by_role("heading", level=1)).to_be_in_viewport()
    expect(hand.page.locator(".step-instruction")).to_be_in_viewport()
    assert title in hand.page.title()


def test_a_line_grows_with_what_is_written_in_it_and_stays_one_line(amina, console):
    console.go(PITCH)
    field = amina.field("whom")
    before = field.bounding_box()["height"]

    amina.write("whom", "Un carnet de preuves pour Nadia, qui raconte tout à chaque entretien")
    after = field.bounding_box()
    assert after["height"] > before
    assert field.evaluate("field => field.scrollWidth <= field.clientWidth")

    field.press("Enter")
    expect(field).not_to_have_value("\n")
    assert "\n" not in field.input_value()


def test_who_asks_for_help_is_told_that_it_is_seen(amina, console):
    console.go(PITCH)
    amina.tell("help")
    expect(amina.page.locator("[data-spoken=told]")).to_contain_text("Vous avez demandé de l’aide")
    amina.tell("working")
    expect(amina.page.locator("[data-spoken=told]")).to_have_count(0)


def test_somebody_takes_another_name(amina, console):
    amina.page.locator("details.me:has(#own-name) > summary").click()
    amina.page.locator("#own-name").fill("Amina B.")
    amina.press("/name")

    expect(amina.page.locator("details.me").last).to_contain_text("Amina B.")
    expect(console.page.get_by_text("Amina B.").first).to_be_attached()


def test_nobody_sits_at_a_table_by_chance(console, phone):
    person = phone("Bruno", 1)
    person.page.goto(f"{person.server.phones}/j/{console.code}")
    expect(person.page.locator("input[name=table]:checked")).to_have_count(0)
    person.page.locator("form.join button[type=submit]").click()
    expect(person.page.locator("form.join")).to_be_visible()  # the browser asks for one

    person.page.goto(f"{person.server.phones}/j/{console.code}?table=2")
    expect(person.page.locator("input[name=table][value='2']")).to_be_checked()
