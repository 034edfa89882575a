"""A vote in which each table counts for one, from the rules on the desk to phones, wall and report."""

from playwright.sync_api import expect

from tests.browser import looks
from tests.browser.test_every_vote import PLACE, put_to_the_vote

SENTENCE = "Chaque table a une voix"


def make_it_count_tables(console):
    """Choose it on the desk: first in a secret vote, which is refused, then in one by name."""
    rules = console.page.locator("form.rules")
    console.page.get_by_text("Règles", exact=True).click()
    rules.locator("[name=by_table]").check()
    console.causes("422")  # a secret vote is refused
    console.press("/rules")
    console.sees("non, ou un vote nominatif")
    console.lead()
    console.page.get_by_text("Règles", exact=True).click()
    rules.locator("[name=secret]").uncheck()
    rules.locator("[name=by_table]").check()
    console.press("/rules")


def vote(people):
    """Five dots of nine are for the first proposal, and two and a half of six that two tables have."""
    for one, dots in zip(people, ((3, 0), (2, 1), (0, 3)), strict=True):
        one.sees(SENTENCE)
        one.page.reload()  # the form came with the page: this tap is meant for it
        one.give_dots(0, dots[0])
        one.give_dots(1, dots[1])
        one.vote()


def has_result(screen):
    """Look for the result, of two tables and not of three people."""
    lines = screen.page.locator(".bars tbody tr")
    expect(lines.first).to_contain_text("numéro 2")
    expect(lines.first).to_contain_text("3,5")
    expect(lines.last).to_contain_text("2,5")
    screen.sees(SENTENCE)


def test_each_table_counts_for_one_from_the_desk_to_the_report(begin, phone, database):
    console = begin("fr")
    people = [phone(name, table, "fr") for name, table in (("Amina", 1), ("Bruno", 1), ("Chloé", 2))]
    database.write(lambda session: put_to_the_vote(session, console.code, "dots", 2))
    console.lead()
    wall = console.open_wall()
    for one in people:
        one.join(console.code)
        one.is_live()
    console.go(PLACE)
    make_it_count_tables(console)
    console.switch("open", on=True)
    vote(people)
    wall.sees(SENTENCE)

    console.switch("shown", on=True)

    for screen in (people[0], wall, console):
        has_result(screen)
    assert looks.faults(people[0]) == []
    assert looks.faults(wall, themes=("light",), narrow=False) == []
    console.page.goto(f"{console.server.laptop}/run/{console.code}/report")
    has_result(console)
