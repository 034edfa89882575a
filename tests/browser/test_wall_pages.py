"""Pages of the wall, turned by themselves and from the desk; what comes meanwhile moves nothing that is read."""

import pytest
from playwright.sync_api import expect

from tests.browser import walls
from toolkit.activities import agenda
from toolkit.activities.shapes.ideas.models import Idea
from toolkit.workshops import services

LONGEST = 90_000  # milliseconds that a page stays
WHERE = """() => Object.fromEntries([...document.querySelectorAll(".ideas > li:not([hidden])")]
  .map((one) => [one.id, JSON.stringify(one.getBoundingClientRect())]))"""


@pytest.fixture
def console(begin):
    """A desk of a workshop with four tables."""
    return begin("en", 4)


def on(wall, page):
    """Wait until the wall says which page it shows."""
    expect(wall.page.locator(".wall-page")).to_contain_text(page)


def show(console, database, many):
    """Have so many ideas on the wall; return the wall."""
    database.write(lambda session: walls.ideas(session, console.code, "ideas", (many, 4)))
    console.lead()
    return console.open_wall()


def add_ideas(session, code, table, numbers):
    workshop = services.find(session, code)
    step = agenda.steps(session, workshop)[walls.VOTE - 1]
    for number in numbers:
        row = {"table_id": workshop.tables[table - 1].id, "text": f"Idea {number} comes later"}
        session.add(Idea(activity_id=step.id, number=number, **row))
    workshop.version += 1


def come(console, database, table, *numbers):
    """Have new ideas come from a table; the timer's press brings them to the wall, as a phone's would."""
    database.write(lambda session: add_ideas(session, console.code, table, numbers))
    console.press("/timer", do="more")


def test_what_is_asked_stays_in_its_place_above_every_page(begin, database):
    console = begin("en", 12)
    database.write(lambda session: walls.deal(session, console.code, 12))
    console.lead()
    wall = console.open_wall()
    on(wall, "1/")
    asked = wall.page.locator(".wall-asked")
    before, first = asked.bounding_box(), wall.page.locator(".table-sheet").first.bounding_box()
    assert first["y"] > before["y"] + before["height"]

    wall.page.keyboard.press("PageDown")
    on(wall, "2/")

    assert asked.bounding_box() == before
    assert wall.page.locator(".table-sheet").first.bounding_box()["x"] < 0


def test_the_desk_turns_the_pages_of_the_wall_and_stops_them(console, database):
    wall = show(console, database, 40)
    on(wall, "1/")
    pages = int(wall.page.locator("html").get_attribute("data-pages"))
    assert pages > 2

    console.page.bring_to_front()
    console.page.wait_for_timeout(1100)  # keys rest after a press by hand
    console.page.keyboard.press(".")
    on(wall, f"2/{pages}")
    expect(console.page.locator("form[data-sent]")).to_have_count(0)
    console.page.keyboard.press(",")
    on(wall, f"1/{pages}")
    console.lead_the_wall(leaf="previous")
    on(wall, f"{pages}/{pages}")
    console.lead_the_wall(turning="no")
    expect(wall.page.locator("#wall")).to_have_attribute("data-turning", "no")


def test_pages_turn_by_themselves_until_they_are_stopped(console, database):
    database.write(lambda session: walls.ideas(session, console.code, "ideas", (40, 4)))
    console.lead()
    wall = console.open_wall()
    wall.page.clock.install()
    console.causes("timeout")  # the clock of the desk, in the same browser, jumps too
    wall.page.reload()
    on(wall, "1/")
    expect(wall.page.locator(".wall-page")).to_contain_text("more")

    wall.page.clock.fast_forward(LONGEST)
    on(wall, "2/")
    console.lead_the_wall(turning="no")
    expect(wall.page.locator("#wall")).to_have_attribute("data-turning", "no")
    expect(console.page.locator("form[data-sent]")).to_have_count(0)  # or the jump would end the wait for its answer
    wall.page.clock.fast_forward(LONGEST)
    on(wall, "2/")


def test_what_is_new_waits_for_the_turn_of_the_page_where_something_would_move(console, database):
    wall = show(console, database, 24)
    on(wall, "1/")
    before = wall.page.evaluate(WHERE)
    come(console, database, 1, 101, 102, 103)

    expect(wall.page.locator(".wall-new")).to_have_text("3 new")
    expect(wall.page.locator(".ideas > li")).to_have_count(27)
    assert wall.page.evaluate(WHERE) == before
    console.lead_the_wall(leaf="next")
    on(wall, "2/")
    expect(wall.page.locator(".wall-new")).to_be_hidden()
    expect(wall.page.locator(".ideas > li:not([hidden])")).to_have_count(27)


def test_what_is_new_comes_in_at_once_where_nothing_has_to_make_room(console, database):
    wall = show(console, database, 4)
    before = wall.page.evaluate(WHERE)
    assert len(before) == 4
    come(console, database, 3, 101)  # one whose first idea is short

    expect(wall.page.locator(".ideas > li:not([hidden])")).to_have_count(5)
    assert before.items() <= wall.page.evaluate(WHERE).items()
    expect(wall.page.locator(".wall-new")).to_be_hidden()


def test_what_is_taken_from_the_room_is_gone_at_once(console, database):
    wall = show(console, database, 24)
    on(wall, "1/")

    def hide(session):
        workshop = services.find(session, console.code)
        step = agenda.steps(session, workshop)[walls.VOTE - 1]
        session.get(Idea, (step.id, 4)).state = "hidden"
        workshop.version += 1

    database.write(hide)
    come(console, database, 2, 101)
    expect(wall.page.get_by_text("4. A person of one’s own age")).to_have_count(0)
    expect(wall.page.locator(".ideas > li")).to_have_count(24)
