"""Ideas on every screen, as a facilitator moderates them; axe finds nothing in any state."""

import os
from pathlib import Path

import pytest
from playwright.sync_api import expect

from tests.browser.looks import faults
from toolkit.activities import agenda
from toolkit.activities.shapes.ideas.models import Idea
from toolkit.workshops import services

PICTURES = os.environ.get("MUSETTE_PICTURES")  # a folder, to look at what is checked
PLACE = 3  # of the step that becomes one of ideas
WORDS = (
    "Une carte des lieux ouverts le soir",
    "Un banc devant la mairie",
    "Prêter des outils entre voisins, un samedi par mois",
)


@pytest.fixture
def stage(begin, database, phone):
    """Return how a workshop comes to a step of some kind: with a desk, its wall, and two phones."""

    def stage(kind, tables=2, **settings):
        desk = begin("fr", tables)

        def work(session):
            step = agenda.steps(session, services.find(session, desk.code))[PLACE - 1]
            step.kind, step.settings, step.is_shown = kind, settings, True

        database.write(work)
        wall = desk.open_wall()
        phones = [phone("Amina", 1), phone("Bruno", 2)]
        for one in phones:
            one.join(desk.code)
        desk.lead()
        desk.go(PLACE)
        return desk, wall, *phones

    return stage


def fill(session, code, many, **about):
    """Add many ideas to the step, of all tables in turn."""
    workshop = services.find(session, code)
    step = agenda.steps(session, workshop)[PLACE - 1]
    for number in range(101, 101 + many):
        table = workshop.tables[number % len(workshop.tables)]
        text = f"{WORDS[number % len(WORDS)]} ({number})"
        session.add(Idea(activity_id=step.id, number=number, table_id=table.id, text=text, **about))
    workshop.version += 1


def look(screen, name):
    """Check a screen as it is, and take its picture where somebody wants to look."""
    screen.page.bring_to_front()
    if PICTURES:
        size = screen.page.viewport_size
        Path(PICTURES).mkdir(parents=True, exist_ok=True)
        screen.page.screenshot(path=f"{PICTURES}/{name}-{size['width']}.png", full_page=screen.size[0] != 1920)
    assert faults(screen, themes=("light",)) == []


def send(phone, text, **beside):
    """Write an idea, and what stands beside it, and wait until it is on the list."""
    phone.page.bring_to_front()
    for name, words in beside.items():
        phone.page.locator(f"form[data-queue] [name={name}]").fill(words)
    phone.page.locator("form[data-queue] [name=text]").fill(text)
    phone.page.locator("form[data-queue] button[type=submit]").click()
    expect(phone.page.locator(".ideas > li", has_text=text)).to_be_visible()


@pytest.mark.parametrize("held", [0, 150])
def test_it_is_sent_with_the_first_press_of_a_mouse_however_long_that_takes(stage, held):
    _desk, _wall, amina, _bruno = stage("ideas")
    page, field = amina.page, amina.page.locator("form[data-queue] [name=text]")
    page.bring_to_front()
    field.fill("Appeler la mairie")
    expect(page.locator("form[data-queue] .length")).to_be_visible()
    button = page.locator("form[data-queue] button[type=submit]")
    button.hover()
    before = button.bounding_box()["y"]

    page.mouse.down()
    page.wait_for_timeout(held)
    during = button.bounding_box()["y"]
    page.mouse.up()

    assert abs(during - before) < 5, "a button that is pressed goes down by two pixels"
    expect(page.locator(".ideas > li", has_text="Appeler la mairie")).to_be_visible()


def test_next_steps_are_written_taken_on_and_read_on_every_screen(stage):
    desk, wall, amina, bruno = stage("steps")
    look(amina, "steps-phone-empty")
    send(amina, "Appeler la mairie", who="Quelqu’un de l’accueil", when="vendredi 12")
    send(bruno, "Essayer la cloche un soir")
    bruno.page.get_by_role("button", name="Je m’en charge : Appeler la mairie").click()

    for screen in (wall, amina, desk):
        expect(screen.page.get_by_text("Pris en charge par Bruno").first).to_be_visible()
    expect(amina.page.locator("form[data-queue] [name=when]")).to_have_value("")
    for screen, name in ((amina, "steps-phone"), (wall, "steps-wall"), (desk, "steps-desk")):
        look(screen, name)


def open_more(desk, number):
    """Open what is done less often with an idea."""
    if not desk.page.locator(f"#pin-{number}").is_visible():
        desk.page.locator(f"#more-{number} summary").click()


def test_what_waits_is_let_in_and_a_slip_is_corrected(stage):
    desk, wall, amina, bruno = stage("ideas", approve=True, everyone=True)
    for text in ("Une crate des lieux", "Un plan des lieux", "Un banc"):
        send(amina, text)
    look(amina, "approve-phone")
    expect(desk.page.get_by_role("heading", name="3 attendent votre accord")).to_be_visible()
    look(desk, "approve-desk")
    desk.page.get_by_role("button", name="Tout laisser entrer").click()
    expect(wall.page.locator(".ideas > li")).to_have_count(3)

    open_more(desk, 1)
    desk.page.locator("#correct-1").fill("Une carte des lieux")
    look(desk, "moderate-desk")
    desk.page.get_by_role("button", name="Corriger").locator("visible=true").click()
    expect(bruno.page.get_by_text("Une carte des lieux")).to_be_visible()
    expect(amina.page.get_by_text("Vous aviez écrit : Une crate des lieux")).to_be_visible()


def test_what_is_ticked_stays_so_while_more_comes_and_is_merged_and_set_apart(stage):
    desk, wall, amina, bruno = stage("ideas", everyone=True)
    for text in ("Une carte des lieux", "Un plan des lieux"):
        send(amina, text)
    for number in (1, 2):
        desk.page.locator(f"input[name=idea-{number}]").check()
    send(bruno, "Une fête")
    expect(desk.page.locator("#desk-idea-3")).to_be_visible()
    expect(desk.page.locator("input[name=idea-2]")).to_be_checked()
    desk.page.get_by_role("button", name="Fusionner ce qui est coché").click()
    expect(wall.page.locator(".ideas > li")).to_have_count(2)
    look(desk, "merged-desk")
    desk.page.get_by_role("button", name="Séparer : Un plan des lieux").click()
    expect(wall.page.locator(".ideas > li")).to_have_count(3)


def test_one_is_pinned_and_stands_on_every_screen_until_it_is_put_back(stage):
    desk, wall, amina, bruno = stage("ideas", everyone=True)
    for text in ("Une carte des lieux", "Un banc"):
        send(amina, text)
    open_more(desk, 1)
    desk.page.locator("#pin-1").click()
    expect(wall.page.locator(".ideas > [data-pinned]")).to_have_count(1)
    look(wall, "pinned-wall")
    look(bruno, "pinned-phone")
    open_more(desk, 1)
    desk.page.locator("#spotlight-1").click()
    for screen, name in ((wall, "spotlight-wall"), (bruno, "spotlight-phone")):
        expect(screen.page.locator(".idea-spotlight")).to_be_visible()
        look(screen, name)
    look(desk, "spotlight-desk")
    desk.page.locator("#spotlight-off").click()
    expect(wall.page.locator(".idea-spotlight")).to_have_count(0)


@pytest.mark.parametrize("many", [0, 8, 60])
def test_few_and_many_ideas_are_seen_on_wall_and_desk(stage, database, many):
    desk, wall, amina, _bruno = stage("ideas", tables=4, everyone=True)
    database.write(lambda session: fill(session, desk.code, many))
    desk.page.reload()
    wall.page.reload()
    amina.page.reload()
    expect(desk.page.locator(".ideas > li")).to_have_count(many)
    expect(wall.page.locator(".ideas > li")).to_have_count(many)
    for size in ((1280, 800), (1920, 1080)):
        wall.page.set_viewport_size({"width": size[0], "height": size[1]})
        look(wall, f"many-wall-{many}")
    look(desk, f"many-desk-{many}")
    look(amina, f"many-phone-{many}")


def test_notes_stand_in_their_columns_and_ideas_under_their_headings(stage):
    desk, wall, amina, bruno = stage("hopes")
    look(wall, "hopes-wall-empty")
    for person, text, column in ((amina, "Décider ensemble", "Espoirs"), (bruno, "Que rien ne change", "Craintes")):
        person.page.bring_to_front()
        person.page.get_by_label(column).check()
        send(person, text)
    expect(wall.page.locator(".table-sheet", has_text="Craintes")).to_contain_text("Que rien ne change")
    look(wall, "hopes-wall")
    look(amina, "hopes-phone")
    desk.page.locator("input[name=idea-1]").check()
    desk.page.get_by_label("Une rubrique").fill("Méthode")
    desk.page.locator("#group-ticked").click()
    expect(wall.page.locator(".table-sheet", has_text="Méthode")).to_contain_text("Décider ensemble")
    look(wall, "headings-wall")
    look(desk, "headings-desk")


def test_everybody_writes_alone_until_all_is_revealed(stage):
    desk, wall, amina, bruno = stage("ideas", silent=True, everyone=True, together=True)
    send(amina, "Une carte")
    send(bruno, "Un banc")
    expect(wall.page.get_by_text("2 idées")).to_be_visible()
    expect(bruno.page.locator(".ideas > li")).to_have_count(1)
    for screen, name in ((wall, "alone-wall"), (amina, "alone-phone"), (desk, "alone-desk")):
        look(screen, name)
    desk.page.locator("#phase-on").click()
    expect(wall.page.locator(".ideas > li")).to_have_count(2)
    expect(bruno.page.locator(".ideas > li")).to_have_count(2)
    look(bruno, "talking-phone")
    desk.page.get_by_role("button", name="Second tour").click()
    expect(amina.page.locator("form[data-queue]")).to_be_visible()
    look(amina, "sorting-phone")
