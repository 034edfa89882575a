"""Whoever holds the phone, and whatever phone it is: long addresses, right to left, large type, an old browser."""

import re
from pathlib import Path

import pytest
from playwright.sync_api import expect

from tests.browser.looks import faults

COMPOSE, PITCH, GALLERY, JUDGMENT = 3, 5, 7, 9
ADDRESS = "https://atelier.example.org/une/adresse/sans/aucune/espace/" + "x" * 30
ARABIC = "صندوق الأدلة (Nadia)."
SHEET = Path(__file__).parents[2] / "static" / "css" / "main.css"
NARROW = {"width": 320, "height": 640}
ZOOMED = {"width": 320, "height": 256}  # 1,280 by 1,024 at 400 %
NAMES = """() => [...document.querySelectorAll('button, summary, a[href]')]
  .filter((one) => one.checkVisibility())
  .map((one) => one.getAttribute('aria-label') ?? one.textContent)
  .map((name) => name.trim().replace(/\\s+/g, ' '))"""


def judge(console, *people):
    console.go(JUDGMENT)
    console.switch("open", on=True)
    for person in people:
        expect(person.page.locator("form.ballot")).to_be_visible()


def test_an_address_without_spaces_makes_no_page_wider_than_the_phone(amina, console):
    console.go(PITCH)
    amina.write("whom", ADDRESS)
    assert faults(amina, themes=("light",)) == []

    judge(console, amina)
    amina.page.set_viewport_size(NARROW)
    assert amina.page.evaluate("document.documentElement.scrollWidth") <= NARROW["width"]
    amina.grade(0, 0)
    amina.vote()
    console.switch("shown", on=True)
    expect(amina.page.locator(".merit")).to_be_visible()
    assert amina.page.evaluate("document.documentElement.scrollWidth") <= NARROW["width"]


def test_what_is_written_from_right_to_left_keeps_its_order(amina, console):
    console.go(PITCH)
    amina.write("whom", ARABIC)
    expect(amina.field("whom")).to_have_css("direction", "rtl")

    judge(console, amina)
    words = amina.page.locator(".judged bdi").first
    expect(words).to_have_text(ARABIC)
    expect(words).to_have_css("unicode-bidi", "isolate")
    wall = console.open_wall()
    console.go(GALLERY)
    shown = wall.page.get_by_text(ARABIC).first
    expect(shown).to_be_visible()
    expect(shown).to_have_css("direction", "rtl")


def test_at_four_hundred_per_cent_nothing_covers_what_has_the_focus(amina, console):
    console.go(PITCH)
    amina.page.set_viewport_size(ZOOMED)
    covered = """() => {
      const one = document.activeElement;
      if (one === document.body) return false;
      const { left, top, width, height } = one.getBoundingClientRect();
      const there = document.elementFromPoint(left + width / 2, Math.min(top + height / 2, innerHeight - 2));
      return !(one.contains(there) || there?.contains(one));
    }"""
    amina.page.locator("h1").click()
    for _ in range(12):
        amina.page.keyboard.press("Tab")
        assert not amina.page.evaluate(covered), amina.page.evaluate("document.activeElement.outerHTML")


@pytest.mark.parametrize("place", [COMPOSE, 4, PITCH])
def test_no_two_controls_have_one_name(amina, console, place):
    console.go(COMPOSE)
    console.press("/deal")
    expect(amina.page.locator(".hand-rows > li")).to_have_count(5)
    for _kind, code in amina.cards()[:3]:
        amina.keep(code)
    if place != COMPOSE:
        console.go(place)
    expect(amina.page.locator("#spoken")).to_have_attribute("data-step", re.compile(f"^Étape {place} sur"))

    names = amina.page.evaluate(NAMES)
    assert sorted(name for name in set(names) if names.count(name) > 1) == []


@pytest.mark.usefixtures("amina")
@pytest.mark.parametrize("place", [COMPOSE, PITCH, GALLERY, JUDGMENT])
def test_no_two_controls_of_the_desk_have_one_name(console, phone, place):
    console.go(place)
    for name in ("Bruno", "Chloé"):
        phone(name, 2).join(console.code)
        console.person(name)
        console.press("/remove", console.page.locator("#person"))
    console.lead()
    if place == COMPOSE:
        console.press("/deal")
    console.page.evaluate("document.querySelectorAll('details').forEach((one) => (one.open = true))")
    for open_it in (console.settings, lambda: console.person("Amina")):
        open_it()
        names = console.page.evaluate(NAMES)
        assert sorted(name for name in set(names) if names.count(name) > 1) == []
        console.page.keyboard.press("Escape")


def test_an_old_browser_that_cannot_run_the_scripts_has_every_button(console, phone):
    person = phone("Amina", 1)
    person.causes("phone.js", "failed: ", "ERR_FAILED")
    person.join(console.code)
    console.go(PITCH)
    person.page.route("**/js/phone.js", lambda route: route.abort())
    person.page.reload()

    save = person.page.locator(".sheet-field button").first
    expect(save).to_be_visible()
    person.field("whom").fill("Un coffre")
    save.click()
    expect(person.field("whom")).to_have_value("Un coffre")


def test_a_browser_without_layers_gets_a_plain_sheet_that_can_be_used(amina, console):
    def old(route):
        sheet = re.sub(r"@(layer|import)[^;]*;", "", SHEET.read_text(encoding="utf-8"))
        route.fulfill(body=sheet.replace("@supports not (all", "@supports (all"), content_type="text/css")

    console.go(PITCH)
    amina.is_on("Écrire la présentation")
    amina.page.route("**/css/main.css", old)
    amina.page.set_viewport_size(NARROW)
    amina.page.reload()

    assert amina.page.evaluate("document.documentElement.scrollWidth") <= NARROW["width"]
    button = amina.page.locator("#done")
    assert button.bounding_box()["height"] >= 44
    assert amina.page.evaluate("getComputedStyle(document.body).backgroundColor") == "rgb(251, 248, 241)"


def test_without_scripts_nothing_says_that_it_follows_by_itself(console, phone):
    person = phone("Amina", 1, java_script_enabled=False)
    person.join(console.code)

    assert "d’elle-même" not in person.page.locator("main").inner_text()
    expect(person.page.locator("noscript a")).to_be_visible()


def test_the_countdown_can_be_hidden_on_ones_own_phone_and_stays_so(amina, console):
    console.go(PITCH)
    expect(amina.page.locator(".timer")).to_be_visible()
    amina.page.locator("details.me:has([data-comfort]) > summary").click()
    amina.page.locator("[data-comfort]").check()
    expect(amina.page.locator(".timer")).to_be_hidden()

    amina.page.reload()
    expect(amina.page.locator(".timer")).to_be_hidden()


def test_what_the_wall_shows_can_be_folded_away_and_stays_so(amina, console):
    console.go(PITCH)
    amina.write("whom", "Un coffre")
    console.go(GALLERY)
    wall = amina.page.locator(".wall-here")
    expect(wall.get_by_text("Un coffre")).to_be_visible()
    wall.locator("summary").first.click()
    console.press("/timer", do="more")
    expect(wall.get_by_text("Un coffre")).to_be_hidden()


def test_a_mention_is_told_by_a_letter_and_its_numbers_besides_its_colour(amina, console):
    console.go(PITCH)
    amina.write("whom", "Un coffre")
    judge(console, amina)
    amina.grade(0, 1)
    amina.vote()
    console.switch("shown", on=True)

    profile = amina.page.locator(".profile").first
    expect(profile).to_have_attribute("aria-label", re.compile(r"Un coffre.*Excellent.* 0.*Bien.* 1"))
    expect(profile.locator("text")).to_have_text(re.compile("B.1"))
    expect(amina.page.locator(".merit-key .grade-mark text")).to_have_text(["A", "B", "C", "D", "E"])
