"""A sheet that adds up its numbers, and one whose fields the agenda says: on phone, wall and desk."""

import os
from pathlib import Path

from playwright.sync_api import expect

from tests.browser.looks import faults
from toolkit.activities import agenda
from toolkit.workshops import services

PICTURES = os.environ.get("MUSETTE_PICTURES")  # a folder, to look at what is checked
PLACE = 3  # of the step that becomes the sheet
OWN = {
    "title": {"fr": "Notre fiche", "en": "Our sheet"},
    "fields": [
        {"code": "whom", "kind": "line", "label": {"fr": "Pour qui ?", "en": "For whom?"}},
        {"code": "hours", "kind": "number", "limit": 40, "label": {"fr": "Heures", "en": "Hours"}},
    ],
}


def lead(begin, database, phone, settings):
    """Lead a workshop to a sheet with these settings; return its desk, wall and the phone of table 1."""
    desk = begin("fr", 2)

    def work(session):
        step = agenda.steps(session, services.find(session, desk.code))[PLACE - 1]
        step.kind, step.settings, step.is_shown = "sheet", settings, True

    database.write(work)
    amina = phone("Amina", 1)
    amina.join(desk.code)
    desk.lead()
    wall = desk.open_wall()
    desk.go(PLACE)
    return desk, wall, amina


def look(screen, name):
    """Check a screen as it is, and take its picture where somebody wants to look."""
    screen.page.bring_to_front()
    if PICTURES:
        Path(PICTURES).mkdir(parents=True, exist_ok=True)
        screen.page.screenshot(path=f"{PICTURES}/{name}.png", full_page=screen.size[0] != 1920)
    assert faults(screen, themes=("light",)) == []


def test_the_seconds_of_a_video_are_added_up_as_they_are_typed(begin, database, phone):
    desk, wall, amina = lead(begin, database, phone, {"form": "video"})
    amina.write("voice1", "Le soir, tout est fermé. Sauf ici.")
    amina.field("seconds1").fill("20")
    expect(amina.page.locator("sheet-total b")).to_have_text("20")
    amina.write("seconds2", "35")

    expect(amina.page.locator("sheet-total b")).to_have_text("55")
    for screen in (wall, desk):
        expect(screen.page.locator(".sheet-total b")).to_have_text("55")
    for screen, name in ((amina, "video-phone"), (wall, "video-wall"), (desk, "video-desk")):
        look(screen, name)


def test_fields_that_the_agenda_says_are_written_and_read(begin, database, phone):
    desk, wall, amina = lead(begin, database, phone, OWN)
    amina.write("whom", "Nadia")
    amina.write("hours", "12")

    expect(wall.page.get_by_text("Nadia")).to_be_visible()
    for screen, name in ((amina, "own-phone"), (wall, "own-wall"), (desk, "own-desk")):
        look(screen, name)
