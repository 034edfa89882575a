"""Every kind of vote as people use it: a ballot on the phone, the result on phone, wall and desk, for everybody."""

import pytest
from playwright.sync_api import expect

from tests.browser import looks
from toolkit.activities import agenda
from toolkit.activities.kinds import KINDS
from toolkit.activities.kinds.votes import Vote
from toolkit.language import LANGUAGES, use
from toolkit.workshops import services

VOTES = sorted(name for name, kind in KINDS.items() if issubclass(kind, Vote))
PLACE = 8  # of a vote in the agenda
NAMES = {
    "en": "A place where people who work at night find somebody who answers, number {}",
    "fr": "Un lieu où les personnes qui travaillent la nuit trouvent quelqu’un qui répond, numéro {}",
}


def put_to_the_vote(session, code, kind, many):
    """Make the eighth step a vote of this kind on so many things with long names."""
    step = agenda.steps(session, services.find(session, code))[PLACE - 1]
    labels = [{language: words.format(number) for language, words in NAMES.items()} for number in range(1, many + 1)]
    step.kind, step.settings = kind, {"choices": labels}


def fill_in(phone):
    """Choose something in a ballot, whatever it is made of; the lists by their order, of everything else the first."""
    form = phone.page.locator("form.ballot")
    radios = form.locator("input[type=radio]").evaluate_all("all => [...new Set(all.map(one => one.name))]")
    for name in radios:
        form.locator(f"input[type=radio][name='{name}']").first.check()
    if form.locator("[data-step]").count():
        form.locator("[data-step]:not([data-step^='-'])").first.click()
    for number, one in enumerate(form.locator("select").all()[:3], 1):
        one.select_option(index=number)
    if form.locator("[data-next]").count():
        form.locator("[data-next]").nth(3).click()
        expect(form.locator("select").nth(3)).to_have_value("4")
    boxes = form.locator("input[type=checkbox]:not([name=blank])")
    if boxes.count():
        boxes.first.check()


def open_the_vote(console, amina):
    """Have Amina join, take the room to the vote and open it; return the wall."""
    console.lead()
    wall = console.open_wall()
    amina.join(console.code)
    amina.is_live()
    console.go(PLACE)
    console.switch("open", on=True)
    expect(amina.page.locator("form.ballot")).to_be_visible()
    amina.page.reload()  # the form came with the page: this tap is meant for it
    return wall


@pytest.mark.parametrize("kind", VOTES)
def test_a_vote_is_cast_shown_and_accessible_on_every_screen(begin, phone, database, kind):
    language = LANGUAGES[VOTES.index(kind) % len(LANGUAGES)]
    console, amina = begin(language), phone("Amina", 1, language)
    database.write(lambda session: put_to_the_vote(session, console.code, kind, 12))
    wall = open_the_vote(console, amina)
    assert looks.faults(amina) == []

    fill_in(amina)
    amina.vote()
    console.switch("shown", on=True)

    for screen in (amina, wall, console):
        result = screen.page.locator(".result")
        expect(result).to_be_visible()
        expect(result.locator(".rule").last).to_contain_text(str(rule(kind, language)))
    assert looks.faults(amina) == []
    assert looks.faults(wall, themes=("light",), narrow=False) == []
    assert looks.faults(console, narrow=False) == []


def rule(kind, language):
    """Return the sentence that says how ties are told, in a language."""
    with use(language):
        return str(KINDS[kind]().tie_rule)
