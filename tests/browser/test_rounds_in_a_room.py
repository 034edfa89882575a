"""Consent, maps, debriefs, breaks, frames and roles as people meet them, empty and full, on each screen."""

import os

import pytest
from playwright.sync_api import expect

from tests.browser.looks import faults
from toolkit.activities import agenda
from toolkit.activities.shapes.ideas import ideas, moderation
from toolkit.language import LANGUAGES
from toolkit.workshops import services

PROPOSAL = {
    "fr": "Nous nous voyons le vendredi matin, à l’heure du café",
    "en": "We meet on Friday mornings over coffee",
}
ACTORS = "Juge, École, Famille, Éducateur, Mairie, Club de sport, Mission locale, Hôpital de jour, Police municipale"
ROOMS = {
    "consent": {"proposal": PROPOSAL},
    "debrief": {},
    "ecosystem": {},
    "frame": {"purpose": PROPOSAL, "use": PROPOSAL},
    "pause": {"where": PROPOSAL},
    "roles": {},
}
SHOTS = os.environ.get("MUSETTE_TEST_SHOTS")  # a folder for pictures to look at


@pytest.fixture
def room(begin, phone, database):
    """Return how a room comes to a step: its desk, its wall, a phone, and how it is filled."""

    def enter(kind, language):
        desk = begin(language, tables=2)
        amina = phone("Amina", 1, language)
        amina.join(desk.code)

        def work(session):
            step = agenda.steps(session, services.find(session, desk.code))[0]
            step.kind, step.settings = kind, ROOMS[kind]
            step.title = step.instruction = dict.fromkeys(LANGUAGES, "Une étape")
            step.is_shown = True
            agenda.switch(session, services.find(session, desk.code), step, "open", on=True)

        database.write(work)
        wall = desk.open_wall()
        for screen in (desk, amina):
            screen.page.reload()
        return desk, wall, amina

    return enter


def fill(database, code, kind):
    """Have a dozen people write, as long as they may."""

    def work(session):
        workshop = services.find(session, code)
        step = agenda.steps(session, workshop)[0]
        person = workshop.participants[0]
        workshop.version += 1
        names = ACTORS.split(", ")
        if kind == "consent":
            step.phase = "objections"
        for number in range(12):
            more = {}
            if kind == "ecosystem":
                more = {"link": "travaille avec", "whom": names[(number * 2 + 1) % len(names)]}
            text = names[number % len(names)] if kind == "ecosystem" else f"{number} {PROPOSAL['fr']}, et plus encore"
            heading = {"consent": "4", "debrief": str(1 + number % 4)}.get(kind)
            ideas.add(session, step, person.id, person.table, text, **more, **({"heading": heading} if heading else {}))
        moderation.hide(session, step, 2, on=True)

    if kind in {"consent", "debrief", "ecosystem"}:
        database.write(work)


def look(kind, state, **screens):
    for name, screen in screens.items():
        if SHOTS:
            screen.page.screenshot(path=f"{SHOTS}/{kind}-{state}-{name}.png", full_page=name != "wall")
        assert faults(screen, **({} if name == "phone" else {"narrow": False})) == [], (kind, state, name)


@pytest.mark.parametrize("kind", sorted(ROOMS))
def test_each_is_usable_by_everybody_with_nothing_and_with_much_in_it(room, database, kind):
    desk, wall, amina = room(kind, LANGUAGES[len(kind) % 2])
    expect(amina.page.locator("h1")).to_have_text("Une étape")
    look(kind, "empty", desk=desk, wall=wall, phone=amina)

    fill(database, desk.code, kind)
    for screen in (desk, wall, amina):
        screen.page.reload()
    look(kind, "full", desk=desk, wall=wall, phone=amina)


def test_a_word_is_pointed_at_on_the_phone_and_made_clear_on_every_screen(room):
    desk, wall, amina = room("frame", "fr")
    amina.page.locator("#say > summary").click()
    amina.page.locator("[data-point]").click()
    amina.page.locator(".frame-texts p").first.click(position={"x": 8, "y": 8})
    expect(amina.page.locator("#say-text")).to_have_value("Nous")
    amina.page.locator("#say button[value=word]").click()
    desk.page.reload()
    desk.page.locator("textarea[id^=clear-]").fill("Toutes les personnes de l’équipe")
    assert faults(desk, narrow=False) == []
    desk.page.locator("form:has(textarea[id^=clear-]) > button[type=submit]").click()

    for screen in (wall, amina):
        expect(screen.page.get_by_text("Toutes les personnes de l’équipe").first).to_be_visible()
    look("asides", "full", desk=desk, wall=wall, phone=amina)


SMALLEST = """map => Math.min(...[...map.querySelectorAll("text")].map((one) =>
  one.getScreenCTM().a * parseFloat(getComputedStyle(one).fontSize)))"""


def draw_thirty(session, code):
    """Link thirty actors, each to another."""
    workshop = services.find(session, code)
    step, person = agenda.steps(session, workshop)[0], workshop.participants[0]
    for number in range(30):
        linked = {"link": "travaille avec", "whom": f"Service {(number * 7 + 3) % 30}"}
        ideas.add(session, step, person.id, person.table, f"Service {number}", **linked)
    workshop.version += 1


def test_a_map_of_thirty_can_be_read_on_a_phone_and_moved_by_key_there_and_in_the_report(room, database):
    desk, wall, amina = room("ecosystem", "fr")
    database.write(lambda session: draw_thirty(session, desk.code))
    amina.page.reload()
    desk.page.goto(f"{desk.server.laptop}/run/{desk.code}/report")

    for screen in (amina, desk):
        screen.page.set_viewport_size({"width": 360, "height": 740})
        view = screen.page.locator(".ecosystem-scroll")
        assert view.locator(".ecosystem").evaluate(SMALLEST) > 11.9
        assert screen.page.evaluate("document.documentElement.scrollWidth") <= 360
        view.focus()
        screen.page.keyboard.press("ArrowRight")
        screen.page.wait_for_function("() => document.querySelector('.ecosystem-scroll').scrollLeft > 0")
    wall.page.reload()
    foot = wall.page.locator(".ecosystem").evaluate("map => map.getBoundingClientRect().bottom")
    assert foot <= wall.page.locator("footer").bounding_box()["y"]
