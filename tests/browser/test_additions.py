"""Paper and hands are counted in at the desk while phones vote, and nothing half filled in is lost meanwhile."""

import pytest
from playwright.sync_api import expect

from tests.browser import looks
from toolkit.activities import agenda
from toolkit.workshops import services

PLACE = 9  # of the vote in the agenda
YES, NO = "Oui, dès lundi", "Non, pas encore"


def ask(session, code):
    step = agenda.steps(session, services.find(session, code))[PLACE - 1]
    step.kind, step.settings = "choice", {"choices": [{"fr": YES}, {"fr": NO}]}


@pytest.fixture
def amina(phone):
    return phone("Amina", 1)


@pytest.fixture
def console(begin, database, amina):
    """The desk, where a vote is open that Amina's phone shows."""
    console = begin("fr")
    database.write(lambda session: ask(session, console.code))
    amina.join(console.code)
    amina.is_live()
    console.go(PLACE)
    console.switch("open", on=True)
    expect(amina.page.locator("form.ballot")).to_be_visible()
    amina.page.reload()  # the form came with the page: this tap is meant for it
    return console


def test_a_paper_half_filled_in_stays_while_phones_vote_and_the_next_one_is_empty(console, amina):
    console.page.locator("#paper > summary").click()
    no = console.page.locator("#paper form").get_by_label(NO)
    no.check()

    amina.page.locator("form.ballot").get_by_label(YES).check()
    amina.vote()
    console.sees("1 sur 1")

    expect(no).to_be_checked()
    console.page.locator("#add-paper").click()
    console.sees("1 au téléphone + 1 sur papier")
    expect(no).not_to_be_checked()
    expect(console.page.locator("#add-paper")).to_be_focused()


def test_hands_are_said_apart_on_every_screen_and_the_last_is_taken_back(console, amina):
    wall = console.open_wall()
    console.page.bring_to_front()
    console.page.locator("#hands > summary").click()
    console.page.locator("#hands").get_by_label(YES).fill("12")
    console.page.locator("#add-hands").click()
    wall.sees("0 au téléphone + 12 à main levée")
    console.page.locator("#paper > summary").click()
    console.page.locator("#paper form").get_by_label(NO).check()
    console.page.locator("#add-paper").click()
    wall.sees("0 au téléphone + 1 sur papier + 12 à main levée")
    assert looks.faults(console) == []

    console.press("/take-back")
    expect(console.page.locator("#additions-title ~ [role=status] s")).to_have_count(1)
    console.switch("shown", on=True)

    for screen in (amina, wall, console):
        screen.sees("0 au téléphone + 12 à main levée")
    assert looks.faults(console, narrow=False) == []
