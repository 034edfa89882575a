"""Joining, writing and voting with JavaScript switched off: pages and forms alone."""

import pytest
from playwright.sync_api import expect

from tests.browser.journey import kept_cards


@pytest.fixture
def room(begin, phone):
    """A workshop with a desk as usual, and the phones of two people who have no JavaScript."""
    console = begin("fr")
    people = [phone("Amina", 1, java_script_enabled=False), phone("Bruno", 2, java_script_enabled=False)]
    for person in people:
        person.join(console.code, typed=person is people[0])
    return console, people


def go_to(desk, people, place):
    """Lead the room to a step, counted from 1; each person reloads by the link that the page offers."""
    desk.go(place)
    see_what_is_new(people)


def see_what_is_new(people):
    for person in people:
        with person.page.expect_navigation():
            person.page.locator("noscript a").click()


def write(person, code, text):
    form = person.page.locator(f"form.sheet-field[id$='-{code.replace('.', '-')}-form']")
    form.locator("[name=text]").fill(text)
    with person.page.expect_navigation():
        form.locator("button").click()
    expect(person.field(code)).to_have_value(text)


def choose_cards(desk, amina, bruno):
    desk.press("/deal")
    expect(desk.page.locator(".hand-list li")).to_have_count(10)
    see_what_is_new([amina, bruno])
    for person in (amina, bruno):
        for _kind, code in person.cards()[:3]:
            person.keep(code)
    amina.swap(amina.cards()[-1][1])
    bruno.invent("Banc des retours")


def vote(desk, amina, bruno):
    go_to(desk, [amina, bruno], 8)
    desk.switch("open", on=True)
    see_what_is_new([amina])
    amina.page.locator("input[type=number]").first.fill("2")
    amina.vote()
    desk.switch("shown", on=True)

    go_to(desk, [amina, bruno], 9)
    desk.switch("open", on=True)
    see_what_is_new([bruno])
    for mention in (0, 1):  # they change their mind
        for place in range(2):
            bruno.grade(place, mention)
        bruno.vote()
    desk.switch("shown", on=True)


def test_two_people_join_choose_cards_write_and_vote(room):
    desk, (amina, bruno) = room

    go_to(desk, [amina, bruno], 3)
    choose_cards(desk, amina, bruno)
    go_to(desk, [amina, bruno], 4)
    code = next(code for kind, code, _title in kept_cards(amina) if kind == "feature")
    write(amina, f"{code}.how", "Sans script,\nsur deux lignes.")
    go_to(desk, [amina, bruno], 5)
    write(amina, "whom", "Un carnet de preuves")
    write(bruno, "whom", "Une carte des chemins")
    vote(desk, amina, bruno)

    desk.follow("/report")
    for line in (
        "Sans script,",
        "sur deux lignes.",
        "Un carnet de preuves",
        "Une carte des chemins",
        "Banc des retours",
    ):
        desk.sees(line)
    expect(desk.page.locator(".bars tbody tr").first.locator("td").first).to_have_text("2")
    for row in range(2):
        mentions = desk.page.locator(".numbers tbody tr").nth(row).locator("td")
        expect(mentions).to_have_text(["0", "1", "0", "0", "0"])


def test_two_texts_for_one_field_become_a_choice_on_a_page(room, phone):
    desk, (amina, _bruno) = room
    aziz = phone("Aziz", 1, java_script_enabled=False)
    aziz.join(desk.code)
    go_to(desk, [amina, aziz], 5)

    write(amina, "whom", "Un coffre")
    form = aziz.page.locator("form[id$='-whom-form']")
    form.locator("[name=text]").fill("Une carte")
    form.locator("button").click()

    aziz.causes("409")
    for text in ("Un coffre", "Une carte"):
        aziz.sees(text)
    aziz.page.locator("main form").last.locator("button").click()
    expect(aziz.field("whom")).to_have_value("Un coffre Une carte")


def test_a_wrong_code_is_explained_and_can_be_mended(phone):
    amina = phone("Amina", 1, java_script_enabled=False)
    amina.page.goto(amina.server.phones)
    amina.page.locator("input[name=code]").fill("XXXXXX")
    amina.page.locator("form.join button[type=submit]").click()

    amina.causes("422")
    expect(amina.page.locator("input[name=code]")).to_have_value("XXXXXX")
    expect(amina.page.locator("#code-error")).to_be_visible()
