"""The worst that can be typed, in a real browser: nothing of it runs, and no screen is wider than it is."""

import pytest

from tests.web.test_hostile_texts import prepare
from toolkit.activities.models import Activity
from toolkit.workshops import services

KINDS = ("deal", "ecosystem", "feedback", "ideas", "judgment", "keywords", "roles", "sheet")
NARROW = {"width": 320, "height": 640}
BEYOND = (
    """() => [document.documentElement.scrollWidth - innerWidth, document.documentElement.scrollHeight - innerHeight]"""
)


@pytest.fixture
def room(begin, phone, database):
    """A desk, a wall and a phone of 320 pixels, in a workshop in which everything is the worst; and its steps."""
    console = begin("en", tables=12)
    wall = console.open_wall()
    amina = phone("Amina", 1, "en", viewport=NARROW)
    amina.join(console.code)
    steps = database.write(lambda session: prepare(session, services.find(session, console.code)))
    return console, wall, amina, steps


@pytest.fixture
def lead(room, database):
    """Return how the room goes to a step, and every screen loads it."""

    def lead(number):
        def work(session):
            workshop, step = services.find(session, room[0].code), session.get_one(Activity, number)
            workshop.current_id, step.is_open, step.is_shown = step.id, False, True
            workshop.version += 1

        database.write(work)
        for screen in room[:3]:
            screen.page.reload()

    return lead


def test_nothing_runs_and_nothing_is_wider_than_its_screen(room, lead):
    console, wall, amina, steps = room
    heard, beyond = [], []
    for screen in (console, wall, amina):
        screen.page.on("dialog", lambda dialog: (heard.append(dialog.message), dialog.dismiss()))

    for kind in KINDS:
        lead(steps[kind])
        beyond += [(kind, name) for name, screen in (("desk", console), ("phone", amina)) if wider(screen) > 0]
        beyond += [(kind, "wall")] if max(wall.page.evaluate(BEYOND)) > 0 else []
    console.page.goto(f"{console.server.laptop}/run/{console.code}/report")

    assert wider(console) <= 0
    assert heard == []
    assert beyond == []


def wider(screen):
    return screen.page.evaluate(BEYOND)[0]
