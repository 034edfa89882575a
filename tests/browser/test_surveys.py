"""Every survey as people meet it: on a phone, with and without scripts, on the wall, at the desk and in the report."""

from random import Random

import pytest
from playwright.sync_api import expect

from tests.browser.looks import faults
from toolkit.activities import agenda
from toolkit.activities.kinds import KINDS
from toolkit.activities.kinds.surveys import Survey
from toolkit.activities.models import Activity
from toolkit.activities.shapes.answers.surveys import outcomes
from toolkit.language import LANGUAGES, use
from toolkit.rehearsal import pages, script
from toolkit.workshops import joining, services

SURVEYS = sorted(name for name, kind in KINDS.items() if issubclass(kind, Survey))
ANSWER = "form.ballot"


@pytest.fixture
def room(begin, phone, database):
    """Return how to ask something in a room: the desk, on that step, and the phones of those who are asked."""

    def ask(kind, language="fr", *, arriving=False, **options):
        desk = begin(language, tables=2)
        amina = phone("Amina", 1, language, **options)
        amina.join(desk.code)
        with use(language):
            labels = {one: str(KINDS[kind].label) for one in LANGUAGES}

        def work(session):
            step = agenda.steps(session, services.find(session, desk.code))[0]
            step.kind, step.title, step.code = kind, labels, kind
            step.settings = {"arriving": True} if arriving else {}

        database.write(work)
        desk.page.reload()
        desk.is_live()
        desk.switch("open", on=True)
        return desk, amina

    return ask


def fill_in(page):
    """Choose the first of each group and write a word in each line."""
    for group in page.locator(f"{ANSWER} fieldset:has(input[type=radio])").all():
        group.locator("input[type=radio]").nth(3).check()
    for number, line in enumerate(page.locator(f"{ANSWER} :is(input.input, textarea)").all()):
        line.fill(f"canari {number}")


def answer(person):
    """Fill the form in, send it, and wait until the server has it."""
    fill_in(person.page)
    with person.page.expect_response(lambda one: one.request.method == "POST" and one.url.endswith("/answer")):
        person.press("/answer")
    expect(person.page.locator(".received")).to_be_visible()


def answer_by_ghosts(database, code, html, number=7):
    """Have more people answer, as ghosts fill in the page of a phone."""
    form = pages.read(html).find("answer")

    def work(session):
        workshop = services.find(session, code)
        step = session.get_one(Activity, workshop.current_id)
        for place in range(number):
            person, token = joining.join(session, workshop, name=f"G{place}", table=1 + place % 2, language="fr")
            outcomes.give(session, step, person, token, script.lively(form, Random(place), "fr"))
        workshop.version += 1

    database.write(work)


@pytest.mark.parametrize("kind", SURVEYS)
def test_it_is_answered_shown_and_reported(room, database, kind, tmp_path):
    desk, amina = room(kind)
    amina.page.goto(amina.page.url)
    html = amina.page.content()
    fit(amina, tmp_path / "phone-form.png")
    answer(amina)
    look(amina, tmp_path / "phone-received.png")
    expect(desk.page.locator("progress")).to_have_attribute("value", "1")
    wall = desk.open_wall()

    if KINDS[kind]().least > 1:
        desk.switch("shown", on=True)
        for screen, name in ((amina, "phone"), (desk, "desk"), (wall, "wall")):
            expect(screen.page.get_by_text("Affiché à partir de").locator("visible=true").first).to_be_visible()
            fit(screen, tmp_path / f"{name}-few.png")
        desk.switch("open", on=True)
    answer_by_ghosts(database, desk.code, html)
    desk.switch("shown", on=True)

    for screen, name in ((amina, "phone"), (desk, "desk"), (wall, "wall")):
        expect(screen.page.locator(".result")).to_be_visible()
        fit(screen, tmp_path / f"{name}-shown.png")
    desk.page.goto(f"{desk.server.laptop}/run/{desk.code}/report")
    fit(desk, tmp_path / "report.png")


def fit(screen, path):
    """Take a picture of a page that everybody can use, on a screen of any width."""
    look(screen, path)
    assert faults(screen, narrow=screen.size[0] < 1900) == []


def look(screen, path):
    screen.page.bring_to_front()
    screen.page.screenshot(path=path, full_page=screen.size[0] < 1900, animations="disabled")


@pytest.mark.parametrize("kind", SURVEYS)
def test_it_is_answered_without_scripts(room, kind):
    _desk, amina = room(kind, java_script_enabled=False)
    amina.page.goto(amina.page.url)

    fill_in(amina.page)
    with amina.page.expect_navigation():
        amina.page.locator(f"{ANSWER} button[type=submit]").click()

    expect(amina.page.locator(".received")).to_be_visible()
    checked = amina.page.locator(f"{ANSWER} input:checked")
    assert checked.count() == amina.page.locator(f"{ANSWER} fieldset:has(input[type=radio])").count()


def test_ones_own_radar_comes_by_itself_once_one_has_answered(room):
    _desk, amina = room("assessment")
    amina.page.goto(amina.page.url)

    answer(amina)

    expect(amina.page.locator("svg.radar")).to_be_visible()
    expect(amina.page.locator(".radar-table tbody tr")).to_have_count(6)
    expect(amina.page.locator(f"{ANSWER} input:checked")).to_have_count(18)


def test_a_sheet_to_assess_oneself_on_paper_fits_one_page(room, tmp_path):
    desk, _amina = room("assessment")
    desk.follow("/paper")
    expect(desk.page.locator(".papers[data-ready]")).to_have_count(1)

    fit(desk, tmp_path / "paper.png")
    assert desk.page.locator(".paper-page").count() == 1


def test_an_answer_tapped_without_a_network_is_received_when_it_is_back(room):
    desk, amina = room("mood")
    amina.page.goto(amina.page.url)
    amina.context.set_offline(True)
    amina.page.locator("input[name=mood][value='4']").check()
    amina.press("/answer")
    expect(amina.page.locator(".kept")).to_be_visible()
    amina.causes("ERR_INTERNET_DISCONNECTED", "failed: ", "Failed to fetch")

    amina.context.set_offline(False)

    expect(amina.page.locator(".received")).to_be_visible()
    expect(desk.page.locator("progress")).to_have_attribute("value", "1")


def test_words_arrive_on_the_wall_while_people_write_where_the_step_says_so(room, phone):
    desk, amina = room("keywords", arriving=True)
    wall = desk.open_wall()
    desk.switch("shown", on=True)
    bruno = phone("Bruno", 2)
    bruno.join(desk.code)
    amina.page.goto(amina.page.url)

    for person, word in ((amina, "Récit"), (bruno, "récit")):
        person.page.locator("input[name=word1]").fill(word)
        person.press("/answer")
        expect(person.page.locator(".received")).to_be_visible()

    expect(wall.page.locator(".cloud")).to_have_text("récit ×2", ignore_case=True)
